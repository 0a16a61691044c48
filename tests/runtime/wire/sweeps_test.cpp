// Damaged messages: every good vector cut at every byte, with every bit flipped, and with every
// byte replaced by the values that break things. Each input is an exact-size copy on the heap, so
// that the sanitizers see a read one byte too far. The outcome is an error or a value that is
// written and read again without a change.
#include <doctest/doctest.h>

#include <algorithm>
#include <memory>

#include "vectors.h"

namespace sample {
namespace {

idl::Result<Outcome> decode_exactly(const DecodeFunction& decode, idl::BytesView bytes) {
  const auto copy = std::make_unique<std::byte[]>(bytes.size());
  std::copy(bytes.begin(), bytes.end(), copy.get());
  return decode({copy.get(), bytes.size()}, {});
}

/// Returns whether the bytes were accepted.
bool check_sound(const DecodeFunction& decode, idl::BytesView bytes) {
  const auto outcome = decode_exactly(decode, bytes);
  if (!outcome) {
    // An accepted value could always be encoded, so this is a flaw in the bytes.
    REQUIRE(outcome.error().code == idl::Code::InvalidArgument);
    return false;
  }
  const auto again = decode(outcome->rewritten, {});
  REQUIRE(again);
  REQUIRE(again->shown == outcome->shown);
  REQUIRE(again->rewritten == outcome->rewritten);
  return true;
}

template <class Check>
void for_each_good_vector(Check check) {
  for (const Vector& vector : load_vectors()) {
    if (!vector.is_good()) continue;
    CAPTURE(vector.place);
    check(vector, *find_type(vector.type));
  }
}

/// What is shorter or longer can be a value of these too: text, and structs that keep a rest.
bool is_bare(const std::string& type) {
  return type == "string" || type == "bytes" || type == "Sku" || type == "V1Keeps";
}

/// Values of these have one encoding in all versions: nothing in them evolves.
bool is_rigid(const std::string& type) {
  return std::none_of(type.begin(), type.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) &&
         type.find("[2]") == std::string::npos;
}

TEST_CASE("no message that is cut short is taken for a whole one") {
  for_each_good_vector([](const Vector& vector, const DecodeFunction& decode) {
    const bool same_version = vector.rewritten == vector.bytes;
    for (std::size_t size = 0; size < vector.bytes.size(); ++size) {
      CAPTURE(size);
      const bool accepted = check_sound(decode, {vector.bytes.data(), size});
      if (size != 0 && same_version && !is_bare(vector.type)) REQUIRE_FALSE(accepted);
    }
  });
}

TEST_CASE("a message with any bit flipped is refused or is another value's message") {
  for_each_good_vector([](const Vector& vector, const DecodeFunction& decode) {
    idl::Bytes bytes = vector.bytes;
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
      CAPTURE(bit);
      const std::byte mask = std::byte{1} << (bit % 8);
      bytes[bit / 8] ^= mask;
      check_sound(decode, bytes);
      bytes[bit / 8] ^= mask;
    }
  });
}

TEST_CASE("any two bits of a message's first 128 are flipped without harm") {
  for_each_good_vector([](const Vector& vector, const DecodeFunction& decode) {
    idl::Bytes bytes = vector.bytes;
    const auto flip = [&](std::size_t bit) { bytes[bit / 8] ^= std::byte{1} << (bit % 8); };
    const std::size_t bits = std::min<std::size_t>(128, bytes.size() * 8);
    for (std::size_t first = 0; first < bits; ++first) {
      flip(first);
      for (std::size_t second = first + 1; second < bits; ++second) {
        flip(second);
        check_sound(decode, bytes);
        flip(second);
      }
      flip(first);
    }
  });
}

TEST_CASE("every byte takes the values that break things without breaking any") {
  for_each_good_vector([](const Vector& vector, const DecodeFunction& decode) {
    for (std::size_t at = 0; at < vector.bytes.size(); ++at) {
      for (const unsigned value : {0x00U, 0x01U, 0x7FU, 0x80U, 0xFFU}) {
        CAPTURE(at);
        idl::Bytes bytes = vector.bytes;
        bytes[at] = static_cast<std::byte>(value);
        check_sound(decode, bytes);
      }
    }
  });
}

TEST_CASE("one value has one encoding, where no versions are involved") {
  for_each_good_vector([](const Vector& vector, const DecodeFunction& decode) {
    if (!is_rigid(vector.type)) return;
    idl::Bytes bytes = vector.bytes;
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
      bytes[bit / 8] ^= std::byte{1} << (bit % 8);
      const auto outcome = decode(bytes, {});
      if (outcome) REQUIRE(outcome->rewritten == bytes);
      bytes[bit / 8] ^= std::byte{1} << (bit % 8);
    }
  });
}

TEST_CASE("bytes behind a message are refused") {
  for_each_good_vector([](const Vector& vector, const DecodeFunction& decode) {
    const bool same_version = vector.rewritten == vector.bytes;
    if (vector.bytes.empty() || !same_version || is_bare(vector.type)) return;
    idl::Bytes bytes = vector.bytes;
    bytes.push_back(std::byte{0});
    REQUIRE_FALSE(check_sound(decode, bytes));
  });
}

}  // namespace
}  // namespace sample
