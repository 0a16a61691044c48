// Order, includes and forward declarations of a file. What stands in the constructs is the business
// of the other views.
#include "idlc/cpp/view_file.h"

#include <algorithm>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "idlc/cpp/passed_services.h"
#include "idlc/cpp/placement.h"
#include "idlc/cpp/view_fake.h"

namespace idlc::cpp {

using namespace schema;

namespace {

std::string forward_declaration(const ViewContext& context, TypeId id) {
  const auto& form = context.schema[id].form;
  const bool is_class =
      std::holds_alternative<Union>(form) || std::holds_alternative<NewType>(form);
  return fmt::format("{} {};", is_class ? "class" : "struct", context.names.name(id));
}

// The types that a class names from outside: those of its members, and the nested ones that stand
// beside it, to which it gives their short names even where no member uses them.
std::vector<TypeId> named_types(const ViewContext& context, const Declaration& declaration) {
  std::vector<TypeId> named = used_types(declaration);
  std::ranges::copy_if(declaration.nested, std::back_inserter(named), [&](DeclId id) {
    return context.names.placement(id) == Placement::Package;
  });
  return named;
}

// In the order in which the types are defined.
std::vector<std::string> forward_declarations(const ViewContext& context) {
  std::set<std::pair<std::size_t, TypeId>> needed;
  for (const auto& [user, position] : context.position) {
    for (const TypeId used : named_types(context, context.schema[user])) {
      for (const TypeId later : declared_later(context, user, {NamedType{used}})) {
        needed.emplace(context.position.at(later), later);
      }
    }
  }
  std::vector<std::string> lines;
  lines.reserve(needed.size());
  for (const auto& [position, id] : needed) lines.push_back(forward_declaration(context, id));
  return lines;
}

std::vector<TypeId> types_of_block(const Block& block) {
  std::vector<TypeId> types;
  for (const Field* field : fields_of(block)) {
    const auto mentioned = mentioned_types(field->type);
    types.insert(types.end(), mentioned.begin(), mentioned.end());
  }
  return types;
}

std::vector<TypeId> types_of_method(const Method& method) {
  std::vector<TypeId> types = types_of_block(method.parameters);
  const auto results = types_of_block(method.results);
  types.insert(types.end(), results.begin(), results.end());
  types.insert(types.end(), method.throws.begin(), method.throws.end());
  return types;
}

bool uses_deprecated(const ViewContext& context) {
  const File& file = context.schema[context.file];
  return file.has_deprecated || std::ranges::any_of(file.needed_files, [&](FileId id) {
           return context.schema[id].has_deprecated;
         });
}

// Which of a file's headers another one includes, as an index into paths_of.
enum class HeaderKind : std::size_t { Types = 0, Views = 2, Stubs = 3 };

std::string include_of(const File& file, HeaderKind kind) {
  return fmt::format("#include \"{}\"", paths_of(file)[static_cast<std::size_t>(kind)]);
}

void add_files(const Schema& schema, const std::vector<TypeId>& types, std::set<FileId>& files) {
  for (const TypeId id : types) files.insert(schema[id].file);
}

std::vector<std::string> include_lines(const Schema& schema, const std::set<FileId>& files,
                                       HeaderKind kind) {
  std::vector<std::string> lines;
  lines.reserve(files.size());
  for (const FileId file : files) lines.push_back(include_of(schema[file], kind));
  std::ranges::sort(lines);
  return lines;
}

void add_includes(const ViewContext& context, FileView& view) {
  std::set<FileId> of_types;
  std::set<FileId> of_stubs;
  std::set<FileId> of_services;
  for (const auto& [id, position] : context.position) {
    add_files(context.schema, used_types(context.schema[id]), of_types);
  }
  for (const DeclId id : context.schema[context.file].declarations) {
    add_files(context.schema, used_types(context.schema[id]), of_types);
    if (const auto* service = std::get_if<Service>(&context.schema[id].form)) {
      for (const Method& method : service->methods) {
        add_files(context.schema, types_of_method(method), of_stubs);
        add_files(context.schema, passed_services(method), of_services);
      }
      if (service->base) of_services.insert(context.schema[*service->base].file);
    }
  }
  of_types.erase(context.file);
  of_stubs.erase(context.file);
  of_services.erase(context.file);
  for (const FileId file : of_types) of_stubs.erase(file);
  for (const FileId file : of_types) {
    const auto paths = paths_of(context.schema[file]);
    view.json_includes.push_back(paths[5]);
    view.random_includes.push_back(paths[8]);
  }
  std::ranges::sort(view.json_includes);
  std::ranges::sort(view.random_includes);
  view.types_includes = include_lines(context.schema, of_types, HeaderKind::Types);
  view.views_includes = include_lines(context.schema, of_types, HeaderKind::Views);
  view.stubs_includes = include_lines(context.schema, of_stubs, HeaderKind::Types);
  for (std::string& line : include_lines(context.schema, of_services, HeaderKind::Stubs)) {
    view.stubs_includes.push_back(std::move(line));
  }
  std::ranges::sort(view.stubs_includes);
}

}  // namespace

// Constants stand behind the type that they follow in the schema, or behind their own type if that
// comes later; types stand as the schema has ordered them.
std::vector<DeclId> declaration_order(const ViewContext& context) {
  std::vector<std::vector<DeclId>> constants(context.position.size() + 1);  // [n]: behind n types
  std::size_t seen = 0;
  for (const DeclId id : context.schema[context.file].declarations) {
    if (const auto at = context.position.find(id); at != context.position.end()) {
      seen = std::max(seen, at->second + 1);
    }
    const auto* constant = std::get_if<Constant>(&context.schema[id].form);
    if (constant == nullptr) continue;
    std::size_t behind = seen;
    for (const TypeId used : mentioned_types(constant->type)) {
      const auto outermost = context.schema[used].parent.value_or(used);
      for (const TypeId needed : {used, outermost}) {
        const auto at = context.position.find(needed);
        if (at != context.position.end()) behind = std::max(behind, at->second + 1);
      }
    }
    constants[behind].push_back(id);
  }
  std::vector<DeclId> order = constants.front();
  std::size_t position = 0;
  for (const TypeGroup& group : context.schema[context.file].type_order) {
    for (const TypeId id : group.members) {
      if (context.names.placement(id) == Placement::Package) order.push_back(id);
      ++position;
      order.insert(order.end(), constants[position].begin(), constants[position].end());
    }
  }
  return order;
}

std::vector<std::string> paths_of(const File& file) {
  constexpr std::string_view kExtension = ".idl";
  std::string stem = file.canonical_path;
  if (stem.ends_with(kExtension)) stem.resize(stem.size() - kExtension.size());
  return {stem + ".idl.h",    stem + ".idl.cpp",   stem + ".view.h",   stem + ".rpc.h",
          stem + ".rpc.cpp",  stem + ".json.h",    stem + ".json.cpp", stem + ".fake.h",
          stem + ".random.h", stem + ".random.cpp"};
}

std::string marker_of(const File& file) {
  return fmt::format("// Generated by idlc from {}. Do not edit.", file.canonical_path);
}

FileView view_file(const ViewContext& context, Extras extras) {
  const File& file = context.schema[context.file];
  const auto paths = paths_of(file);
  FileView view{.first_line = marker_of(file),
                .schema_path = file.canonical_path,
                .types_header = paths[0],
                .types_source = paths[1],
                .views_header = paths[2],
                .stubs_header = paths[3],
                .stubs_source = paths[4],
                .fake_header = paths[7],
                .json_header = paths[5],
                .json_source = paths[6],
                .random_header = paths[8],
                .random_source = paths[9],
                .doc = file.doc,
                .package = context.names.package(context.file),
                .types_includes = {},
                .views_includes = {},
                .json_includes = {},
                .random_includes = {},
                .stubs_includes = {},
                .forwards = forward_declarations(context),
                .schema = {},
                .services = view_services(context),
                .uses_deprecated = uses_deprecated(context),
                .fakes = {}};
  if (!view.services.empty()) view.schema = view_schema(context, extras);
  for (ServiceView& service : view.services) service.schema = view.schema.table;
  if (extras.fakes) view.fakes = view_fakes(context);
  add_includes(context, view);
  return view;
}

}  // namespace idlc::cpp
