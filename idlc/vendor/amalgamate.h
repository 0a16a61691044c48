// The runtime as a folder that an application checks in: public headers as they are, each folder of
// sources as one file. One compiler run for each folder reads the headers once, which is several
// times quicker than one for each file.
//
// Pure: texts in, texts out. It knows as much of C++ as our own sources need, `#include` lines and
// `#pragma once`; where files go is the driver's business.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "idlc/vendor/runtime_files.h"

namespace idlc::vendor {

struct VendoredFile {
  std::string path;  ///< `include/idl/server.h`, `idl_rpc.cpp`, `CMakeLists.txt`, `LICENSE`
  std::string text;
};

/// The folder, for this version of idl. The files' `src/NAME/…` become `idl_NAME.cpp`. Every
/// private header that is included has to be among the files.
[[nodiscard]] std::vector<VendoredFile> amalgamate(std::span<const RuntimeFile> files,
                                                   std::string_view version);

/// How the text of each file begins that a vendored folder has besides headers and licence.
[[nodiscard]] std::string_view vendored_marker();

}  // namespace idlc::vendor
