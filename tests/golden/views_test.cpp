// Views of golden types: they show what the value holds, and they take the bytes that decode takes
// and no others, with the same words. Every message lies in memory of exactly its size, so that
// sanitizers find overreads.
#include <doctest/doctest.h>

#include <memory>

#include "golden_values.h"
#include "golden_views.h"

namespace golden {
namespace {

constexpr std::uint32_t kSeeds = 40;
// Sweeps try every bit of a message; longer ones would only repeat themselves.
constexpr std::size_t kMaxSweptBytes = 500;

// A view has no limit on memory, and so decode gets none to compare.
constexpr idl::DecodeLimits kRoomy{.max_memory = std::size_t{1} << 30U,
                                   .memory_base = std::size_t{1} << 30U};

// The same bytes in memory that ends where they end.
class ExactCopy {
 public:
  explicit ExactCopy(idl::BytesView bytes)
      : memory_(std::make_unique<std::byte[]>(bytes.size())), size_(bytes.size()) {
    std::ranges::copy(bytes, memory_.get());
  }
  idl::BytesView bytes() const { return {memory_.get(), size_}; }

 private:
  std::unique_ptr<std::byte[]> memory_;
  std::size_t size_;
};

// Both take the bytes and show the same, or both refuse them for the same reason.
template <class T>
void check_agreement(idl::BytesView bytes) {
  const ExactCopy copy(bytes);
  const auto value = idl::decode<T>(copy.bytes(), kRoomy);
  const auto view = idl::view<T>(copy.bytes());
  REQUIRE(static_cast<bool>(view) == static_cast<bool>(value));
  if (!view) {
    CHECK(view.error() == value.error());
    return;
  }
  CHECK(is_same(*value, *view));
  CHECK(idl::encode(idl::to_value(*view)).value() == idl::encode(*value).value());
}

template <class T>
void sweep(idl::Bytes bytes) {
  if (bytes.size() > kMaxSweptBytes) return;
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    check_agreement<T>(idl::BytesView(bytes.data(), size));
  }
  for (std::byte& byte : bytes) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      byte ^= std::byte{1} << bit;
      check_agreement<T>(bytes);
      byte ^= std::byte{1} << bit;
    }
    const std::byte whole = byte;
    for (const unsigned edge : {0x00U, 0x01U, 0x7FU, 0x80U, 0xFFU}) {
      byte = static_cast<std::byte>(edge);
      check_agreement<T>(bytes);
    }
    byte = whole;
  }
}

TEST_CASE_TEMPLATE("views show what values hold", T, types::Scalars, types::Choice, types::Lists,
                   types::SetsAndMaps, types::Arrays, types::Optionals, types::Removed,
                   types::Outer, types::Neighbour, literals::Defaults, cycles::Tree, cycles::Folder,
                   cycles::Page, cycles::Person, cycles::Company, cycles::Expression, cycles::Sum,
                   shop::v1::Order, shop::v1::Category, shop::v1::OutOfStock,
                   std::vector<shop::v1::Order>) {
  for (std::uint32_t seed = 0; seed < kSeeds; ++seed) {
    CAPTURE(seed);
    const T value = idl::test::Random(seed).make<T>();
    const ExactCopy bytes(idl::encode(value).value());
    const auto view = idl::view<T>(bytes.bytes());
    REQUIRE(view);
    CHECK(is_same(value, *view));
    CHECK(idl::to_value(*view) == value);
  }
}

TEST_CASE_TEMPLATE("views and decode agree on damaged messages", T, types::Scalars, types::Choice,
                   types::Lists, types::SetsAndMaps, types::Arrays, types::Optionals,
                   types::Removed, types::Outer, literals::Defaults, cycles::Folder,
                   cycles::Company, cycles::Expression, cycles::Category, cycles::Formula,
                   shop::v1::Order) {
  sweep<T>(idl::encode(T{}).value());
  for (std::uint32_t seed = 0; seed < 4; ++seed) {
    CAPTURE(seed);
    sweep<T>(idl::encode(small_random(seed).make<T>()).value());
  }
}

}  // namespace
}  // namespace golden
