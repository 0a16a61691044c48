// The sources of the runtime, as they stood when this idlc was built: its headers, its files, the
// licence. The texts are in a file that embed.cmake writes during the build; nothing here is C++ to
// the compiler, so idlc and the runtime still do not include each other.
#pragma once

#include <span>
#include <string_view>

namespace idlc::vendor {

struct RuntimeFile {
  std::string_view path;  ///< `include/idl/server.h`, `src/rpc/server.cpp`, `LICENSE`
  std::string_view text;
};

/// In the order of their paths.
[[nodiscard]] std::span<const RuntimeFile> runtime_files();

}  // namespace idlc::vendor
