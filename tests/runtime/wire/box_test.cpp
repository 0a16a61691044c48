// Boxes: values of their own that always hold something, and that cost memory only where they
// differ from the defaults.
#include <doctest/doctest.h>

#include <utility>

#include "idl/encode.h"
#include "sample.h"
#include "tests/support/allocations.h"
#include "vectors.h"

namespace sample {
namespace {

TEST_CASE("a box that was just made holds the defaults, without memory of its own") {
  const idl::test::AllocationMeter meter;
  const idl::Box<Money> box;
  CHECK(meter.bytes() == 0);
  CHECK(box->currency == "EUR");
  CHECK(*box == Money{});
}

TEST_CASE("copies are deep, and compare by what they hold") {
  idl::Box<Money> box = Money{.cents = 1};
  auto copy = box;
  CHECK(copy == box);
  CHECK(&*std::as_const(copy) != &*std::as_const(box));
  copy->cents = 2;
  CHECK(box->cents == 1);
  CHECK(copy != box);
  box = copy;
  CHECK(box->cents == 2);
}

TEST_CASE("a box that was moved from holds the defaults and can be used again") {
  idl::Box<Money> box = Money{.cents = 1, .currency = "USD"};
  idl::Box<Money> taken = std::move(box);
  CHECK(taken->cents == 1);
  CHECK(*std::as_const(box) == Money{});
  box->cents = 3;
  CHECK(box->cents == 3);
  taken = std::move(box);
  CHECK(taken->cents == 3);
  CHECK(idl::encode(box).value() == idl::encode(Money{}).value());
}

TEST_CASE("a box can take what it holds inside") {
  Chain chain{.link = 1, .next = Chain{.link = 2, .next = Chain{.link = 3}}};
  chain = Chain(**chain.next);
  CHECK(chain.link == 2);
  idl::Box<Chain> box = Chain{.link = 1, .next = Chain{.link = 2}};
  box = std::move(*box->next);
  CHECK(box->link == 2);
  box = *box;
  CHECK(box->link == 2);
}

TEST_CASE("reading replaces what a box held") {
  idl::Box<Money> box = Money{.cents = 5, .currency = "USD"};
  const idl::Bytes bytes = from_hex("0c000000 0700000000000000 00000000");
  idl::Decoder decoder(bytes);
  CHECK(decoder.input().read(box));
  CHECK(*box == Money{.cents = 7, .currency = ""});
  CHECK(idl::Decoder(idl::BytesView()).input().read(box));
  CHECK(*box == Money{});
}

Chain chain_of(std::uint16_t links) {
  Chain chain;
  for (std::uint16_t i = 1; i < links; ++i) chain = Chain{.link = i, .next = std::move(chain)};
  return chain;
}

TEST_CASE("each box is a level of nesting, on both sides") {
  // The innermost link holds a price, which is the 64th level.
  const Chain deepest = chain_of(63);
  const auto bytes = idl::encode(deepest);
  REQUIRE(bytes);
  CHECK(idl::decode<Chain>(*bytes).value() == deepest);
  CHECK_FALSE(idl::encode(chain_of(64)));
  const auto deeper = idl::encode(chain_of(64), {.max_depth = 65});
  REQUIRE(deeper);
  CHECK_FALSE(idl::decode<Chain>(*deeper));
}

TEST_CASE("what boxes hold is charged against the budget") {
  const auto bytes = idl::encode(chain_of(40)).value();
  const idl::DecodeLimits tight{.max_memory = 40 * sizeof(Chain)};
  CHECK_FALSE(idl::decode<Chain>(bytes, tight));
  CHECK(idl::decode<Chain>(bytes, {.max_memory = 40 * (sizeof(Chain) + sizeof(Money))}));
}

}  // namespace
}  // namespace sample
