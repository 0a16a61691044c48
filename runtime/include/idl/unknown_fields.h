// The fields that a newer peer sent and this version of the schema does not have, kept as they came
// by structs with `@preserve_unknown`, so that they can be passed on or stored without loss.
#pragma once

#include <cstddef>

#include "idl/bytes.h"

namespace idl {

/// Filled by decoding, written back by encoding. It is part of the value: copied and compared with
/// it. It fits the type that it was decoded with and no other.
class UnknownFields {
 public:
  [[nodiscard]] bool empty() const noexcept { return slots_.empty(); }

  /// Their bytes: the rest of the block, and the rest of the tail.
  [[nodiscard]] BytesView slots() const noexcept { return slots_; }
  [[nodiscard]] BytesView bodies() const noexcept { return bodies_; }

  /// Forgets them.
  void clear() noexcept {
    slots_.clear();
    bodies_.clear();
  }

  friend bool operator==(const UnknownFields&, const UnknownFields&) = default;

 private:
  friend class BlockReader;

  Bytes slots_;
  Bytes bodies_;
};

}  // namespace idl
