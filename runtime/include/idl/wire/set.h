// The codec of sets: lists that are strictly ascending, so that a set has one encoding only. An
// order that was not kept, or an element twice, is a flaw.
#pragma once

#include <iterator>
#include <set>
#include <utility>

#include "idl/wire/elements.h"

namespace idl {
namespace detail {

/// The memory of a node of std::set or std::map: three pointers and a colour before the item.
template <class Item>
inline constexpr std::size_t kTreeNodeBytes =
    4 * sizeof(void*) + (sizeof(Item) + alignof(void*) - 1) / alignof(void*) * alignof(void*);

}  // namespace detail

template <class T>
struct Codec<std::set<T>> : StructCodec {
  [[gnu::always_inline]] static std::size_t measure(const std::set<T>& set, Measure& measure) {
    return set.empty() ? 0 : measure_some(set, measure);
  }

  [[gnu::always_inline]] static std::byte* write(const std::set<T>& set, std::byte* out) {
    return set.empty() ? out : write_some(set, out);
  }

  static bool read(const Input& in, std::set<T>& set) {
    if (in.empty()) {
      set.clear();
      return true;
    }
    Input slots = in;
    std::size_t count = 0;
    if (!in.decoder->enter(in.begin) || !detail::take_count(slots, detail::kSlotOf<T>, count) ||
        !in.decoder->charge(slots.begin, count, detail::kTreeNodeBytes<T>) ||
        !read_elements(slots, count, set)) {
      return false;
    }
    in.decoder->leave();
    return true;
  }

 private:
  // Out of line: many structs hold sets of one type, and each field is code of its own.
  [[gnu::noinline]] static std::size_t measure_some(const std::set<T>& set, Measure& measure) {
    if (!measure.enter()) return 0;
    const std::size_t size = 4 + detail::measure_elements<T>(set, measure);
    measure.leave();
    return size;
  }

  [[gnu::noinline]] static std::byte* write_some(const std::set<T>& set, std::byte* out) {
    detail::store_u32(out, set.size());
    return detail::write_elements<T>(set, out + 4);
  }

  /// What the set holds already stays as long as it is what comes; the rest makes way.
  [[gnu::always_inline]] static bool read_elements(Input in, std::size_t count, std::set<T>& set) {
    detail::ElementReader<T> elements(in, count);
    auto next = set.begin();
    for (std::size_t i = 0; i < count; ++i) {
      const std::byte* const at = elements.at();
      T element{};
      if (!elements.next(element)) return false;
      if (next != set.begin() && !(*std::prev(next) < element)) {
        return in.decoder->fail(at, Flaw::NotAscending);
      }
      if (next != set.end() && *next == element) {
        ++next;
        continue;
      }
      set.erase(next, set.end());
      set.emplace_hint(set.end(), std::move(element));
      next = set.end();
    }
    set.erase(next, set.end());
    return elements.finish();
  }
};

}  // namespace idl
