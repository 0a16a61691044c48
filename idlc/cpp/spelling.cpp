// Types as C++ text: the mapping of scalars and containers, and the shortest safe way to a name. It
// spells what is resolved already, and decides no name.
#include "idlc/cpp/spelling.h"

#include <algorithm>
#include <cctype>

#include "idlc/cpp/concat.h"
#include "idlc/cpp/match.h"

namespace idlc::cpp {

using namespace schema;

namespace {

// The runtime's namespace has types in TitleCase and two namespaces within: a package with such a
// name would be hidden by them.
bool is_hidden_in_runtime(const std::string& qualified) {
  return std::isupper(static_cast<unsigned char>(qualified.front())) != 0 ||
         qualified.starts_with("detail::") || qualified.starts_with("test::");
}

std::string first_part(const std::string& path) { return path.substr(0, path.find("::")); }

}  // namespace

Place in_package(FileId file) { return {.package_of = file, .inside = {}, .hidden = {}}; }

Place in_class(const Schema& schema, const Names& names, DeclId id) {
  return {
      .package_of = schema[id].file, .inside = id, .scope = &names.members(id).scope, .hidden = {}};
}

Place in_runtime() { return {}; }

std::string scalar_type(Scalar scalar) {
  switch (scalar) {
    case Scalar::Bool:
      return "bool";
    case Scalar::I8:
      return "std::int8_t";
    case Scalar::I16:
      return "std::int16_t";
    case Scalar::I32:
      return "std::int32_t";
    case Scalar::I64:
      return "std::int64_t";
    case Scalar::U8:
      return "std::uint8_t";
    case Scalar::U16:
      return "std::uint16_t";
    case Scalar::U32:
      return "std::uint32_t";
    case Scalar::U64:
      return "std::uint64_t";
    case Scalar::F32:
      return "float";
    case Scalar::F64:
      return "double";
    case Scalar::String:
      return "std::string";
    case Scalar::Bytes:
      return "idl::Bytes";
    case Scalar::Timestamp:
      return "idl::Timestamp";
    case Scalar::Duration:
      return "idl::Duration";
    case Scalar::Uuid:
      return "idl::Uuid";
  }
  return {};
}

std::string Spelling::named(TypeId id, const Place& place) const {
  const Declaration& declaration = schema_[id];
  if (!place.package_of) {
    const std::string qualified = names_.qualified(id);
    return (is_hidden_in_runtime(qualified) ? "::" : "") + qualified;
  }
  if (place.inside && declaration.parent == place.inside) {
    const auto& siblings = schema_[*place.inside].nested;
    const auto index = std::ranges::find(siblings, id) - siblings.begin();
    return names_.members(*place.inside).nested[static_cast<std::size_t>(index)];
  }
  // The class's own name means the class.
  if (place.inside == id) return names_.path(id);
  return in_package(names_.path(id), declaration.file, place);
}

std::string Spelling::client(DeclId service, const Place& place) const {
  if (!place.later.contains(service)) return named(service, place) + "::Client";
  return in_package(names_.announced_client(service), schema_[service].file, place);
}

std::string Spelling::in_package(const std::string& path, FileId file, const Place& place) const {
  const bool own = names_.package(file) == names_.package(*place.package_of);
  if (own && !place.hides(first_part(path))) return path;
  return "::" + names_.package(file) + "::" + path;
}

std::string Spelling::type(const Type& type, const Place& place) const {
  const auto inner = [&](const Element& element) { return this->type(*element, place); };
  return match(
      type.form, [](InvalidType) { return std::string(); },
      [](Scalar scalar) { return scalar_type(scalar); },
      [&](const NamedType& name) { return named(name.id, place); },
      [&](const ListType& list) {
        return concat({"std::vector<", inner(list.element), ">"});
      },
      [&](const SetType& set) {
        return concat({"std::set<", inner(set.element), ">"});
      },
      [&](const MapType& map) {
        return concat({"std::map<", inner(map.key), ", ", inner(map.value), ">"});
      },
      [&](const ArrayType& array) {
        return concat({"std::array<", inner(array.element), ", ", std::to_string(array.size), ">"});
      },
      [](const FdType&) { return std::string("idl::Fd"); },
      [&](const ServiceType& service) { return client(service.id, place); },
      [&](const BoxType& box) {
        return concat({"idl::Box<", inner(box.value), ">"});
      },
      [&](const OptionalType& optional) {
        return concat({"std::optional<", inner(optional.value), ">"});
      });
}

}  // namespace idlc::cpp
