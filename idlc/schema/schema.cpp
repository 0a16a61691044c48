// Looking through a schema: aliases, named types, fields.
#include "idlc/schema/schema.h"

namespace idlc::schema {

const Type& underlying(const Schema& schema, const Type& type) {
  const Type* current = &type;
  while (const auto* named = std::get_if<NamedType>(&current->form)) {
    const auto* alias = std::get_if<Alias>(&schema[named->id].form);
    if (alias == nullptr) break;
    current = &alias->target;
  }
  return *current;
}

const Declaration* declaration_of(const Schema& schema, const Type& type) {
  const auto* named = std::get_if<NamedType>(&underlying(schema, type).form);
  return named == nullptr ? nullptr : &schema[named->id];
}

std::vector<const Field*> fields_of(const Block& block) {
  std::vector<const Field*> fields;
  for (const Member& member : block.members) {
    if (const auto* field = std::get_if<Field>(&member)) fields.push_back(field);
  }
  return fields;
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
