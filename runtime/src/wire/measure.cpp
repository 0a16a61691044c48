// Why a value cannot be encoded, in words, and the one writer that is not a template. Measuring
// comes first, so that writing can neither fail nor run over.
#include "idl/wire/measure.h"

#include <algorithm>

#include "idl/wire/alone.h"

namespace idl {

Error Measure::error(std::size_t size) const {
  switch (problem_) {
    case Problem::TooDeep:
      return {.code = Code::InvalidArgument,
              .message = "the value is nested deeper than " + std::to_string(limits_.max_depth)};
    case Problem::BadText:
      return {.code = Code::InvalidArgument, .message = "a string in the value is not valid UTF-8"};
    case Problem::BadEnum:
      return {.code = Code::InvalidArgument,
              .message = "a closed enum in the value holds a number that it does not have"};
    case Problem::LongBlock:
      return {.code = Code::InvalidArgument,
              .message =
                  "a struct keeps unknown fields that are not of its own type: its block "
                  "would exceed " +
                  std::to_string(kMaxBlockBytes) + " bytes"};
    case Problem::NoDescriptor:
      return {.code = Code::InvalidArgument,
              .message = "an `fd` holds no descriptor; only an `fd?` may be without"};
    case Problem::None:
      break;
  }
  const std::size_t limit = std::min(limits_.max_bytes, kHardMaxMessageBytes);
  return {.code = Code::MessageTooLarge,
          .message = "the value takes " + std::to_string(size) + " bytes, the limit is " +
                     std::to_string(limit)};
}

std::byte* write_unknown(const UnknownCase& value, std::byte* out) {
  return std::copy(value.body.begin(), value.body.end(), out);
}

}  // namespace idl
