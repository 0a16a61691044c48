// Blocks of all versions, of every type of field. What is expected is put together from bytes: a
// block that an older writer ends between two slots means its slots, then those of a new value; one
// with more slots than this version knows means the same as without them, damaged or not.
#include <doctest/doctest.h>

#include <idl/encode.h>

#include <algorithm>
#include <optional>
#include <string>

#include "golden_values.h"

namespace golden {
namespace {

constexpr std::size_t kHeader = 4;  // the size of the slots
constexpr std::uint32_t kValues = 12;

/// The slots of a type, those of reserved numbers included.
template <class T>
constexpr std::size_t kSlots = 0;
template <>
constexpr std::size_t kSlots<types::Scalars> = 16;
template <>
constexpr std::size_t kSlots<types::Lists> = 19;
template <>
constexpr std::size_t kSlots<types::SetsAndMaps> = 13;
template <>
constexpr std::size_t kSlots<types::Arrays> = 10;
template <>
constexpr std::size_t kSlots<types::Optionals> = 16;
template <>
constexpr std::size_t kSlots<types::Removed> = 6;
template <>
constexpr std::size_t kSlots<types::Outer> = 4;
template <>
constexpr std::size_t kSlots<types::Flagged> = 10;
template <>
constexpr std::size_t kSlots<literals::Defaults> = 19;
template <>
constexpr std::size_t kSlots<cycles::Company> = 3;
template <>
constexpr std::size_t kSlots<cycles::Category> = 5;
template <>
constexpr std::size_t kSlots<shop::v1::Order> = 17;

/// An encoded struct, taken apart.
struct Parts {
  idl::Bytes slots;
  idl::Bytes tail;
};

void append(idl::Bytes& bytes, idl::BytesView more) {
  bytes.insert(bytes.end(), more.begin(), more.end());
}

Parts apart(idl::BytesView bytes) {
  std::size_t size = 0;
  for (std::size_t i = kHeader; i-- > 0;) size = size << 8 | std::to_integer<std::size_t>(bytes[i]);
  const auto slots = bytes.subspan(kHeader, size);
  const auto tail = bytes.subspan(kHeader + size);
  return {{slots.begin(), slots.end()}, {tail.begin(), tail.end()}};
}

idl::Bytes together(const Parts& parts) {
  idl::Bytes bytes;
  for (std::size_t i = 0; i < kHeader; ++i) {
    bytes.push_back(static_cast<std::byte>(parts.slots.size() >> (8 * i)));
  }
  append(bytes, parts.slots);
  append(bytes, parts.tail);
  return bytes;
}

/// The first bytes of the slots and of the tail.
Parts cut(const Parts& parts, std::size_t slots, std::size_t tail) {
  const auto end = [](std::size_t at) { return static_cast<std::ptrdiff_t>(at); };
  return {{parts.slots.begin(), parts.slots.begin() + end(slots)},
          {parts.tail.begin(), parts.tail.begin() + end(tail)}};
}

/// How much of the tail goes with the first bytes of the slots; none where they end inside of one.
template <class T>
std::optional<std::size_t> tail_of(const Parts& parts, std::size_t slots) {
  std::optional<std::size_t> found;
  for (std::size_t tail = 0; tail <= parts.tail.size(); ++tail) {
    if (!idl::decode<T>(together(cut(parts, slots, tail)))) continue;
    REQUIRE_FALSE(found);
    found = tail;
  }
  return found;
}

/// What a block of a value that ends early means: its fields, then those of a new value.
Parts with_defaults(const Parts& older, const Parts& made, std::size_t tail_of_made) {
  Parts whole = older;
  append(whole.slots, idl::BytesView(made.slots).subspan(older.slots.size()));
  append(whole.tail, idl::BytesView(made.tail).subspan(tail_of_made));
  return whole;
}

TEST_CASE_TEMPLATE("a block that ends between two slots leaves the rest to their defaults", T,
                   types::Scalars, types::Lists, types::SetsAndMaps, types::Arrays,
                   types::Optionals, types::Removed, types::Outer, types::Flagged,
                   literals::Defaults, cycles::Company, cycles::Category, shop::v1::Order) {
  auto random = small_random(11);
  const Parts made = apart(idl::encode(T{}).value());
  const Parts written = apart(idl::encode(random.make<T>()).value());
  std::size_t versions = 0;
  for (std::size_t slots = 0; slots <= made.slots.size(); ++slots) {
    CAPTURE(slots);
    const auto tail = tail_of<T>(written, slots);
    const auto tail_of_made = tail_of<T>(made, slots);
    REQUIRE(tail.has_value() == tail_of_made.has_value());
    if (!tail) continue;
    ++versions;
    const Parts older = cut(written, slots, *tail);
    const idl::Bytes expected = together(with_defaults(older, made, *tail_of_made));
    CHECK(idl::encode(idl::decode<T>(together(older)).value()).value() == expected);
    T over = random.make<T>();
    REQUIRE(idl::decode_into(together(older), over));
    CHECK(idl::encode(over).value() == expected);
  }
  CHECK(versions == kSlots<T> + 1);
}

/// The error of a message that is longer by so many bytes behind its slots.
std::string moved(std::string text, std::size_t behind, std::size_t bytes) {
  constexpr std::string_view kPlace = " at byte ";
  const std::size_t begin = text.find(kPlace) + kPlace.size();
  const std::size_t end = text.find(' ', begin);
  const std::size_t at = std::stoul(text.substr(begin, end - begin));
  return text.replace(begin, end - begin, std::to_string(at < behind ? at : at + bytes));
}

template <class T>
void check_newer(const idl::Bytes& bytes, const idl::Bytes& newer, std::size_t slots) {
  const auto read = idl::decode<T>(bytes);
  const auto read_newer = idl::decode<T>(newer);
  if (read) {
    REQUIRE(read_newer);
    CHECK(idl::encode(*read).value() == idl::encode(*read_newer).value());
    return;
  }
  // Behind the bodies that this version knows, a newer writer may have others.
  if (read_newer && read.error().message.ends_with("belongs to no value")) return;
  REQUIRE_FALSE(read_newer);
  CHECK(read_newer.error().code == read.error().code);
  CHECK(read_newer.error().message ==
        moved(read.error().message, kHeader + slots, newer.size() - bytes.size()));
}

TEST_CASE_TEMPLATE("a block with slots that are not known is read like one without, flaws as well",
                   T, types::Scalars, types::Lists, types::SetsAndMaps, types::Arrays,
                   types::Optionals, types::Removed, types::Outer, types::Flagged,
                   literals::Defaults, cycles::Company, cycles::Category, shop::v1::Order) {
  auto random = small_random(13);
  for (std::uint32_t i = 0; i < kValues; ++i) {
    const Parts parts = apart(idl::encode(random.make<T>()).value());
    const idl::Bytes surplus(1 + random.below(9), std::byte{0xA5});
    idl::Bytes bytes = together(parts);
    Parts longer = parts;
    append(longer.slots, surplus);
    idl::Bytes newer = together(longer);
    check_newer<T>(bytes, newer, parts.slots.size());
    for (std::size_t bit = kHeader * 8; bit < bytes.size() * 8; ++bit) {
      CAPTURE(bit);
      const std::size_t at = bit / 8;
      const std::size_t moved_to = at < kHeader + parts.slots.size() ? at : at + surplus.size();
      const std::byte flip = std::byte{1} << (bit % 8);
      bytes[at] ^= flip;
      newer[moved_to] ^= flip;
      check_newer<T>(bytes, newer, parts.slots.size());
      bytes[at] ^= flip;
      newer[moved_to] ^= flip;
    }
  }
}

}  // namespace
}  // namespace golden
