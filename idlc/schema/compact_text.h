// Schemas as programs carry them, for tools that ask what a server serves: the text of each file
// without its comments and with no blank that it can spare. It compiles to the same schema.
#pragma once

#include <string>
#include <vector>

#include "idlc/schema/schema.h"
#include "idlc/source/source_file.h"

namespace idlc::schema {

/// The text of a file, each of its declarations in a line. The file has no errors of syntax.
[[nodiscard]] std::string compact_text(const SourceMap& sources, SourceId source);

/// The texts of all files, by FileId.
[[nodiscard]] std::vector<std::string> compact_texts(const Schema& schema,
                                                     const SourceMap& sources);

/// The file and all that it imports, also through others; each behind what it imports.
[[nodiscard]] std::vector<FileId> with_imports(const Schema& schema, FileId file);

}  // namespace idlc::schema
