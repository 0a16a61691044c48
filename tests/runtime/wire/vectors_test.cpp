// Every wire vector: good bytes become the value that the file says and are written again as the
// file says; bad bytes are refused with the message that the file says.
#include "vectors.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace sample {
namespace {

void check_good(const Vector& vector, const DecodeFunction& decode) {
  const auto outcome = decode(vector.bytes, {});
  REQUIRE_MESSAGE(outcome, outcome.error().message);
  CHECK(outcome->shown == vector.expected);
  CHECK(to_hex(outcome->rewritten) == to_hex(vector.rewritten));
}

void check_bad(const Vector& vector, const DecodeFunction& decode) {
  const auto outcome = decode(vector.bytes, {});
  REQUIRE_MESSAGE(!outcome, outcome->shown);
  CHECK("! " + outcome.error().message == vector.expected);
  CHECK(outcome.error().executed == idl::Executed::No);
  CHECK(outcome.error().origin == idl::Origin::Local);
}

TEST_CASE("every wire vector has the outcome that its file says") {
  std::size_t good = 0;
  const auto vectors = load_vectors();
  for (const Vector& vector : vectors) {
    CAPTURE(vector.place);
    const DecodeFunction* decode = find_type(vector.type);
    REQUIRE(decode != nullptr);
    if (vector.is_good()) {
      ++good;
      check_good(vector, *decode);
    } else {
      check_bad(vector, *decode);
    }
  }
  // A folder that was not found, or half a file, must not pass for success.
  CHECK(good >= 100);
  CHECK(vectors.size() - good >= 60);
}

TEST_CASE("every type that vectors may name has one") {
  const auto vectors = load_vectors();
  for (const std::string& name : type_names()) {
    const bool used = std::any_of(vectors.begin(), vectors.end(),
                                  [&](const Vector& vector) { return vector.type == name; });
    CHECK_MESSAGE(used, name);
  }
}

}  // namespace
}  // namespace sample
