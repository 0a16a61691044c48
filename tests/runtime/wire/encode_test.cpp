// Encoding from the user's side: what cannot be encoded and why, buffers of the user's own, and
// that nothing is written when something fails.
#include "idl/encode.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "idl/wire.h"
#include "sample.h"
#include "vectors.h"

namespace sample {
namespace {

template <class T>
std::string refusal(const T& value, const idl::EncodeLimits& limits = {}) {
  const auto bytes = idl::encode(value, limits);
  return bytes ? "encoded" : bytes.error().message;
}

constexpr std::string_view kBadText = "a string in the value is not valid UTF-8";
constexpr std::string_view kBadEnum =
    "a closed enum in the value holds a number that it does not have";

TEST_CASE("unknown fields are part of the value, and fit no other type") {
  const auto bytes = idl::encode(V2{.id = 7, .name = "ab"}).value();
  const V1Keeps kept = idl::decode<V1Keeps>(bytes).value();
  CHECK(kept != V1Keeps{.id = 7});
  V1Keeps copy = kept;
  CHECK(copy == kept);
  copy.id = 8;
  CHECK(idl::decode<V2>(idl::encode(copy).value()).value() == V2{.id = 8, .name = "ab"});
  copy.unknown_fields_.clear();
  CHECK(copy == V1Keeps{.id = 8});
  const auto reread = idl::decode<V1Keeps>(idl::encode(V1{.id = 1}).value());
  CHECK(reread.value().unknown_fields_.empty());
}

TEST_CASE("unknown fields cannot make a block too long") {
  idl::Bytes longest(4 + idl::kMaxBlockBytes);
  idl::detail::store_u32(longest.data(), idl::kMaxBlockBytes);
  const V1Keeps kept = idl::decode<V1Keeps>(longest).value();
  CHECK(idl::encode(kept).value() == longest);
  idl::Measure measure({.max_bytes = 1'000'000});
  idl::BlockMeasure block(measure, /*size=*/8, kept.unknown_fields_);
  const std::size_t size = block.size();
  CHECK_FALSE(measure.accepts(size));
  CHECK(measure.error(size).message.find("block would exceed 65536 bytes") != std::string::npos);
}

TEST_CASE("text that is not UTF-8 is refused, wherever it is") {
  const std::string bad = "\xFF";
  CHECK(refusal(bad) == kBadText);
  CHECK(refusal(std::optional<std::string>(bad)) == kBadText);
  CHECK(refusal(Sku(bad)) == kBadText);
  CHECK(refusal(std::vector<std::string>{"a", bad}) == kBadText);
  CHECK(refusal(std::set<std::string>{bad}) == kBadText);
  CHECK(refusal(std::map<std::string, std::uint32_t>{{bad, 1}}) == kBadText);
  CHECK(refusal(std::map<std::uint8_t, std::string>{{std::uint8_t{1}, bad}}) == kBadText);
  CHECK(refusal(std::array<std::string, 2>{"a", bad}) == kBadText);
  CHECK(refusal(Money{.currency = bad}) == kBadText);
  CHECK(refusal(Category{.name = "a", .children = {{.name = bad, .children = {}}}}) == kBadText);
  Payment payment;
  payment.value.emplace<2>(bad);
  CHECK(refusal(payment) == kBadText);
  CHECK(idl::encode(bad).error().code == idl::Code::InvalidArgument);
  CHECK(idl::encode(bad).error().executed == idl::Executed::No);
}

TEST_CASE("short texts of every length travel, and a bad byte is seen at every place") {
  for (std::size_t size = 0; size <= 20; ++size) {
    const std::string letters = std::string("abcdefghijklmnopqrst").substr(0, size);
    const std::vector<std::string> texts{letters, "|", letters};
    CHECK(idl::decode<std::vector<std::string>>(idl::encode(texts).value()).value() == texts);
    for (std::size_t place = 0; place < size; ++place) {
      std::string bad = letters;
      bad[place] = '\xFF';
      CHECK(refusal(bad) == kBadText);
    }
  }
}

TEST_CASE("a number that a closed enum does not have is refused, wherever it is") {
  const auto bad = static_cast<Channel>(2);
  CHECK(refusal(bad) == kBadEnum);
  CHECK(refusal(std::optional<Channel>(bad)) == kBadEnum);
  CHECK(refusal(std::vector<Channel>{Channel::web, bad}) == kBadEnum);
  CHECK(refusal(std::set<Channel>{bad}) == kBadEnum);
  CHECK(refusal(std::array<Channel, 2>{Channel::web, bad}) == kBadEnum);
  CHECK(refusal(Pixel{.on = true, .level = 1, .channel = bad}) == kBadEnum);
  CHECK(refusal(std::vector<Pixel>(1, Pixel{.channel = bad})) == kBadEnum);
  CHECK(refusal(Scalars{.channel = bad}) == kBadEnum);
  CHECK(refusal(static_cast<Status>(200)) == "encoded");
}

TEST_CASE("a value over the limit is refused with its size") {
  const idl::Bytes bytes(100);
  CHECK(refusal(bytes, {.max_bytes = 99}) == "the value takes 100 bytes, the limit is 99");
  CHECK(refusal(bytes, {.max_bytes = 100}) == "encoded");
  CHECK(idl::encode(bytes, {.max_bytes = 99}).error().code == idl::Code::MessageTooLarge);
  CHECK(refusal(idl::Bytes((std::size_t{4} << 20U) + 1)) ==
        "the value takes 4194305 bytes, the limit is 4194304");
}

TEST_CASE("no limit lets ends reach the bit of absence") {
  idl::Measure measure({.max_bytes = ~std::size_t{0}});
  CHECK(measure.accepts(0x7FFF'FFFF));
  CHECK_FALSE(measure.accepts(0x8000'0000));
  CHECK(measure.error(0x8000'0000).message ==
        "the value takes 2147483648 bytes, the limit is 2147483647");
}

TEST_CASE("encoded_size is the size of what encode writes") {
  for (const char* currency : {"", "EUR", "a longer one than most"}) {
    const Money money{.cents = 1, .currency = currency};
    CHECK(idl::encoded_size(money).value() == idl::encode(money).value().size());
  }
  CHECK_FALSE(idl::encoded_size(std::string("\xFF")));
}

TEST_CASE("a buffer of the caller's is filled to the size and no further") {
  for (const std::byte fill : {std::byte{0x00}, std::byte{0xFF}}) {
    idl::Bytes buffer(32, fill);
    const auto size = idl::encode_to(Money{.cents = 258}, buffer);
    REQUIRE(size);
    CHECK(*size == 19);
    CHECK(to_hex({buffer.data(), *size}) ==
          "0c0000000201000000000000"
          "03000000"
          "455552");
    CHECK(std::all_of(buffer.begin() + 19, buffer.end(), [&](std::byte b) { return b == fill; }));
  }
}

TEST_CASE("a buffer that is too small, or a bad value, is left alone") {
  idl::Bytes buffer(18, std::byte{0xAB});
  const auto too_small = idl::encode_to(Money{}, buffer);
  REQUIRE_FALSE(too_small);
  CHECK(too_small.error().message == "the value takes 19 bytes, the buffer has 18");
  CHECK_FALSE(idl::encode_to(std::string("\xFF"), buffer));
  CHECK(buffer == idl::Bytes(18, std::byte{0xAB}));
}

TEST_CASE("every byte is written, whatever the buffer held before") {
  for (const Vector& vector : load_vectors()) {
    if (vector.type != "Containers" || !vector.is_good()) continue;
    const auto value = idl::decode<Containers>(vector.bytes);
    REQUIRE(value);
    idl::Bytes zeros(vector.bytes.size(), std::byte{0x00});
    idl::Bytes ones(vector.bytes.size(), std::byte{0xFF});
    CHECK(idl::encode_to(*value, zeros));
    CHECK(idl::encode_to(*value, ones));
    CHECK(zeros == ones);
  }
}

TEST_CASE("a failed result of encode says so to those who prefer exceptions") {
  CHECK_THROWS_AS((void)idl::encode(std::string("\xFF")).value(), idl::CallError);
}

}  // namespace
}  // namespace sample
