// Points in time and spans of time as schemas have them: 64-bit nanoseconds, the points since the
// Unix epoch, from 1677 to 2262. What lies outside is an error, never a wrapped number.
#pragma once

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <ratio>

namespace idl {

using Duration = std::chrono::nanoseconds;
using Timestamp = std::chrono::sys_time<Duration>;

namespace detail {

/// count × numerator nanoseconds ÷ denominator, rounded towards zero; nothing when out of range.
[[nodiscard]] std::optional<Duration> scale_to_nanoseconds(std::int64_t count, std::intmax_t num,
                                                           std::intmax_t den);

}  // namespace detail

/// A span of any integral resolution as a Duration; nothing when it does not fit in 64 bits of
/// nanoseconds. Finer spans lose their fraction, towards zero. Safe where a plain
/// duration_cast would overflow.
template <class Rep, class Period>
[[nodiscard]] std::optional<Duration> to_duration(std::chrono::duration<Rep, Period> span) {
  static_assert(std::numeric_limits<Rep>::is_integer && sizeof(Rep) <= 8,
                "round a span of floating-point numbers first");
  if constexpr (!std::numeric_limits<Rep>::is_signed) {
    if (span.count() > static_cast<Rep>(INT64_MAX) && sizeof(Rep) == 8) return std::nullopt;
  }
  using Scale = std::ratio_divide<Period, std::nano>;
  return detail::scale_to_nanoseconds(static_cast<std::int64_t>(span.count()), Scale::num,
                                      Scale::den);
}

/// A point of the system clock at any integral resolution as a Timestamp; nothing when it lies
/// before 1677-09-21 or after 2262-04-11.
template <class Span>
[[nodiscard]] std::optional<Timestamp> to_timestamp(std::chrono::sys_time<Span> point) {
  const auto since_epoch = to_duration(point.time_since_epoch());
  if (!since_epoch) return std::nullopt;
  return Timestamp(*since_epoch);
}

}  // namespace idl
