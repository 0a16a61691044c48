// Decoding over a value gives what decoding afresh gives, whatever the value held before, also
// after a message that was refused; and memory that fits is used again.
#include <doctest/doctest.h>

#include <idl/encode.h>

#include "evolution_new.idl.h"
#include "evolution_old.idl.h"
#include "golden_values.h"
#include "tests/support/allocations.h"

namespace golden {
namespace {

constexpr std::uint32_t kMessages = 60;

// Every third message is damaged in one bit or cut, so that values are left half read.
idl::Bytes next_message(idl::test::Random& random, idl::Bytes bytes) {
  if (bytes.empty() || random.below(3) != 0) return bytes;
  const std::size_t at = random.below(bytes.size());
  if (random.below(2) == 0) {
    bytes.resize(at);
  } else {
    bytes[at] ^= std::byte{1} << random.below(8);
  }
  return bytes;
}

TEST_CASE_TEMPLATE("decoding over a value is decoding afresh", T, types::Scalars, types::Choice,
                   types::Lists, types::SetsAndMaps, types::Arrays, types::Optionals,
                   types::Removed, types::Outer, literals::Defaults, cycles::Folder,
                   cycles::Company, cycles::Expression, cycles::Category, cycles::Formula,
                   shop::v1::Order, std::vector<shop::v1::Order>) {
  idl::test::Random random(7);
  T kept{};
  for (std::uint32_t i = 0; i < kMessages; ++i) {
    CAPTURE(i);
    const auto bytes = next_message(random, idl::encode(random.make<T>()).value());
    const auto fresh = idl::decode<T>(bytes);
    const auto over = idl::decode_into(bytes, kept);
    REQUIRE(static_cast<bool>(over) == static_cast<bool>(fresh));
    if (over) {
      CHECK(idl::encode(kept).value() == idl::encode(*fresh).value());
    } else {
      CHECK(over.error() == fresh.error());
    }
  }
}

TEST_CASE("what an older writer left out becomes the default again") {
  namespace before = evolution::before;
  namespace after = evolution::after;
  const before::Member old{.id = 1, .name = "ada"};
  const auto bytes = idl::encode(old).value();
  after::Member kept{.id = 9, .points = 77, .nickname = "eve", .tags = {"x"}};
  REQUIRE(idl::decode_into(bytes, kept));
  CHECK(kept == idl::decode<after::Member>(bytes).value());
  CHECK(kept.points == 10);
  CHECK_FALSE(kept.nickname);
  REQUIRE(idl::decode_into({}, kept));
  CHECK(kept == after::Member());
}

TEST_CASE("a value of the same shape is decoded over without new memory") {
  const std::string text(100, 'x');
  shop::v1::Order order{.id = 1, .customer = shop::v1::CustomerId(text)};
  order.lines.assign(20, {.sku = text, .quantity = 2, .price = {.cents = 3, .currency = text}});
  order.labels = {{"a", text}, {"b", text}};
  order.payment = shop::v1::Payment::card({.holder = text, .number = text});
  order.note = text;
  order.tags = {"gift", "web"};
  order.attachment.resize(500);
  const auto bytes = idl::encode(order).value();
  shop::v1::Order kept;
  REQUIRE(idl::decode_into(bytes, kept));
  const idl::test::AllocationMeter meter;
  const bool decoded = static_cast<bool>(idl::decode_into(bytes, kept));
  CHECK(meter.bytes() == 0);
  CHECK(decoded);
  CHECK(kept == order);
}

}  // namespace
}  // namespace golden
