// The cold half of decoding: the budget at the start, the first flaw, cases kept verbatim. It is
// out of line, so that generated decoders stay small.
#include <algorithm>

#include "idl/wire/input.h"

namespace idl {
namespace {

std::size_t memory_budget(std::size_t received, const DecodeLimits& limits) {
  std::size_t earned = 0;
  if (__builtin_mul_overflow(received, limits.memory_per_byte, &earned) ||
      __builtin_add_overflow(earned, limits.memory_base, &earned)) {
    return limits.max_memory;
  }
  return std::min(limits.max_memory, earned);
}

}  // namespace

Decoder::Decoder(BytesView message, const DecodeLimits& limits)
    : message_(message),
      memory_left_(memory_budget(message.size(), limits)),
      max_depth_(limits.max_depth) {}

bool Decoder::fail(const std::byte* at, Flaw flaw) {
  if (!failed_) {
    failed_ = true;
    flaw_ = flaw;
    offset_ = static_cast<std::size_t>(at - message_.data());
  }
  return false;
}

bool Input::read_unknown(std::uint32_t number, UnknownCase& value) const {
  if (!decoder->charge(begin, size(), 1)) return false;
  value.number = number;
  value.body.assign(begin, end);
  return true;
}

}  // namespace idl
