// The codec of lists: a count, then the elements. Elements whose memory is their encoding move as
// one block; the vector is never grown twice and never filled before it is filled.
#pragma once

#include <iterator>
#include <vector>

#include "idl/wire/elements.h"

namespace idl {
namespace detail {

/// Goes over encoded elements at any address and yields them as values.
template <BulkType T>
class LoadIterator {
 public:
  using iterator_category = std::random_access_iterator_tag;
  using value_type = T;
  using difference_type = std::ptrdiff_t;
  using pointer = const T*;
  using reference = T;

  LoadIterator() = default;
  explicit LoadIterator(const std::byte* at) : at_(at) {}

  T operator*() const {
    T value;
    std::memcpy(&value, at_, sizeof(T));
    return value;
  }
  LoadIterator& operator++() { return *this += 1; }
  LoadIterator operator++(int) {
    LoadIterator before = *this;
    ++*this;
    return before;
  }
  LoadIterator& operator--() { return *this += -1; }
  LoadIterator& operator+=(difference_type n) {
    at_ += n * static_cast<difference_type>(sizeof(T));
    return *this;
  }
  friend difference_type operator-(LoadIterator a, LoadIterator b) {
    return (a.at_ - b.at_) / static_cast<difference_type>(sizeof(T));
  }
  friend bool operator==(LoadIterator, LoadIterator) = default;

 private:
  const std::byte* at_ = nullptr;
};

/// The memory of a vector of this many elements, in bytes for each eight of them.
template <class T>
[[nodiscard]] bool charge_vector(const Input& in, std::size_t count) {
  if constexpr (std::is_same_v<T, bool>) {
    return in.decoder->charge(in.begin, (count + 63) / 64, 8);
  } else {
    return in.decoder->charge(in.begin, count, sizeof(T));
  }
}

template <class T>
[[nodiscard]] bool read_one_by_one(Input in, std::size_t count, std::vector<T>& list) {
  ElementReader<T> elements(in, count);
  list.clear();
  list.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    if constexpr (std::is_same_v<T, bool>) {
      bool element = false;
      if (!elements.next(element)) return false;
      list.push_back(element);
    } else {
      if (!elements.next(list.emplace_back())) return false;
    }
  }
  return elements.finish();
}

template <BulkType T>
[[nodiscard]] bool read_at_once(Input in, std::size_t count, std::vector<T>& list) {
  const std::byte* const end = in.begin + count * sizeof(T);
  if (end != in.end) return in.decoder->fail(end, Flaw::Unused);
  list.assign(LoadIterator<T>(in.begin), LoadIterator<T>(end));
  return true;
}

}  // namespace detail

template <class T>
struct Codec<std::vector<T>> : StructCodec {
  static std::size_t measure(const std::vector<T>& list, Measure& measure) {
    if (list.empty() || !measure.enter()) return 0;
    const std::size_t size = 4 + detail::measure_elements<T>(list, measure);
    measure.leave();
    return size;
  }

  static std::byte* write(const std::vector<T>& list, std::byte* out) {
    if (list.empty()) return out;
    detail::store_u32(out, list.size());
    if constexpr (detail::BulkType<T>) {
      std::memcpy(out + 4, list.data(), list.size() * sizeof(T));
      return out + 4 + list.size() * sizeof(T);
    } else {
      return detail::write_elements<T>(list, out + 4);
    }
  }

  static bool read(Input in, std::vector<T>& list) {
    list.clear();
    if (in.empty()) return true;
    std::size_t count = 0;
    if (!in.decoder->enter(in.begin) || !detail::take_count(in, detail::kSlotOf<T>, count) ||
        !detail::charge_vector<T>(in, count) || !read_elements(in, count, list)) {
      return false;
    }
    in.decoder->leave();
    return true;
  }

 private:
  static bool read_elements(Input in, std::size_t count, std::vector<T>& list) {
    if constexpr (detail::BulkType<T>) {
      return detail::read_at_once(in, count, list);
    } else {
      return detail::read_one_by_one(in, count, list);
    }
  }
};

}  // namespace idl
