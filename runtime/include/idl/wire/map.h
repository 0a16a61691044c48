// The codec of maps: the keys as a list, strictly ascending, behind its length, then the values as
// a list. Keys stand together so that a reader can search them without touching the values.
#pragma once

#include <iterator>
#include <map>
#include <utility>

#include "idl/wire/set.h"

namespace idl {
namespace detail {

struct KeyPart {
  template <class Item>
  const auto& operator()(const Item& item) const {
    return item.first;
  }
};

struct ValuePart {
  template <class Item>
  const auto& operator()(const Item& item) const {
    return item.second;
  }
};

/// Splits the body of a map that is not empty into its two lists.
[[nodiscard, gnu::always_inline]] inline bool split_map(const Input& in, Input& keys,
                                                        Input& values) {
  if (in.size() < 4) return in.fail(Flaw::CutShort);
  const std::size_t length = load_u32(in.begin);
  if (length > in.size() - 4) return in.fail(Flaw::BodyTooLong);
  keys = {in.begin + 4, in.begin + 4 + length, in.decoder};
  values = {keys.end, in.end, in.decoder};
  return true;
}

}  // namespace detail

template <class K, class V>
struct Codec<std::map<K, V>> : StructCodec {
  using Map = std::map<K, V>;

  [[gnu::always_inline]] static std::size_t measure(const Map& map, Measure& measure) {
    return map.empty() ? 0 : measure_some(map, measure);
  }

  [[gnu::always_inline]] static std::byte* write(const Map& map, std::byte* out) {
    return map.empty() ? out : write_some(map, out);
  }

  static bool read(const Input& in, Map& map) {
    if (in.empty()) {
      map.clear();
      return true;
    }
    Input keys = in;
    Input values = in;
    if (!in.decoder->enter(in.begin) || !detail::split_map(in, keys, values) ||
        !read_lists(keys, values, map)) {
      return false;
    }
    in.decoder->leave();
    return true;
  }

 private:
  // Out of line: many structs hold maps of one type, and each field is code of its own.
  [[gnu::noinline]] static std::size_t measure_some(const Map& map, Measure& measure) {
    if (!measure.enter()) return 0;
    const std::size_t size = 4 + 4 + detail::measure_elements<K>(map, measure, detail::KeyPart{}) +
                             4 + detail::measure_elements<V>(map, measure, detail::ValuePart{});
    measure.leave();
    return size;
  }

  [[gnu::noinline]] static std::byte* write_some(const Map& map, std::byte* out) {
    std::byte* const keys = out + 4;
    detail::store_u32(keys, map.size());
    std::byte* const values = detail::write_elements<K>(map, keys + 4, detail::KeyPart{});
    detail::store_u32(out, static_cast<std::size_t>(values - keys));
    detail::store_u32(values, map.size());
    return detail::write_elements<V>(map, values + 4, detail::ValuePart{});
  }

  [[gnu::always_inline]] static bool read_lists(Input keys, Input values, Map& map) {
    std::size_t count = 0;
    std::size_t value_count = 0;
    if (!detail::take_count(keys, detail::kSlotOf<K>, count) ||
        !detail::take_count(values, detail::kSlotOf<V>, value_count)) {
      return false;
    }
    if (count != value_count) return values.fail(Flaw::MapCountsDiffer);
    if (!keys.decoder->charge(keys.begin, count,
                              detail::kTreeNodeBytes<typename Map::value_type>)) {
      return false;
    }
    return read_entries({keys, count}, {values, count}, count, map);
  }

  /// Entries that the map holds already stay as long as their keys are those that come, and their
  /// values are read over; the rest makes way.
  [[gnu::always_inline]] static bool read_entries(detail::ElementReader<K> keys,
                                                  detail::ElementReader<V> values,
                                                  std::size_t count, Map& map) {
    auto next = map.begin();
    for (std::size_t i = 0; i < count; ++i) {
      const std::byte* const at = keys.at();
      K key{};
      if (!keys.next(key)) return false;
      if (next != map.begin() && !(std::prev(next)->first < key)) {
        return keys.decoder()->fail(at, Flaw::NotAscending);
      }
      if (next == map.end() || next->first != key) {
        map.erase(next, map.end());
        next = map.try_emplace(map.end(), std::move(key));
      }
      if (!values.next(next->second)) return false;
      ++next;
    }
    map.erase(next, map.end());
    return keys.finish() && values.finish();
  }
};

}  // namespace idl
