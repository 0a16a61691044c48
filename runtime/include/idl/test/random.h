// Random values for tests of services: what `idlc --random` writes includes this, and only tests
// include that.
//
//   idl::test::Random random(seed);
//   const auto order = random.make<shop::v1::Order>();
//
// Here stands how everything that is not declared in a schema makes its values.
#pragma once

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include "idl/box.h"
#include "idl/bytes.h"
#include "idl/flags.h"
#include "idl/new_type.h"
#include "idl/test/random_source.h"
#include "idl/time.h"
#include "idl/uuid.h"

namespace idl {

/// Specialised by generated code for each enum:
///   static std::span<const E> values()   those that have a name.
template <class E>
struct RandomEnum;

template <>
struct RandomValue<bool> {
  static void fill(test::Random& random, bool& value) { value = random.below(2) == 1; }
};

template <class T>
  requires std::is_integral_v<T>
struct RandomValue<T> {
  static void fill(test::Random& random, T& value, const RandomBounds<T>& bounds) {
    const T min = bounds.range.min.value_or(std::numeric_limits<T>::min());
    const T max = bounds.range.max.value_or(std::numeric_limits<T>::max());
    if constexpr (std::is_signed_v<T>) {
      value = static_cast<T>(random.signed_between(min, max));
    } else {
      value = static_cast<T>(random.unsigned_between(min, max));
    }
  }
};

/// Without bounds, infinities too.
template <class T>
  requires std::is_floating_point_v<T>
struct RandomValue<T> {
  using Limits = std::numeric_limits<T>;

  static void fill(test::Random& random, T& value, const RandomBounds<T>& bounds) {
    const bool bounded = bounds.range.min || bounds.range.max;
    if (!bounded && random.options().nan && random.below(16) == 0) {
      value = Limits::quiet_NaN();
      return;
    }
    const T min = bounds.range.min.value_or(bounded ? Limits::lowest() : -Limits::infinity());
    const T max = bounds.range.max.value_or(bounded ? Limits::max() : Limits::infinity());
    // Rounded to a T, a number may have left the bounds.
    value = std::clamp(static_cast<T>(random.floating_between(min, max, Limits::max())), min, max);
  }
};

template <>
struct RandomValue<std::byte> {
  static void fill(test::Random& random, std::byte& value) {
    value = static_cast<std::byte>(random.below(256));
  }
};

namespace detail {

inline constexpr std::size_t kUsualBytes = 16;
inline constexpr std::size_t kLongestBytes = 1'024;
inline constexpr std::size_t kUsualElements = 4;
inline constexpr std::size_t kLongestContainer = 64;

}  // namespace detail

template <>
struct RandomValue<std::string> {
  static void fill(test::Random& random, std::string& value,
                   const RandomBounds<std::string>& bounds) {
    value = random.text(random.length(bounds.length, detail::kUsualBytes, detail::kLongestBytes));
  }
};

template <>
struct RandomValue<Bytes> {
  static void fill(test::Random& random, Bytes& value, const RandomBounds<Bytes>& bounds) {
    value.resize(random.length(bounds.length, detail::kUsualBytes, detail::kLongestBytes));
    for (std::byte& byte : value) byte = static_cast<std::byte>(random.below(256));
  }
};

template <>
struct RandomValue<Duration> {
  static void fill(test::Random& random, Duration& value, const RandomBounds<Duration>& bounds) {
    value = Duration(random.signed_between(bounds.range.min.value_or(Duration::min()).count(),
                                           bounds.range.max.value_or(Duration::max()).count()));
  }
};

template <>
struct RandomValue<Timestamp> {
  static void fill(test::Random& random, Timestamp& value, const RandomBounds<Timestamp>& bounds) {
    const Timestamp min = bounds.range.min.value_or(Timestamp::min());
    const Timestamp max = bounds.range.max.value_or(Timestamp::max());
    value = Timestamp(Duration(
        random.signed_between(min.time_since_epoch().count(), max.time_since_epoch().count())));
  }
};

/// One in eight is the nil uuid.
template <>
struct RandomValue<Uuid> {
  static void fill(test::Random& random, Uuid& value) {
    value = {};
    if (random.below(8) == 0) return;
    for (std::uint8_t& byte : value.bytes) byte = static_cast<std::uint8_t>(random.below(256));
  }
};

/// Flags: each bit that has a name, or each bit at all.
template <class E>
  requires(std::is_enum_v<E> && requires { Codec<E>::names(); })
struct RandomValue<E> {
  static void fill(test::Random& random, E& value) {
    std::uint64_t bits = random.options().unknown ? random.unsigned_between(0, UINT64_MAX) : 0;
    for (const FlagName& flag : Codec<E>::names()) {
      const std::uint64_t bit = std::uint64_t{1} << flag.bit;
      bits = random.below(2) == 1 ? bits | bit : bits & ~bit;
    }
    value = static_cast<E>(bits);
  }
};

template <class E>
  requires(std::is_enum_v<E> && !requires { Codec<E>::names(); })
struct RandomValue<E> {
  using Number = std::underlying_type_t<E>;
  static constexpr bool kIsClosed = requires { Codec<E>::is_known(E{}); };

