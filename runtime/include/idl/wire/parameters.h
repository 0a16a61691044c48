// Parameters and results of calls: a struct that has no C++ type, given as a pack of values. A
// single result is a pack of one, no result an empty pack.
#pragma once

#include "idl/wire/block.h"

namespace idl::detail {

template <class... Values>
inline constexpr std::size_t kBlockSize = (std::size_t{0} + ... + kSlotOf<Values>);

/// The size of the values as a message.
template <class... Values>
[[nodiscard]] std::size_t measure_block(Measure& measure, const Values&... values) {
  BlockMeasure block(measure, kBlockSize<Values...>);
  (block.add(values), ...);
  return block.size();
}

/// Writes the values, which have been measured; returns the end.
template <class... Values>
[[nodiscard]] std::byte* write_block(std::byte* out, const Values&... values) {
  BlockWriter block(out, kBlockSize<Values...>);
  (block.put(values), ...);
  return block.end();
}

/// Reads the values; those that an older peer did not send keep what they hold.
template <class... Values>
[[nodiscard]] bool read_block(Input in, Values&... values) {
  return read_struct<kBlockSize<Values...>>(in,
                                            [&](auto& block) { (block.get_or_keep(values), ...); });
}

}  // namespace idl::detail
