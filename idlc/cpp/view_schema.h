// The schema that stubs carry for tools that ask for it: a constant for each file, and a table of
// them. emit_schema.cpp turns it into text.
#pragma once

#include <string>
#include <vector>

#include "idlc/cpp/generate.h"
#include "idlc/cpp/view_context.h"

namespace idlc::cpp {

struct SchemaView {
  struct File {
    std::string constant;             ///< `schema_text_1`
    std::string path;                 ///< `"shop/v1/orders.idl"`
    std::vector<std::string> pieces;  ///< of its text, as literals that fit a line each
  };

  std::string table;        ///< `schema_files`; empty if the stubs carry none
  std::vector<File> files;  ///< what is imported comes first
};

/// The schema of the file and all that it imports; nothing where `extras` has no texts.
[[nodiscard]] SchemaView view_schema(const ViewContext& context, const Extras& extras);

}  // namespace idlc::cpp
