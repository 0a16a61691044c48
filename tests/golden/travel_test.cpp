// Values of the golden types travel (random_test.cpp), and damaged bytes are refused or decode to a
// value that travels again. Run under sanitizers this finds overreads too,
// since every damaged message lies in memory of exactly its size.
#include <doctest/doctest.h>

#include <algorithm>
#include <memory>

#include <idl/encode.h>

#include "golden_values.h"

namespace golden {
namespace {

// Sweeps try every bit of a message; longer ones would only repeat themselves.
constexpr std::size_t kMaxSweptBytes = 700;

// Decodes from memory that ends where the message ends.
template <class T>
idl::Result<T> decode_exactly(const idl::Bytes& bytes) {
  const auto copy = std::make_unique<std::byte[]>(bytes.size());
  std::ranges::copy(bytes, copy.get());
  return idl::decode<T>(idl::BytesView(copy.get(), bytes.size()));
}

// Whatever decodes must travel like any other value.
template <class T>
void check_if_decodable(const idl::Bytes& bytes) {
  const auto decoded = decode_exactly<T>(bytes);
  if (!decoded) return;
  const auto again = idl::encode(*decoded);
  REQUIRE(again);
  const auto back = decode_exactly<T>(*again);
  REQUIRE(back);
  // Damage can make a number NaN, which equals nothing; its bytes do.
  CHECK(idl::encode(*back).value() == *again);
}

template <class T>
void sweep(idl::Bytes bytes) {
  if (bytes.size() > kMaxSweptBytes) return;
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    check_if_decodable<T>(idl::Bytes(bytes.begin(), bytes.begin() + static_cast<long>(size)));
  }
  for (std::byte& byte : bytes) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      byte ^= std::byte{1} << bit;
      check_if_decodable<T>(bytes);
      byte ^= std::byte{1} << bit;
    }
  }
}

TEST_CASE_TEMPLATE("damaged messages are refused or harmless", T, types::Scalars, types::Guarded,
                   types::Choice, types::Lists, types::SetsAndMaps, types::Arrays, types::Optionals,
                   types::Removed, types::Flagged, types::Outer, literals::Defaults, cycles::Folder,
                   cycles::Company, cycles::Expression, cycles::Category, cycles::Formula,
                   shop::v1::Order) {
  sweep<T>(idl::encode(T{}).value());
  for (std::uint32_t seed = 0; seed < 4; ++seed) {
    CAPTURE(seed);
    sweep<T>(idl::encode(small_random(seed).make<T>()).value());
  }
}

TEST_CASE("values that differ in one member differ") {
  const shop::v1::Order order{.id = 1, .customer = shop::v1::CustomerId("ada")};
  auto other = order;
  CHECK(other == order);
  other.tags.insert("gift");
  CHECK(other != order);
  CHECK(shop::v1::Payment::cash() != shop::v1::Payment());
  CHECK(shop::v1::Payment::iban("x") != shop::v1::Payment::iban("y"));
}

TEST_CASE("a value that a closed enum does not have cannot be encoded") {
  types::Guarded guarded;
  CHECK(idl::encode(guarded));
  guarded.side = static_cast<types::Side>(5);
  CHECK_FALSE(idl::encode(guarded));
  guarded.side = types::Side::right;
  guarded.mark.value() = static_cast<types::Side>(5);
  CHECK_FALSE(idl::encode(guarded));
}

TEST_CASE("enums tell the names of their values") {
  CHECK(to_string(shop::v1::OrderStatus::paid) == "paid");
  CHECK(to_string(types::Outer::Mode::on) == "on");
  CHECK(to_string(static_cast<types::Color>(77)).empty());
}

TEST_CASE("unions show the case that is set and no other") {
  auto payment = shop::v1::Payment::iban("DE00");
  CHECK(payment.which() == shop::v1::Payment::Case::iban);
  REQUIRE(payment.if_iban() != nullptr);
  *payment.if_iban() += "1";
  CHECK(*std::as_const(payment).if_iban() == "DE001");
  CHECK(payment.if_card() == nullptr);
  CHECK_FALSE(payment.is_cash());
  CHECK(shop::v1::Payment::cash().is_cash());
  CHECK(shop::v1::Payment().which() == shop::v1::Payment::Case::none);
}

TEST_CASE("a box of one's own kind reads like the value itself") {
  cycles::Category pens{.name = "pens", .parent = cycles::Category{.name = "office"}};
  CHECK((*pens.parent)->name == "office");
  (*pens.parent)->parent = pens;
  CHECK((*pens.parent)->parent.has_value());
}

TEST_CASE("a union hides that a case is boxed") {
  auto product = cycles::Formula::operation(
      {.name = "*", .left = cycles::Formula::number(2), .right = cycles::Formula::number(3)});
  REQUIRE(product.if_operation() != nullptr);
  product.if_operation()->right = product;
  const auto* right = std::as_const(product).if_operation()->right.if_operation();
  REQUIRE(right != nullptr);
  CHECK(*right->right.if_number() == 3);
  CHECK(product.if_nested() == nullptr);
}

TEST_CASE("a member of a cycle can be left out") {
  const cycles::Person ada{.name = "ada"};
  CHECK(ada.founded.empty());
}

TEST_CASE("flags combine, and keep bits without a name") {
  using types::Right;
  constexpr Right both = Right::read | Right::admin;
  static_assert(static_cast<std::uint8_t>(both) == 0x81);
  static_assert((both & Right::admin) == Right::admin && (both ^ Right::read) == Right::admin);
  static_assert(~both == static_cast<Right>(0x7E));
  static_assert(idl::has_all(both, Right::read) && !idl::has_all(both, Right::write | Right::read));
  static_assert(idl::has_any(both, Right::write | Right::read) && !idl::has_any(both, Right{}));
  static_assert(static_cast<std::uint64_t>(types::Wide::last) == 1ULL << 63);

  types::Flagged flagged{.mode = types::Flagged::Mode::fast | types::Flagged::Mode::class_};
  flagged.right |= Right::write | static_cast<Right>(0x40);
  flagged.wide |= types::Wide::above;
  flagged.wide &= ~types::Wide::first;
  flagged.right ^= Right::read;
  const auto back = decode_exactly<types::Flagged>(idl::encode(flagged).value());
  REQUIRE(back);
  CHECK(*back == flagged);
  CHECK(to_text(back->right) == "[read, write, 6]");
  CHECK(to_text(back->mode) == "[fast, class]");
  CHECK(to_text(types::Right{}) == "[]");
  CHECK(to_text(types::Marked{.right = both}) == "Marked{right: [read, admin], wide: []}");
}

TEST_CASE("defaults are the schema's") {
  const literals::Defaults defaults;
  CHECK(defaults.flag);
  CHECK(defaults.large == 18'446'744'073'709'551'615U);
  CHECK(defaults.nul == std::string("a\0b", 3));
  CHECK(defaults.patience == std::chrono::minutes(90));
  CHECK(defaults.name.value() == "ada");
  CHECK(to_string(defaults.id) == "01234567-89ab-cdef-0123-456789abcdef");
  CHECK(literals::with_nul.size() == 5);
  CHECK(literals::two_days == std::chrono::hours(48));
  CHECK(literals::trigraphs == std::string_view("?\?/ ?\?= ?\?' what?\?\?"));
}

}  // namespace
}  // namespace golden
