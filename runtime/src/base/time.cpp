// The one place where spans of time are scaled, in 128 bits, so that no resolution wraps. What does
// not fit the 64 bits of a timestamp or duration is an error, not another time.
#include "idl/time.h"

namespace idl::detail {

std::optional<Duration> scale_to_nanoseconds(std::int64_t count, std::intmax_t num,
                                             std::intmax_t den) {
  __extension__ using Wide = __int128;
  const Wide scaled = static_cast<Wide>(count) * num / den;
  if (scaled < INT64_MIN || scaled > INT64_MAX) return std::nullopt;
  return Duration(static_cast<std::int64_t>(scaled));
}

}  // namespace idl::detail
