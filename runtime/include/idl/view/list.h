// Views of lists and arrays: ranges with random access, whose elements are shown one at a time. An
// array that an older writer did not have shows as many defaults.
#pragma once

#include <vector>

#include "idl/view/elements.h"

namespace idl {

/// A list, as a range of Viewed<T>.
template <class T>
class View<std::vector<T>> : public detail::IndexedView<detail::ElementPlaces<T>> {
  using Places = detail::ElementPlaces<T>;

 public:
  View() = default;
  explicit View(Places places) : detail::IndexedView<Places>(places) {}

  /// The encoded list, as encode would write it.
  [[nodiscard]] BytesView bytes() const { return detail::list_body(this->places()); }
};

template <class T>
struct ViewCodec<std::vector<T>> {
  using Shown = View<std::vector<T>>;

  [[gnu::always_inline]] static bool check(Input body) {
    return body.empty() || check_list(body.begin, body.end, body.decoder);
  }
  static Shown show(BytesView body) { return Shown(detail::list_places<T>(body)); }

 private:
  // Three words instead of an Input, which would be passed in memory.
  static bool check_list(const std::byte* begin, const std::byte* end, Decoder* decoder) {
    Input in{begin, end, decoder};
    std::size_t count = 0;
    if (!decoder->enter(begin) || !detail::take_count(in, detail::kSlotOf<T>, count) ||
        !detail::check_elements<T>(in, count)) {
      return false;
    }
    decoder->leave();
    return true;
  }
};

namespace detail {

/// The elements of an array; slots are null where it was not written.
template <class T, std::size_t N>
struct ArrayPlaces {
  static constexpr std::size_t count = N;
  const std::byte* slots = nullptr;

  [[nodiscard]] ElementPlaces<T> written() const { return {slots, N}; }
  [[nodiscard]] Viewed<T> show(std::size_t i) const {
    return slots == nullptr ? Viewed<T>{} : written().show(i);
  }
};

}  // namespace detail

/// An array, as a range of N Viewed<T>.
template <class T, std::size_t N>
class View<std::array<T, N>> : public detail::IndexedView<detail::ArrayPlaces<T, N>> {
  using Places = detail::ArrayPlaces<T, N>;

 public:
  View() = default;
  explicit View(Places places) : detail::IndexedView<Places>(places) {}

  /// The encoded array; empty if all its elements are defaults that were not written.
  [[nodiscard]] BytesView bytes() const {
    const Places& places = this->places();
    if (places.slots == nullptr) return {};
    return {places.slots, places.written().end()};
  }
};

template <class T, std::size_t N>
  requires detail::FixedType<T>
struct ViewCodec<std::array<T, N>> {
  using Shown = View<std::array<T, N>>;

  static bool check(const std::byte* slot) {
    if constexpr (detail::kNeedsCheck<T>) {
      for (std::size_t i = 0; i < N; ++i) {
        if (!ViewCodec<T>::check(slot + i * detail::kSlotOf<T>)) return false;
      }
    }
    return true;
  }
  static Shown show(const std::byte* slot) { return Shown(detail::ArrayPlaces<T, N>{slot}); }
};

template <class T, std::size_t N>
  requires(!detail::FixedType<T>)
struct ViewCodec<std::array<T, N>> {
  using Shown = View<std::array<T, N>>;

  static bool check(Input in) {
    if (in.empty()) return true;
    if (!in.decoder->enter(in.begin)) return false;
    if (in.size() < N * detail::kSlotOf<T>) return in.fail(Flaw::CutShort);
    if (!detail::check_elements<T>(in, N)) return false;
    in.decoder->leave();
    return true;
  }
  static Shown show(BytesView body) {
    return Shown(detail::ArrayPlaces<T, N>{body.empty() ? nullptr : body.data()});
  }
};

}  // namespace idl

/// Iterators outlive the view that they come from.
template <class T>
inline constexpr bool std::ranges::enable_borrowed_range<idl::View<std::vector<T>>> = true;
template <class T, std::size_t N>
inline constexpr bool std::ranges::enable_borrowed_range<idl::View<std::array<T, N>>> = true;
