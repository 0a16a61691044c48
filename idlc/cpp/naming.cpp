// Handing out names: packages first, then declarations from the outside in. Which names are never
// free is said in reserved_words.h.
#include "idlc/cpp/naming.h"

#include <algorithm>
#include <cctype>

#include "idlc/cpp/match.h"
#include "idlc/cpp/placement.h"
#include "idlc/cpp/reserved_words.h"
#include "idlc/cpp/service_order.h"

namespace idlc::cpp {

using namespace schema;

namespace {

// The namespaces that generated code names everywhere.
bool is_own_namespace(std::string_view name) { return name == "std" || name == "idl"; }

// The functions that are generated beside the types of a package.
constexpr const char* kPackageFunctions[] = {"to_string", "to_text"};

bool is_package_function(std::string_view name) {
  return std::ranges::find(kPackageFunctions, name) != std::end(kPackageFunctions);
}

std::string package_path(const File& file) {
  if (file.annotations->cpp_namespace) return *file.annotations->cpp_namespace;
  std::string path;
  for (const std::string& part : file.package) {
    std::string name = legal_name(part);
    const bool taken = path.empty() ? is_global_name(name) : is_package_function(name);
    path += (path.empty() ? "" : "::") + name + (taken ? "_" : "");
  }
  return path;
}

// Names of members in the order of a range whose elements have a name.
template <class Range, class NameOf>
std::vector<std::string> take_all(NamePool& pool, const Range& range, const NameOf& name_of) {
  std::vector<std::string> names;
  names.reserve(range.size());
  for (const auto& element : range) names.push_back(pool.take(name_of(element)));
  return names;
}

const auto kName = [](const auto& element) -> const std::string& { return wanted_name(element); };
const auto kFieldName = [](const Field* field) -> const std::string& {
  return wanted_name(*field);
};

// The class in which each field has a function of its name.
constexpr const char* kViewClass = "View";

// The members that are generated into a union's class.
std::set<std::string> union_members(const Union& choice) {
  std::set<std::string> names{"Case", "none", "which"};
  for (const UnionCase& one : choice.cases) {
    names.insert((one.type ? "if_" : "is_") + wanted_name(one));
  }
  return names;
}

// The classes that are generated into a service's.
const std::set<std::string>& service_classes() {
  static const std::set<std::string> names{"AsyncClient", "AsyncServer", "Client", "Fake",
                                           "Server"};
  return names;
}

// What to ask for as the name of a class: none of its own members can have it.
std::string class_name(const Declaration& declaration) {
  const std::string& name = wanted_name(declaration);
  const auto* choice = std::get_if<Union>(&declaration.form);
  const bool is_service = std::holds_alternative<Service>(declaration.form);
  const bool is_new_type = std::holds_alternative<NewType>(declaration.form);
  const bool taken = (choice != nullptr && union_members(*choice).contains(name)) ||
                     (is_new_type && name == "NewType") ||
                     (is_service && service_classes().contains(name));
  return name + (taken ? "_" : "");
}

std::vector<std::string> take_members(NamePool& pool, const Declaration& declaration) {
  return match(
      declaration.form,
      [&](const Enum& enumeration) {
        NamePool values;
        return take_all(values, enumeration.values, kName);
      },
      [&](const Flags& flags) {
        NamePool bits;
        return take_all(bits, flags.bits, kName);
      },
      [&](const FixedStruct& fixed) { return take_all(pool, fixed.members, kName); },
      [&](const Struct& structure) {
        pool.take(kViewClass);
        return take_all(pool, fields_of(structure.block), kFieldName);
      },
      [&](const Error& error) {
        pool.take(kViewClass);
        return take_all(pool, fields_of(error.block), kFieldName);
      },
      [&](const Union& choice) { return take_all(pool, choice.cases, kName); },
      [](const auto&) { return std::vector<std::string>(); });
}

}  // namespace

std::string legal_name(std::string_view name) {
  const bool taken = is_keyword(name) || is_macro(name) || is_own_namespace(name);
  return std::string(name) + (taken ? "_" : "");
}

std::string title_case(std::string_view name) {
  std::string title;
  bool at_start = true;
  for (const char c : name) {
    if (c != '_') {
      title += at_start ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    }
    at_start = c == '_';
  }
  return title;
}

std::string NamePool::take(std::string_view wanted) {
  std::string name = legal_name(wanted);
  while ((outer_ != nullptr && outer_->contains(name)) || !taken_.insert(name).second) name += '_';
  return name;
}

Names::Names(const Schema& schema)
    : schema_(schema),
      names_(schema.declarations.size()),
      clients_(schema.declarations.size()),
      placements_(schema.declarations.size(), Placement::Package),
      members_(schema.declarations.size()) {
  const auto inside = stands_inside(schema);
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (inside[i]) placements_[i] = Placement::Inside;
  }
  scopes_.reserve(schema.files.size());
  for (const File& file : schema.files) packages_.push_back(package_path(file));
  for (std::uint32_t i = 0; i < schema.files.size(); ++i) name_package({i});
}

