// The pass that gives methods and errors the numbers by which peers know them. It hashes qualified
// names and reports the pairs that collide.
#pragma once

#include <cstdint>
#include <string_view>

#include "idlc/schema/draft.h"

namespace idlc::schema {

/// FNV-1a with 64 bits. (G. Fowler, L. C. Noll, K.-P. Vo; draft-eastlake-fnv.)
[[nodiscard]] constexpr std::uint64_t fnv1a_64(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3;
  }
  return hash;
}

/// Fills the wire ids from the full names. Two methods, or two errors, with the same are reported.
void assign_wire_ids(Draft& draft);

}  // namespace idlc::schema
