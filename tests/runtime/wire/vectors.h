// The wire vectors of tests/wire as C++ sees them: parsed lines, and for each type name of a vector
// what can be done with it. Tests, sweeps and the fuzzer all go through here.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "idl/bytes.h"
#include "idl/result.h"
#include "idl/wire/limits.h"

namespace sample {

/// One line: what these bytes are as this type, and how the value is written again.
struct Vector {
  std::string place;  ///< file:line name
  std::string type;
  idl::Bytes bytes;
  std::string expected;  ///< the value, or "! " and the message of the error
  idl::Bytes rewritten;  ///< what this version writes for the value; the bytes unless given

  [[nodiscard]] bool is_good() const { return !expected.starts_with("! "); }
};

/// All lines of all files in tests/wire, the files in the order of their names. Aborts with a
/// message if a line cannot be parsed.
std::vector<Vector> load_vectors();

/// What became of bytes: the value in its neutral form and its encoding.
struct Outcome {
  std::string shown;
  idl::Bytes rewritten;
};

using DecodeFunction =
    std::function<idl::Result<Outcome>(idl::BytesView, const idl::DecodeLimits&)>;

/// Decodes as the type of this name, shows the value and encodes it again; null if there is no such
/// type in sample_types.cpp.
const DecodeFunction* find_type(std::string_view name);

/// The names of all types that vectors may have.
std::vector<std::string> type_names();

/// Bytes from hexadecimal digits, blanks between them ignored.
idl::Bytes from_hex(std::string_view text);
std::string to_hex(idl::BytesView bytes);

}  // namespace sample