// Names depend on the file and its imports alone, not on what else is compiled in the same run.
// Top-level names come first, so that a nested type which leaves its type cannot take one of them.
void Names::name_package(FileId file) {
  NamePool& pool = scopes_.emplace_back(
      std::set<std::string>(std::begin(kPackageFunctions), std::end(kPackageFunctions)));
  for (const Import& import : schema_[file].imports) {
    if (package(import.file) == package(file)) pool.add(scopes_[import.file.index].taken());
  }
  for (const DeclId id : schema_[file].declarations) {
    // Annotations are nothing in C++, and take no name there.
    if (std::holds_alternative<Annotation>(schema_[id].form)) continue;
    names_[id.index] = pool.take(class_name(schema_[id]));
  }
  for (const DeclId id : service_order(schema_, file).announced) {
    clients_[id.index] = pool.take(names_[id.index] + "_Client");
  }
  for (const DeclId id : schema_[file].declarations) name_declaration(id, pool);
}

void Names::name_declaration(DeclId id, NamePool& package) {
  const Declaration& declaration = schema_[id];
  if (const auto* service = std::get_if<Service>(&declaration.form)) {
    return name_service(id, *service);
  }
  MemberNames& members = members_[id.index];
  NamePool pool({names_[id.index]});
  if (const auto* choice = std::get_if<Union>(&declaration.form)) {
    pool = NamePool(union_members(*choice));
    pool.take(names_[id.index]);
  }
  for (const DeclId nested : declaration.nested) {
    members.nested.push_back(pool.take(wanted_name(schema_[nested])));
    names_[nested.index] =
        placement(nested) == Placement::Inside
            ? members.nested.back()
            : package.take(names_[id.index] + "_" + wanted_name(schema_[nested]));
  }
  members.members = take_members(pool, declaration);
  members.scope = pool.release();
  for (const DeclId nested : declaration.nested) name_declaration(nested, package);
}

// Aliases and values first: a method may not take their names, since its class sees them. What a
// base has is taken before.
void Names::name_service(DeclId id, const Service& service) {
  if (methods_.contains(id)) return;
  NamePool pool(service_classes());
  pool.take(names_[id.index]);
  if (service.base) {
    name_service(*service.base, std::get<Service>(schema_[*service.base].form));
    std::set<std::string> inherited = members_[service.base->index].scope;
    inherited.erase(names_[service.base->index]);
    pool.add(inherited);
  }
  std::vector<MethodNames> methods;
  for (const Method& method : service.methods) {
    const std::string title = title_case(wanted_name(method));
    MethodNames names;
    names.result = pool.take(title + "Result");
    names.values = pool.take(title + "Values");
    if (method.stream_in || method.stream_out) names.call = pool.take(title + "Call");
    name_parameters(names, schema_[id].file, method);
    methods.push_back(std::move(names));
  }
  for (const char* generated : {"with", "async", "methods"}) pool.take(generated);
  members_[id.index].members = take_all(pool, service.methods, kName);
  members_[id.index].scope = pool.release();
  for (std::size_t i = 0; i < methods.size(); ++i) methods[i].method = members(id).members[i];
  for (const InheritedMethod& one : service.inherited) {
    MethodNames names = methods_.at(one.service)[one.index];
    name_parameters(names, schema_[id].file, method_of(schema_, one));
    methods.push_back(std::move(names));
  }
  methods_.emplace(id, std::move(methods));
}

// A parameter that is named as its class or as something of the package would hide it, which
// compilers dislike.
void Names::name_parameters(MethodNames& names, FileId file, const Method& method) const {
  NamePool pool = NamePool::within(package_scope(file));
  pool.add(service_classes());
  pool.take("context");
  names.parameters = take_all(pool, fields_of(method.parameters), kFieldName);
  if (method.stream_in) names.reader = pool.take(wanted_name(*method.stream_in));
  if (method.stream_out) names.writer = pool.take("writer");
}

const std::string& Names::package(FileId file) const { return packages_[file.index]; }

const NamePool& Names::package_scope(FileId file) const { return scopes_[file.index]; }

Placement Names::placement(DeclId id) const { return placements_[id.index]; }

const std::string& Names::name(DeclId id) const { return names_[id.index]; }

std::string Names::path(DeclId id) const {
  if (placement(id) == Placement::Package) return name(id);
  return path(*schema_[id].parent) + "::" + name(id);
}

std::string Names::qualified(DeclId id) const {
  return package(schema_[id].file) + "::" + path(id);
}

const std::string& Names::announced_client(DeclId service) const { return clients_[service.index]; }

const MemberNames& Names::members(DeclId id) const { return members_[id.index]; }

const std::vector<MethodNames>& Names::methods(DeclId service) const {
  return methods_.at(service);
}

}  // namespace idlc::cpp
