// Looking through a schema: aliases, named types, fields. These are questions to a finished schema:
// nothing here changes it.
#include "idlc/schema/schema.h"

namespace idlc::schema {

const Type& underlying(const Schema& schema, const Type& type) {
  const auto* named = std::get_if<NamedType>(&type.form);
  if (named == nullptr) return type;
  const auto* alias = std::get_if<Alias>(&schema[named->id].form);
  return alias == nullptr ? type : alias->underlying;
}

const Type& innermost(const Schema& schema, const Type& type) {
  const Type* current = &underlying(schema, type);
  while (const auto* named = std::get_if<NamedType>(&current->form)) {
    const auto* new_type = std::get_if<NewType>(&schema[named->id].form);
    if (new_type == nullptr) break;
    current = &underlying(schema, new_type->base);
  }
  return *current;
}

std::optional<Scalar> scalar_of(const Schema& schema, const Type& type) {
  const auto* scalar = std::get_if<Scalar>(&innermost(schema, type).form);
  return scalar == nullptr ? std::nullopt : std::optional(*scalar);
}

const Declaration* declaration_of(const Schema& schema, const Type& type) {
  const auto* named = std::get_if<NamedType>(&underlying(schema, type).form);
  return named == nullptr ? nullptr : &schema[named->id];
}

std::vector<const Field*> fields_of(const Block& block) {
  std::vector<const Field*> fields;
  fields.reserve(block.members.size());
  for (const Member& member : block.members) {
    if (const auto* field = std::get_if<Field>(&member)) fields.push_back(field);
  }
  return fields;
}

const Method& method_of(const Schema& schema, const InheritedMethod& inherited) {
  return std::get<Service>(schema[inherited.service].form).methods[inherited.index];
}

std::string package_name(const File& file) {
  std::string name;
  for (const std::string& part : file.package) {
    if (!name.empty()) name += '.';
    name += part;
  }
  return name;
}

}  // namespace idlc::schema
