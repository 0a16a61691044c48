// What lists, sets, arrays and the halves of maps share: as many slots as elements, then their
// bodies, where an element's slot holds the cumulative end of its body instead of the length.
#pragma once

#include <cstring>

#include "idl/wire/field.h"

namespace idl::detail {

/// In an end: the optional element is absent.
inline constexpr std::uint32_t kAbsentBit = 0x8000'0000;

/// Which part of a container's item is the element.
struct WholeItem {
  template <class Item>
  const Item& operator()(const Item& item) const {
    return item;
  }
};

/// The bytes of slots and bodies.
template <class T, class Range, class Part = WholeItem>
[[nodiscard]] std::size_t measure_elements(const Range& range, Measure& measure, Part part = {}) {
  std::size_t size = range.size() * kSlotOf<T>;
  if constexpr (!FixedType<T> || CanBeInvalid<T>) {
    for (const auto& item : range) {
      const T& element = part(item);
      size += measure_tail(element, measure);
    }
  }
  return size;
}

/// Writes one element; its end counts from first_body.
template <class T>
[[nodiscard]] inline std::byte* write_element(const T& element, std::byte* slot, std::byte* body,
                                              const std::byte* first_body) {
  std::byte* const end = Codec<T>::write(element, body);
  std::size_t mark = static_cast<std::size_t>(end - first_body);
  if constexpr (OptionalBodyType<T>) {
    if (!Codec<T>::has_value(element)) mark |= kAbsentBit;
  }
  if constexpr (UnionType<T>) store_u32(slot, Codec<T>::which(element));
  store_u32(slot + kSlotOf<T> - 4, mark);
  return end;
}

/// Writes slots and bodies; returns the end of the last body.
template <class T, class Range, class Part = WholeItem>
[[nodiscard]] std::byte* write_elements(const Range& range, std::byte* out, Part part = {}) {
  std::byte* slot = out;
  std::byte* const first_body = out + range.size() * kSlotOf<T>;
  std::byte* body = first_body;
  for (const auto& item : range) {
    const T& element = part(item);
    if constexpr (FixedType<T>) {
      store(slot, element);
    } else {
      body = write_element(element, slot, body, first_body);
    }
    slot += kSlotOf<T>;
  }
  return body;
}

/// Reads one element after the other. The caller has checked that the slots are there, and calls
/// next as often as it announced.
template <class T>
class ElementReader {
 public:
  ElementReader(Input in, std::size_t count)
      : slot_(in.begin), bodies_{in.begin + count * kSlotOf<T>, in.end, in.decoder} {}

  /// For reports: where the next slot is, and to whom.
  [[nodiscard]] const std::byte* at() const { return slot_; }
  [[nodiscard]] Decoder* decoder() const { return bodies_.decoder; }

  [[nodiscard]] bool next(T& element) {
    const std::byte* const slot = slot_;
    slot_ += kSlotOf<T>;
    if constexpr (FixedType<T>) {
      return load(slot, element) || bodies_.decoder->fail(slot, kLoadFlaw<T>);
    } else {
      return next_body(slot, element);
    }
  }

  /// Whether the bodies are used up.
  [[nodiscard]] bool finish() const {
    const std::byte* const rest = bodies_.begin + end_;
    return rest == bodies_.end || bodies_.decoder->fail(rest, Flaw::Unused);
  }

 private:
  [[nodiscard]] bool next_body(const std::byte* slot, T& element) {
    const std::size_t mark = load_u32(slot + kSlotOf<T> - 4);
    const std::size_t begin = end_;
    if constexpr (OptionalBodyType<T>) {
      if ((mark & kAbsentBit) != 0) {
        Codec<T>::reset(element);
        return mark == (begin | kAbsentBit) || bodies_.decoder->fail(slot, Flaw::BadEnd);
      }
    }
    if (mark < begin || mark > bodies_.size()) return bodies_.decoder->fail(slot, Flaw::BadEnd);
    end_ = mark;
    const Input body{bodies_.begin + begin, bodies_.begin + mark, bodies_.decoder};
    if constexpr (UnionType<T>) {
      return Codec<T>::read(load_u32(slot), body, element);
    } else {
      return Codec<T>::read(body, element);
    }
  }

  const std::byte* slot_;
  Input bodies_;
  std::size_t end_ = 0;
};

/// Takes the count off the front of a list that is not empty, and checks that as many slots follow.
[[nodiscard, gnu::always_inline]] inline bool take_count(Input& list, std::size_t slot_size,
                                                         std::size_t& count) {
  if (list.size() < 4) return list.fail(Flaw::CutShort);
  count = load_u32(list.begin);
  if (count == 0) return list.fail(Flaw::CountOfZero);
  if (count > (list.size() - 4) / slot_size) return list.fail(Flaw::CountTooLarge);
  list.begin += 4;
  return true;
}

}  // namespace idl::detail