  static void fill(test::Random& random, E& value) {
    const std::span<const E> named = RandomEnum<E>::values();
    if (!kIsClosed && random.options().unknown && random.below(4) == 0) {
      value = static_cast<E>(random.make<Number>());
    } else {
      value = named.empty() ? E{} : named[random.below(named.size())];
    }
  }
};

/// A new type without constraints of its own; generated code has the others.
template <detail::NewTypeClass T>
struct RandomValue<T> {
  static void fill(test::Random& random, T& value, const RandomBounds<T>& bounds) {
    random.fill(value.value(), bounds);
  }
};

template <class T>
struct RandomValue<std::optional<T>> {
  static void fill(test::Random& random, std::optional<T>& value, const RandomBounds<T>& bounds) {
    value.reset();
    if (bounds.required || (!random.must_end() && random.below(2) == 1))
      random.fill(value.emplace(), bounds);
  }
};

template <class T>
struct RandomValue<Box<T>> {
  static void fill(test::Random& random, Box<T>& value) { random.fill(*value); }
};

namespace detail {

/// Of a container.
inline std::size_t random_size(test::Random& random, const Bounds<std::size_t>& bounds) {
  if (random.must_end()) return bounds.min.value_or(0);
  return random.length(bounds, kUsualElements, kLongestContainer);
}

/// Adds elements until there are enough. Equal ones count once, so it gives up after a while.
template <class Container, class Add>
void fill_unique(test::Random& random, Container& value, const Bounds<std::size_t>& bounds,
                 const Add& add) {
  value.clear();
  const std::size_t size = random_size(random, bounds);
  for (std::size_t tries = 0; value.size() < size && tries < 1'000 + 8 * size; ++tries) add();
}

}  // namespace detail

template <class T>
struct RandomValue<std::vector<T>> {
  static void fill(test::Random& random, std::vector<T>& value,
                   const RandomBounds<std::vector<T>>& bounds) {
    value.clear();
    for (auto left = detail::random_size(random, bounds.length); left > 0; --left) {
      value.push_back(random.make<T>());
    }
  }
};

template <class T, std::size_t N>
struct RandomValue<std::array<T, N>> {
  static void fill(test::Random& random, std::array<T, N>& value) {
    for (T& element : value) random.fill(element);
  }
};

template <class T>
struct RandomValue<std::set<T>> {
  static void fill(test::Random& random, std::set<T>& value,
                   const RandomBounds<std::set<T>>& bounds) {
    detail::fill_unique(random, value, bounds.length, [&] { value.insert(random.make<T>()); });
  }
};

template <class K, class V>
struct RandomValue<std::map<K, V>> {
  static void fill(test::Random& random, std::map<K, V>& value,
                   const RandomBounds<std::map<K, V>>& bounds) {
    detail::fill_unique(random, value, bounds.length, [&] {
      K key = random.make<K>();
      value.insert_or_assign(std::move(key), random.make<V>());
    });
  }
};

}  // namespace idl
