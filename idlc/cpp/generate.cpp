// The steps from a schema to its files: names, views, templates. It only orders them; each step is
// a file of its own.
#include "idlc/cpp/generate.h"

#include <algorithm>

#include "idlc/cpp/emit_file.h"
#include "idlc/cpp/naming.h"
#include "idlc/cpp/view_file.h"

namespace idlc::cpp {

namespace {

// False: the consumer has had enough. One text at a time, and what only the others need is freed
// before the views are made: in large schemas each of these is large.
bool generate_file(const ViewContext& context, const FileConsumer& consume) {
  FileView view = view_file(context);
  if (!consume({view.types_header, types_header(view)})) return false;
  if (!consume({view.types_source, types_source(view)})) return false;
  if (!view.services.empty()) {
    if (!consume({view.stubs_header, stubs_header(view)})) return false;
    if (!consume({view.stubs_source, stubs_source(view)})) return false;
  }
  view.items = {};
  view.services = {};
  view.encoded = view_encoded(context);
  return consume({view.views_header, views_header(view)});
}

bool has_services(const schema::Schema& schema, schema::FileId file) {
  return std::ranges::any_of(schema[file].declarations, [&](schema::DeclId id) {
    return std::holds_alternative<schema::Service>(schema[id].form);
  });
}

}  // namespace

std::vector<Renaming> generate_each(const schema::Schema& schema,
                                    std::span<const schema::FileId> files,
                                    const FileConsumer& consume) {
  const Names names(schema);
  std::vector<Renaming> renamings;
  bool more = true;
  for (const schema::FileId file : files) {
    more = more && generate_file(ViewContext(schema, names, file), consume);
    const auto renamed = names.renamings(file);
    renamings.insert(renamings.end(), renamed.begin(), renamed.end());
  }
  return renamings;
}

Output generate(const schema::Schema& schema, std::span<const schema::FileId> files) {
  Output output;
  output.renamings = generate_each(schema, files, [&](OutputFile file) {
    output.files.push_back(std::move(file));
    return true;
  });
  return output;
}

std::vector<std::string> output_paths(const schema::Schema& schema, schema::FileId file) {
  std::vector<std::string> paths = paths_of(schema[file]);
  if (!has_services(schema, file)) paths.resize(3);
  return paths;
}

std::vector<std::string> possible_output_paths(const schema::Schema& schema, schema::FileId file) {
  return paths_of(schema[file]);
}

std::string first_line(const schema::Schema& schema, schema::FileId file) {
  return marker_of(schema[file]);
}

}  // namespace idlc::cpp
