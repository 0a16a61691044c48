// Values that are written as text between quotes: timestamps and uuids.
//
// Pure functions of the text. They know no place and report nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "idlc/schema/value.h"

namespace idlc::schema {

/// Why a text is no timestamp of ours.
enum class TimestampProblem : std::uint8_t {
  Malformed,   ///< not RFC 3339, or a date or time that does not exist
  OutOfRange,  ///< not between 1677-09-21 and 2262-04-11, where 64 bits of nanoseconds end
};

/// Reads a timestamp of RFC 3339, section 5.6, with `T` between date and time, a fraction of up to
/// nine digits, and no leap second.
[[nodiscard]] std::variant<Nanoseconds, TimestampProblem> parse_timestamp(std::string_view text);

/// Reads 8-4-4-4-12 hexadecimal digits of either case.
[[nodiscard]] std::optional<Uuid> parse_uuid(std::string_view text);

/// The timestamp in UTC, with as many digits of its fraction as it needs.
[[nodiscard]] std::string timestamp_text(Nanoseconds time);

/// The duration in the largest unit that counts it: `-1500ms`.
[[nodiscard]] std::string duration_text(Nanoseconds span);

/// The uuid in lower case.
[[nodiscard]] std::string uuid_text(const Uuid& uuid);

}  // namespace idlc::schema
