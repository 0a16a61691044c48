// Everything that can be wrong with received bytes, one enumerator each, so that the code that
// finds a flaw stays small; the sentences are made only when one is reported.
#pragma once

#include <cstddef>
#include <cstdint>

#include "idl/error.h"

namespace idl {

enum class Flaw : std::uint8_t {
  TooDeep,          ///< values are nested deeper than the limit
  TooMuchMemory,    ///< the decoded values would exceed the budget
  CutShort,         ///< a body ends before its first four bytes
  BlockTooLong,     ///< a block is longer than its body, or than any block can be
  SlotCut,          ///< a block ends inside a slot
  BodyTooLong,      ///< a length reaches beyond the tail
  Unused,           ///< bytes are left over
  WrongSize,        ///< a value of a fixed size has another
  CountTooLarge,    ///< a list cannot hold as many elements as it says
  CountOfZero,      ///< an empty list is written as an empty body, not as a count of 0
  BadEnd,           ///< an element ends before it begins or beyond its list
  MapCountsDiffer,  ///< a map has more keys than values or fewer
  NotAscending,     ///< keys are unsorted or doubled
  BadText,          ///< invalid UTF-8
  BadBool,          ///< neither 0 nor 1
  BadOptional,      ///< presence neither 0 nor 1, absent but not zero, or an invalid value
  BadEnum,          ///< not a value of a closed enum
  BadFixed,         ///< a fixed struct or array with one of the three above in it
  CaseNotEmpty,     ///< a union's case without a value has a body
  BadDescriptor,    ///< no descriptor of this index came, or it was named before
};

/// The failure as an application sees it, such as "the text at byte 37 is not valid UTF-8".
[[nodiscard]] Error to_error(Flaw flaw, std::size_t offset);

}  // namespace idl
