// What views of lists, sets, arrays and the halves of maps share: elements that are reached at once
// by their index, whether they have bodies or not, and iterators over them.
#pragma once

#include <compare>
#include <iterator>
#include <span>

#include "idl/view/place.h"

namespace idl::detail {

/// Checks one element after the other, as ElementReader reads them. The caller has checked that
/// the slots are there, and calls next as often as it announced.
template <class T>
class ElementChecker {
 public:
  ElementChecker(Input in, std::size_t count)
      : slot_(in.begin), bodies_{in.begin + count * kSlotOf<T>, in.end, in.decoder} {}

  /// For reports: where the next slot is.
  [[nodiscard]] const std::byte* at() const { return slot_; }

  [[nodiscard, gnu::always_inline]] bool next() {
    const std::byte* const slot = slot_;
    slot_ += kSlotOf<T>;
    if constexpr (FixedType<T>) {
      return ViewCodec<T>::check(slot) || bodies_.decoder->fail(slot, kLoadFlaw<T>);
    } else {
      return next_body(slot);
    }
  }

  /// Whether the bodies are used up.
  [[nodiscard]] bool finish() const {
    const std::byte* const rest = bodies_.begin + end_;
    return rest == bodies_.end || bodies_.decoder->fail(rest, Flaw::Unused);
  }

 private:
  [[nodiscard, gnu::always_inline]] bool next_body(const std::byte* slot) {
    const std::size_t mark = load_u32(slot + kSlotOf<T> - 4);
    const std::size_t begin = end_;
    if constexpr (OptionalBodyType<T>) {
      if ((mark & kAbsentBit) != 0) {
        return mark == (begin | kAbsentBit) || bodies_.decoder->fail(slot, Flaw::BadEnd);
      }
    }
    if (mark < begin || mark > bodies_.size()) return bodies_.decoder->fail(slot, Flaw::BadEnd);
    end_ = mark;
    const Input body{bodies_.begin + begin, bodies_.begin + mark, bodies_.decoder};
    if constexpr (UnionType<T>) {
      return ViewCodec<T>::check(load_u32(slot), body);
    } else {
      return ViewCodec<T>::check(body);
    }
  }

  const std::byte* slot_;
  Input bodies_;
  std::size_t end_ = 0;
};

/// Checks all elements of a list or array; `in` begins with their slots, which are there.
template <class T>
[[nodiscard, gnu::always_inline]] inline bool check_elements(Input in, std::size_t count) {
  if constexpr (FixedType<T> && !kNeedsCheck<T>) {
    const std::byte* const end = in.begin + count * kSlotOf<T>;
    return end == in.end || in.decoder->fail(end, Flaw::Unused);
  } else {
    ElementChecker<T> elements(in, count);
    for (std::size_t i = 0; i < count; ++i) {
      if (!elements.next()) return false;
    }
    return elements.finish();
  }
}

/// Where elements lie: slots, then bodies. Of an array that was not written, the slots are null,
/// and every element is its type's default.
template <class T>
struct ElementPlaces {
  const std::byte* slots = nullptr;
  std::uint32_t count = 0;

  /// The end of element i - 1 and thus the begin of element i, counted from the first body.
  [[nodiscard, gnu::always_inline]] std::size_t offset(std::size_t i) const {
    if (i == 0) return 0;
    const std::size_t end = load_u32(slots + i * kSlotOf<T> - 4);
    return OptionalBodyType<T> ? end & ~std::size_t{kAbsentBit} : end;
  }

  [[nodiscard]] const std::byte* bodies() const { return slots + count * kSlotOf<T>; }

  /// The end of the last body.
  [[nodiscard]] const std::byte* end() const {
    if constexpr (FixedType<T>) {
      return bodies();
    } else {
      return bodies() + offset(count);
    }
  }

