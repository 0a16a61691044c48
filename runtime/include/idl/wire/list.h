// The codec of lists: a count, then the elements. Elements whose memory is their encoding move as
// one block; the vector is never grown twice and never filled before it is filled.
#pragma once

#include <array>
#include <bit>
#include <cstring>
#include <vector>

#include "idl/wire/elements.h"

namespace idl {
namespace detail {

/// One encoded element among others, at any address. An array of these is what received bytes are,
/// and vector::assign turns it into values in one pass, without filling the memory first.
template <BulkType T>
struct EncodedElement {
  std::array<std::byte, sizeof(T)> bytes;

  operator T() const { return std::bit_cast<T>(bytes); }
};

/// Charges for a vector of this many elements; one of bool has 64 to a word.
template <class T>
[[nodiscard, gnu::always_inline]] inline bool charge_vector(const Input& in, std::size_t count) {
  if constexpr (std::is_same_v<T, bool>) {
    return in.decoder->charge(in.begin, (count + 63) / 64, 8);
  } else {
    return in.decoder->charge(in.begin, count, sizeof(T));
  }
}

[[nodiscard]] inline bool read_one_by_one(Input in, std::size_t count, std::vector<bool>& list) {
  ElementReader<bool> elements(in, count);
  list.clear();
  list.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    bool element = false;
    if (!elements.next(element)) return false;
    list.push_back(element);
  }
  return elements.finish();
}

/// Elements that are there already are read over, so that what they hold of memory is used again.
template <class T>
[[nodiscard, gnu::always_inline]] inline bool read_one_by_one(Input in, std::size_t count,
                                                              std::vector<T>& list) {
  ElementReader<T> elements(in, count);
  if (list.size() > count)
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(count), list.end());
  for (T& element : list) {
    if (!elements.next(element)) return false;
  }
  list.reserve(count);
  for (std::size_t i = list.size(); i < count; ++i) {
    if (!elements.next(list.emplace_back())) return false;
  }
  return elements.finish();
}

/// Copies this many elements. Out of line, with the place as a parameter: so that compilers know
/// that new memory is another one, and copy it in one piece.
template <BulkType T>
[[gnu::noinline]] void read_at_once(const std::byte* elements, std::size_t count,
                                    std::vector<T>& list) {
  if (list.size() >= count) {
    list.resize(count);
    std::memcpy(list.data(), elements, count * sizeof(T));
    return;
  }
  // Into an empty vector this is one copy; assigning over elements would go one by one.
  list.clear();
  const auto* const first = reinterpret_cast<const EncodedElement<T>*>(elements);
  list.assign(first, first + count);
}

}  // namespace detail

template <class T>
struct Codec<std::vector<T>> : StructCodec {
  [[gnu::always_inline]] static std::size_t measure(const std::vector<T>& list, Measure& measure) {
    if (list.empty()) return 0;
    if constexpr (kHasOneSize) {
      return measure.has_room() ? 4 + list.size() * detail::kSlotOf<T> : 0;
    } else {
      return measure_some(list, measure);
    }
  }

  [[gnu::always_inline]] static std::byte* write(const std::vector<T>& list, std::byte* out) {
    if (list.empty()) return out;
    if constexpr (detail::BulkType<T>) {
      detail::store_u32(out, list.size());
      const std::size_t bytes = list.size() * sizeof(T);
      std::memcpy(out + 4, list.data(), bytes);
      return out + 4 + bytes;
    } else {
      return write_some(list, out);
    }
  }

  [[gnu::always_inline]] static bool read(const Input& in, std::vector<T>& list) {
    return read_list(in.begin, in.end, in.decoder, list);
  }

 private:
  // Three words instead of an Input, which would be passed in memory.
  static bool read_list(const std::byte* begin, const std::byte* end, Decoder* decoder,
                        std::vector<T>& list) {
    if (begin == end) {
      list.clear();
      return true;
    }
    Input in{begin, end, decoder};
    std::size_t count = 0;
    if (!decoder->enter(begin) || !detail::take_count(in, detail::kSlotOf<T>, count) ||
        !detail::charge_vector<T>(in, count) || !read_elements(in, count, list)) {
      return false;
    }
    decoder->leave();
    return true;
  }

  static constexpr bool kHasOneSize = detail::FixedType<T> && !detail::CanBeInvalid<T>;

  // Out of line: many structs hold lists of one type, and each field is code of its own.
  [[gnu::noinline]] static std::size_t measure_some(const std::vector<T>& list, Measure& measure) {
    if constexpr (detail::kIsLeaf<T>) {
      return measure.has_room() ? 4 + detail::measure_elements<T>(list, measure) : 0;
    } else {
      if (!measure.enter()) return 0;
      const std::size_t size = 4 + detail::measure_elements<T>(list, measure);
      measure.leave();
      return size;
    }
  }

  [[gnu::noinline]] static std::byte* write_some(const std::vector<T>& list, std::byte* out) {
    detail::store_u32(out, list.size());
    return detail::write_elements<T>(list, out + 4);
  }

  [[gnu::always_inline]] static bool read_elements(Input in, std::size_t count,
                                                   std::vector<T>& list) {
    if constexpr (detail::BulkType<T>) {
      const std::byte* const end = in.begin + count * sizeof(T);
      if (end != in.end) return in.decoder->fail(end, Flaw::Unused);
      detail::read_at_once(in.begin, count, list);
      return true;
    } else {
      return detail::read_one_by_one(in, count, list);
    }
  }
};

}  // namespace idl
