// Random values of every type that schemas have, for the tests of golden types.
//
// A struct says once which members it has, in golden_values.h; everything else is found by type.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

#include <idl/box.h>
#include <idl/bytes.h>
#include <idl/new_type.h>
#include <idl/time.h>
#include <idl/uuid.h>

namespace golden {

/// A source of values that replays from its seed. Containers get small quickly with the depth.
class Random {
 public:
  explicit Random(std::uint32_t seed) : engine_(seed) {}

  /// From 0 to below the bound.
  std::size_t below(std::size_t bound) { return engine_() % bound; }

  /// The number of elements of a container; 0 deep inside.
  std::size_t count() { return depth_ > kMaxDepth ? 0 : below(4); }

  template <class Fill>
  void inside(const Fill& fill) {
    ++depth_;
    fill();
    --depth_;
  }

 private:
  static constexpr std::size_t kMaxDepth = 5;

  std::mt19937 engine_;
  std::size_t depth_ = 0;
};

template <class T>
void fill(Random& random, T& value);

template <class T>
T make(Random& random) {
  T value{};
  random.inside([&] { fill(random, value); });
  return value;
}

template <class... Members>
void fill_all(Random& random, Members&... members) {
  random.inside([&] { (fill(random, members), ...); });
}

inline void fill_value(Random& random, bool& value) { value = random.below(2) == 1; }
inline void fill_value(Random& random, std::string& value) {
  static const std::array<std::string, 5> kTexts{"", "a", "text", "naïve", std::string("a\0b", 3)};
  value = kTexts[random.below(kTexts.size())];
}
inline void fill_value(Random& random, std::byte& value) {
  value = static_cast<std::byte>(random.below(256));
}
inline void fill_value(Random& random, idl::Uuid& value) { fill(random, value.bytes); }
inline void fill_value(Random& random, idl::Duration& value) {
  value = idl::Duration(make<std::int64_t>(random));
}
inline void fill_value(Random& random, idl::Timestamp& value) {
  value = idl::Timestamp(make<idl::Duration>(random));
}

template <class T>
  requires std::is_arithmetic_v<T> || std::is_enum_v<T>
void fill_value(Random& random, T& value) {
  // Small numbers, so that enums are often known and keys are sometimes equal.
  value = static_cast<T>(random.below(5));
}

template <class T>
  requires idl::detail::NewTypeClass<T>
void fill_value(Random& random, T& value) {
  fill(random, value.value());
}

template <class T>
void fill_value(Random& random, std::vector<T>& values) {
  values.clear();
  for (auto left = random.count(); left > 0; --left) values.push_back(make<T>(random));
}

template <class T>
void fill_value(Random& random, std::set<T>& values) {
  for (auto left = random.count(); left > 0; --left) values.insert(make<T>(random));
}

template <class K, class V>
void fill_value(Random& random, std::map<K, V>& values) {
  for (auto left = random.count(); left > 0; --left) {
    values.insert_or_assign(make<K>(random), make<V>(random));
  }
}

template <class T, std::size_t N>
void fill_value(Random& random, std::array<T, N>& values) {
  for (T& value : values) fill(random, value);
}

template <class T>
void fill_value(Random& random, std::optional<T>& value) {
  value.reset();
  if (random.below(2) == 1) value = make<T>(random);
}

// Deep inside a box keeps its defaults, where a type that holds its own kind would never end.
template <class T>
void fill_value(Random& random, idl::Box<T>& value) {
  if (random.count() > 0) *value = make<T>(random);
}

template <class T>
void fill(Random& random, T& value) {
  fill_value(random, value);
}

}  // namespace golden
