// What a command may touch of the world: the files it reads and the two streams it writes to. Tests
// hand in their own.
#pragma once

#include <cstddef>
#include <iosfwd>

#include "idlc/diagnostics/render.h"
#include "idlc/diagnostics/warnings.h"
#include "idlc/source/file_system.h"

namespace idlc::driver {

enum class ErrorFormat { Human, Short, Json, Sarif };

struct Environment {
  const FileSystem& files;
  std::ostream& out;  ///< what was asked for
  std::ostream& err;  ///< diagnostics and notes
  ErrorFormat error_format = ErrorFormat::Human;
  Color color = Color::Off;
  std::size_t error_limit = kDefaultErrorLimit;  ///< 0: no limit
  WarningPolicy warnings{};
};

}  // namespace idlc::driver
