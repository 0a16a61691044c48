// The steps from a schema to its files: names, views, templates. It only orders them; each step is
// a file of its own.
#include "idlc/cpp/generate.h"

#include <algorithm>
#include <optional>

#include "idlc/cpp/emit_encoded.h"
#include "idlc/cpp/emit_file.h"
#include "idlc/cpp/emit_random.h"
#include "idlc/cpp/hashable.h"
#include "idlc/cpp/least_nesting.h"
#include "idlc/cpp/naming.h"
#include "idlc/cpp/view_file.h"
#include "idlc/cpp/view_random.h"

namespace idlc::cpp {

namespace {

// Each of these gives false when the consumer has had enough.

bool generate_stubs(const FileView& view, const FileConsumer& consume, Extras extras) {
  return consume({view.stubs_header, stubs_header(view)}) &&
         consume({view.stubs_source, stubs_source(view)}) &&
         (!extras.fakes || consume({view.fake_header, fake_header(view)}));
}

bool generate_json(const FileView& view, TypeTexts& texts, const FileConsumer& consume) {
  return consume({view.json_header, json_header(view, texts)}) &&
         consume({view.json_source, json_source(view, texts)});
}

bool generate_random(const ViewContext& context, const FileView& view, const LeastNesting& nesting,
                     const FileConsumer& consume) {
  const std::vector<RandomView> values = view_random(context, nesting);
  return consume({view.random_header, random_header(view, values)}) &&
         consume({view.random_source, random_source(view, values)});
}

bool generate_views(const ViewContext& context, const FileView& view, const FileConsumer& consume) {
  Emitter views;
  each_encoded(context, [&](const EncodedGroup& group) { emit_views(views, group); });
  return consume({view.views_header, views_header(view, views.take())});
}

// A statement for each text, which frees it: in large schemas they are large. Random values are
// asked for where there is a `nesting`.
bool generate_file(const ViewContext& context, const FileConsumer& consume, Extras extras,
                   const LeastNesting* nesting) {
  TypeTexts texts;
  for (const schema::DeclId id : declaration_order(context)) {
    texts.add(view_declaration(context, id), extras);
  }
  const FileView view = view_file(context, extras);
  if (!consume({view.types_header, types_header(view, texts)})) return false;
  if (!consume({view.types_source, types_source(view, texts)})) return false;
  if (!view.services.empty() && !generate_stubs(view, consume, extras)) return false;
  if (extras.json && !generate_json(view, texts, consume)) return false;
  if (nesting != nullptr && !generate_random(context, view, *nesting, consume)) return false;
  return generate_views(context, view, consume);
}

bool has_services(const schema::Schema& schema, schema::FileId file) {
  return std::ranges::any_of(schema[file].declarations, [&](schema::DeclId id) {
    return std::holds_alternative<schema::Service>(schema[id].form);
  });
}

}  // namespace

std::vector<Renaming> generate_each(const schema::Schema& schema,
                                    std::span<const schema::FileId> files,
                                    const FileConsumer& consume, Extras extras) {
  const Names names(schema);
  const HashableTypes hashable(schema);
  std::optional<LeastNesting> nesting;
  if (extras.random) nesting.emplace(schema);
  std::vector<Renaming> renamings;
  bool more = true;
  for (const schema::FileId file : files) {
    more = more && generate_file(ViewContext(schema, names, hashable, file), consume, extras,
                                 nesting ? &*nesting : nullptr);
    const auto renamed = names.renamings(file);
    renamings.insert(renamings.end(), renamed.begin(), renamed.end());
  }
  return renamings;
}

Output generate(const schema::Schema& schema, std::span<const schema::FileId> files,
                Extras extras) {
  Output output;
  const auto keep = [&](const FileText& file) {
    output.files.push_back({file.path, file.text.joined()});
    return true;
  };
  output.renamings = generate_each(schema, files, keep, extras);
  return output;
}

std::vector<std::string> output_paths(const schema::Schema& schema, schema::FileId file,
                                      Extras extras) {
  const std::vector<std::string> all = paths_of(schema[file]);
  std::vector<std::string> paths(all.begin(), all.begin() + 3);
  if (has_services(schema, file)) paths.insert(paths.end(), all.begin() + 3, all.begin() + 5);
  if (extras.fakes && has_services(schema, file)) paths.push_back(all[7]);
  if (extras.json) paths.insert(paths.end(), all.begin() + 5, all.begin() + 7);
  if (extras.random) paths.insert(paths.end(), all.begin() + 8, all.end());
  return paths;
}

std::vector<std::string> possible_output_paths(const schema::Schema& schema, schema::FileId file) {
  return paths_of(schema[file]);
}

std::string first_line(const schema::Schema& schema, schema::FileId file) {
  return marker_of(schema[file]);
}

}  // namespace idlc::cpp
