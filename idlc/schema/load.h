// The first pass: reads the inputs and everything that they import, and parses each file once.
//
// It finds files, gives each its canonical path, and orders them so that a file stands after its
// imports. What the files declare is not looked at here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "idlc/diagnostics/sink.h"
#include "idlc/schema/build.h"
#include "idlc/schema/ids.h"
#include "idlc/source/file_system.h"
#include "idlc/source/source_file.h"
#include "idlc/syntax/tree.h"

namespace idlc::schema {

/// One file of the run.
struct LoadedFile {
  syntax::File tree;
  std::string canonical_path;
  FileRole role = FileRole::Imported;
  /// For each import of the tree the file that it found; nothing if that was reported.
  std::vector<std::optional<FileId>> imports;
  /// Declarations may be missing here or in an import, which has been reported: an unknown name may
  /// be one of them.
  bool incomplete = false;
  /// One of its own imports led nowhere, which has been reported.
  bool lost_import = false;
};

/// All files, each after the files that it imports; a FileId is an index into them.
[[nodiscard]] std::vector<LoadedFile> load(const BuildInputs& inputs, const FileSystem& files,
                                           SourceMap& sources, DiagnosticSink& sink);

}  // namespace idlc::schema
