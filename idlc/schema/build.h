// The way from files to a schema: the one entry point of this folder.
//
// The passes run in the order in which build.cpp lists them. Everything that is wrong goes to the
// sink; nothing is written, and files are read through the injected file system alone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "idlc/diagnostics/sink.h"
#include "idlc/schema/schema.h"
#include "idlc/source/file_system.h"
#include "idlc/source/source_file.h"

namespace idlc::schema {

/// What a run compiles.
struct BuildInputs {
  std::vector<std::string> files;        ///< as the user named them; none twice
  std::vector<std::string> import_dirs;  ///< the -I folders, in their order
};

/// Loads the files and everything they import, and resolves them. Texts are added to `sources`,
/// which must outlive the diagnostics. Nothing if an error was reported to `sink`; warnings do not
/// count. Linear in the size of all files together. Never throws, whatever the files hold.
[[nodiscard]] std::optional<Schema> build(const BuildInputs& inputs, const FileSystem& files,
                                          SourceMap& sources, DiagnosticSink& sink);

}  // namespace idlc::schema
