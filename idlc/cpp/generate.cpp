// The steps from a schema to its files: names, views, templates. It only orders them; each step is
// a file of its own.
#include "idlc/cpp/generate.h"

#include "idlc/cpp/emit_file.h"
#include "idlc/cpp/naming.h"
#include "idlc/cpp/view_file.h"

namespace idlc::cpp {

Output generate(const schema::Schema& schema, std::span<const schema::FileId> files) {
  const Names names(schema);
  Output output;
  for (const schema::FileId file : files) {
    const FileView view = view_file(ViewContext(schema, names, file));
    output.files.push_back({view.types_header, types_header(view)});
    output.files.push_back({view.types_source, types_source(view)});
    if (!view.services.empty()) {
      output.files.push_back({view.stubs_header, stubs_header(view)});
      output.files.push_back({view.stubs_source, stubs_source(view)});
    }
    const auto renamed = names.renamings(file);
    output.renamings.insert(output.renamings.end(), renamed.begin(), renamed.end());
  }
  return output;
}

std::vector<std::string> possible_output_paths(const schema::Schema& schema, schema::FileId file) {
  return paths_of(schema[file]);
}

std::string first_line(const schema::Schema& schema, schema::FileId file) {
  return marker_of(schema[file]);
}

}  // namespace idlc::cpp
