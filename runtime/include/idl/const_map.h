// A map that is known while we compile: what a schema's constant of a map type becomes. No memory,
// no destructor, so that it can be used while the program begins and ends.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace idl {

/// N pairs, sorted by key. Generated code makes them; they are looked up like those of a std::map.
template <class Key, class T, std::size_t N>
class ConstMap {
 public:
  using value_type = std::pair<Key, T>;
  using const_iterator = const value_type*;

  /// The pairs in the order of their keys, none twice.
  constexpr explicit ConstMap(const value_type (&sorted)[N]) : pairs_(std::to_array(sorted)) {}

  [[nodiscard]] constexpr const_iterator begin() const { return pairs_.data(); }
  [[nodiscard]] constexpr const_iterator end() const { return pairs_.data() + N; }
  [[nodiscard]] constexpr std::size_t size() const { return N; }
  [[nodiscard]] constexpr bool empty() const { return false; }

  /// The pair with the key, or end().
  [[nodiscard]] constexpr const_iterator find(const Key& key) const {
    const auto* const at = std::lower_bound(
        begin(), end(), key, [](const value_type& pair, const Key& k) { return pair.first < k; });
    return at != end() && !(key < at->first) ? at : end();
  }

  [[nodiscard]] constexpr bool contains(const Key& key) const { return find(key) != end(); }

 private:
  std::array<value_type, N> pairs_;
};

/// One without pairs.
template <class Key, class T>
class ConstMap<Key, T, 0> {
 public:
  using value_type = std::pair<Key, T>;
  using const_iterator = const value_type*;

  [[nodiscard]] constexpr const_iterator begin() const { return nullptr; }
  [[nodiscard]] constexpr const_iterator end() const { return nullptr; }
  [[nodiscard]] constexpr std::size_t size() const { return 0; }
  [[nodiscard]] constexpr bool empty() const { return true; }
  [[nodiscard]] constexpr const_iterator find(const Key&) const { return end(); }
  [[nodiscard]] constexpr bool contains(const Key&) const { return false; }
};

}  // namespace idl