  [[nodiscard, gnu::always_inline]] Viewed<T> show(std::size_t i) const {
    const std::byte* const slot = slots + i * kSlotOf<T>;
    if constexpr (FixedType<T>) {
      return ViewCodec<T>::show(slot);
    } else {
      const std::size_t begin = offset(i);
      const std::size_t mark = load_u32(slot + kSlotOf<T> - 4);
      if constexpr (OptionalBodyType<T>) {
        if ((mark & kAbsentBit) != 0) return std::nullopt;
      }
      const BytesView body(bodies() + begin, mark - begin);
      if constexpr (UnionType<T>) {
        return ViewCodec<T>::show(load_u32(slot), body);
      } else {
        return ViewCodec<T>::show(body);
      }
    }
  }
};

/// Lets `->` reach into something that exists only while it is looked at.
template <class Shown>
struct Arrow {
  Shown shown;
  const Shown* operator->() const { return &shown; }
};

/// A random access iterator over whatever shows an item for an index. It holds the places itself
/// and so outlives the view that it comes from, though not the bytes.
template <class Places>
class IndexIterator {
 public:
  using iterator_concept = std::random_access_iterator_tag;
  using iterator_category = std::input_iterator_tag;
  using value_type = decltype(std::declval<const Places&>().show(0));
  using difference_type = std::ptrdiff_t;
  using reference = value_type;
  using pointer = Arrow<value_type>;

  IndexIterator() = default;
  IndexIterator(Places places, std::size_t index)
      : places_(places), index_(static_cast<difference_type>(index)) {}

  [[nodiscard]] value_type operator*() const { return at(index_); }
  [[nodiscard]] pointer operator->() const { return {at(index_)}; }
  [[nodiscard]] value_type operator[](difference_type n) const { return at(index_ + n); }

  IndexIterator& operator+=(difference_type n) {
    index_ += n;
    return *this;
  }
  IndexIterator& operator-=(difference_type n) { return *this += -n; }
  IndexIterator& operator++() { return *this += 1; }
  IndexIterator& operator--() { return *this -= 1; }
  IndexIterator operator++(int) {
    const IndexIterator before = *this;
    ++*this;
    return before;
  }
  IndexIterator operator--(int) {
    const IndexIterator before = *this;
    --*this;
    return before;
  }

  friend IndexIterator operator+(IndexIterator it, difference_type n) { return it += n; }
  friend IndexIterator operator+(difference_type n, IndexIterator it) { return it += n; }
  friend IndexIterator operator-(IndexIterator it, difference_type n) { return it -= n; }
  friend difference_type operator-(const IndexIterator& a, const IndexIterator& b) {
    return a.index_ - b.index_;
  }
  friend bool operator==(const IndexIterator& a, const IndexIterator& b) {
    return a.index_ == b.index_;
  }
  friend std::strong_ordering operator<=>(const IndexIterator& a, const IndexIterator& b) {
    return a.index_ <=> b.index_;
  }

 private:
  [[nodiscard]] value_type at(difference_type index) const {
    return places_.show(static_cast<std::size_t>(index));
  }

  Places places_{};
  difference_type index_ = 0;
};

/// The face of everything that is gone through by index. An index is not checked, as in std::span.
template <class Places>
class IndexedView {
 public:
  using iterator = IndexIterator<Places>;
  using const_iterator = iterator;
  using value_type = typename iterator::value_type;
  using size_type = std::size_t;

  [[nodiscard]] std::size_t size() const { return places_.count; }
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] iterator begin() const { return {places_, 0}; }
  [[nodiscard]] iterator end() const { return {places_, size()}; }
  [[nodiscard]] value_type operator[](std::size_t i) const { return places_.show(i); }
  [[nodiscard]] value_type front() const { return places_.show(0); }
  [[nodiscard]] value_type back() const { return places_.show(size() - 1); }

 protected:
  IndexedView() = default;
  explicit IndexedView(Places places) : places_(places) {}

  [[nodiscard]] const Places& places() const { return places_; }

 private:
  Places places_{};
};

/// Where the elements of a list lie whose body is this.
template <class T>
[[nodiscard]] inline ElementPlaces<T> list_places(BytesView body) {
  if (body.empty()) return {};
  return {body.data() + 4, load_u32(body.data())};
}

/// The body of the list with these elements.
template <class T>
[[nodiscard]] inline BytesView list_body(const ElementPlaces<T>& places) {
  if (places.count == 0) return {};
  return {places.slots - 4, places.end()};
}

}  // namespace idl::detail
