// Times as people and JSON write them, and back. RFC 3339 for points in time, always UTC and always
// exact; spans as numbers with a unit.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "idl/time.h"

namespace idl::detail {

/// `2026-01-31T12:30:00.5Z`, with as many digits of the second as it needs.
[[nodiscard]] std::string timestamp_text(Timestamp time);

/// What timestamp_text writes, and any other RFC 3339: an offset, lower case, up to nine digits of
/// a second. Nothing for what is no such text, no day of the calendar, or outside of 1677 to 2262.
[[nodiscard]] std::optional<Timestamp> parse_timestamp(std::string_view text);

/// In the largest unit that has no fraction, or in seconds and less with one: `48h`, `90s`, `1.5s`,
/// `250ms`, `0s`.
[[nodiscard]] std::string duration_text(Duration span);

/// In seconds, exactly: `1.5s`, `172800s`.
[[nodiscard]] std::string seconds_text(Duration span);

/// A decimal number with a unit of ns, us, ms, s, m or h. Nothing for what is none, has more digits
/// than a nanosecond shows, or does not fit 64 bits.
[[nodiscard]] std::optional<Duration> parse_duration(std::string_view text);

}  // namespace idl::detail
