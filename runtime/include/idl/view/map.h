// Views of sets and maps: their keys ascend, so that one is found by binary search without a look
// at the values.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "idl/view/list.h"

namespace idl {
namespace detail {

/// The order of keys, of shown ones.
template <class Key>
[[nodiscard]] inline bool is_less(const Key& a, const Key& b) {
  return a < b;
}
[[nodiscard]] inline bool is_less(BytesView a, BytesView b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end());
}

/// The index of the key, or none.
template <class K>
[[nodiscard]] std::optional<std::size_t> find_key(const ElementPlaces<K>& keys,
                                                  const Viewed<K>& wanted) {
  std::size_t first = 0;
  std::size_t last = keys.count;
  while (first < last) {
    const std::size_t middle = first + (last - first) / 2;
    if (is_less(keys.show(middle), wanted)) {
      first = middle + 1;
    } else {
      last = middle;
    }
  }
  if (first == keys.count || is_less(wanted, keys.show(first))) return std::nullopt;
  return first;
}

/// Checks keys one after the other, and that each is greater than the one before it.
template <class K>
class KeyChecker {
 public:
  KeyChecker(Input in, std::size_t count)
      : elements_(in, count), places_{in.begin, static_cast<std::uint32_t>(count)} {}

  [[nodiscard]] bool next(Decoder& decoder) {
    const std::byte* const at = elements_.at();
    if (!elements_.next()) return false;
    const Viewed<K> key = places_.show(index_);
    if (index_++ != 0 && !is_less(previous_, key)) return decoder.fail(at, Flaw::NotAscending);
    previous_ = key;
    return true;
  }
  [[nodiscard]] bool finish() const { return elements_.finish(); }

 private:
  ElementChecker<K> elements_;
  ElementPlaces<K> places_;
  Viewed<K> previous_{};
  std::size_t index_ = 0;
};

}  // namespace detail

/// A set, as a sorted range of Viewed<T>.
template <class T>
class View<std::set<T>> : public detail::IndexedView<detail::ElementPlaces<T>> {
  using Places = detail::ElementPlaces<T>;

 public:
  View() = default;
  explicit View(Places places) : detail::IndexedView<Places>(places) {}

  /// Takes a number of comparisons that grows with the logarithm of the size.
  [[nodiscard]] bool contains(const Viewed<T>& element) const {
    return detail::find_key<T>(this->places(), element).has_value();
  }

  /// The encoded set, as encode would write it.
  [[nodiscard]] BytesView bytes() const { return detail::list_body(this->places()); }
};

template <class T>
struct ViewCodec<std::set<T>> {
  using Shown = View<std::set<T>>;

  static bool check(Input in) {
    if (in.empty()) return true;
    std::size_t count = 0;
    if (!in.decoder->enter(in.begin) || !detail::take_count(in, detail::kSlotOf<T>, count)) {
      return false;
    }
    detail::KeyChecker<T> elements(in, count);
    for (std::size_t i = 0; i < count; ++i) {
      if (!elements.next(*in.decoder)) return false;
    }
    if (!elements.finish()) return false;
    in.decoder->leave();
    return true;
  }
  static Shown show(BytesView body) { return Shown(detail::list_places<T>(body)); }
};

namespace detail {

/// Where the entries of a map lie.
template <class K, class V>
struct EntryPlaces {
  ElementPlaces<K> keys{};
  ElementPlaces<V> values{};
  std::uint32_t count = 0;

  [[nodiscard]] std::pair<Viewed<K>, Viewed<V>> show(std::size_t i) const {
    return {keys.show(i), values.show(i)};
  }
};

template <class K, class V>
[[nodiscard]] inline EntryPlaces<K, V> map_places(BytesView body) {
  if (body.empty()) return {};
  const std::byte* const values = body.data() + 4 + load_u32(body.data());
  const std::uint32_t count = load_u32(values);
  return {{body.data() + 8, count}, {values + 4, count}, count};
}

}  // namespace detail

/// A map, as a range of std::pair<Viewed<K>, Viewed<V>> that is sorted by key.
template <class K, class V>
class View<std::map<K, V>> : public detail::IndexedView<detail::EntryPlaces<K, V>> {
  using Places = detail::EntryPlaces<K, V>;

 public:
  View() = default;
  explicit View(Places places) : detail::IndexedView<Places>(places) {}

  /// The value of a key, or nothing. Takes a number of comparisons that grows with the logarithm of
  /// the size.
  [[nodiscard]] std::optional<Viewed<V>> find(const Viewed<K>& key) const {
    const auto index = detail::find_key<K>(this->places().keys, key);
    if (!index) return std::nullopt;
    return this->places().values.show(*index);
  }
  [[nodiscard]] bool contains(const Viewed<K>& key) const {
    return detail::find_key<K>(this->places().keys, key).has_value();
  }

  [[nodiscard]] View<std::vector<K>> keys() const {
    return View<std::vector<K>>(this->places().keys);
  }
  [[nodiscard]] View<std::vector<V>> values() const {
    return View<std::vector<V>>(this->places().values);
  }

  /// The encoded map, as encode would write it.
  [[nodiscard]] BytesView bytes() const {
    const Places& places = this->places();
    if (places.count == 0) return {};
    return {places.keys.slots - 8, places.values.end()};
  }
};

template <class K, class V>
struct ViewCodec<std::map<K, V>> {
  using Shown = View<std::map<K, V>>;

  static bool check(Input in) {
    if (in.empty()) return true;
    Input keys = in;
    Input values = in;
    if (!in.decoder->enter(in.begin) || !detail::split_map(in, keys, values) ||
        !check_lists(keys, values)) {
      return false;
    }
    in.decoder->leave();
    return true;
  }
  static Shown show(BytesView body) { return Shown(detail::map_places<K, V>(body)); }

 private:
  static bool check_lists(Input keys, Input values) {
    std::size_t count = 0;
    std::size_t value_count = 0;
    if (!detail::take_count(keys, detail::kSlotOf<K>, count) ||
        !detail::take_count(values, detail::kSlotOf<V>, value_count)) {
      return false;
    }
    if (count != value_count) return values.fail(Flaw::MapCountsDiffer);
    detail::KeyChecker<K> key(keys, count);
    detail::ElementChecker<V> value(values, count);
    for (std::size_t i = 0; i < count; ++i) {
      if (!key.next(*keys.decoder) || !value.next()) return false;
    }
    return key.finish() && value.finish();
  }
};

}  // namespace idl

/// Iterators outlive the view that they come from.
template <class T>
inline constexpr bool std::ranges::enable_borrowed_range<idl::View<std::set<T>>> = true;
template <class K, class V>
inline constexpr bool std::ranges::enable_borrowed_range<idl::View<std::map<K, V>>> = true;
