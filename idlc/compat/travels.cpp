// A walk from the methods to the types, once for each way; each type is looked into once a way.
// Which ways there are, and what follows from them, the header says.
#include "idlc/compat/travels.h"

#include <utility>

#include "idlc/schema/type_parts.h"

namespace idlc::compat {

using namespace schema;

namespace {

Who if_so(bool condition, Who who) { return condition ? who : Who::Nobody; }

bool comes_back(const Travels& travels) { return travels.answered || travels.streamed; }

}  // namespace

Who writers_before(const Travels& travels) {
  const bool unknown = !travels.is_known();
  return if_so(travels.taken || unknown, Who::OldClients) |
         if_so(comes_back(travels) || unknown, Who::NewClients) |
         if_so(travels.stored, Who::StoredData);
}

Who readers_before(const Travels& travels) {
  const bool unknown = !travels.is_known();
  return if_so(travels.taken || unknown, Who::NewClients) |
         if_so(comes_back(travels) || unknown, Who::OldClients);
}

Who checked_now(const Travels& travels) {
  return if_so(travels.taken || !travels.is_known(), Who::OldClients) |
         if_so(travels.streamed, Who::NewClients) | if_so(travels.stored, Who::StoredData);
}

Uses::Uses(const Schema& schema) : schema_(schema), travels_(schema.declarations.size()) {
  for (const Declaration& declaration : schema.declarations) {
    const auto* service = std::get_if<Service>(&declaration.form);
    if (service == nullptr) continue;
    for (const Method& method : service->methods) mark_method(method);
  }
}

Travels Uses::of(const Declaration& declaration) const {
  Travels travels = travels_[static_cast<std::size_t>(&declaration - schema_.declarations.data())];
  travels.stored = true;
  return travels;
}

void Uses::mark_method(const Method& method) {
  mark(method.parameters, &Travels::taken);
  if (method.stream_in) mark(method.stream_in->type, &Travels::taken);
  mark(method.results, &Travels::answered);
  for (const TypeId id : method.throws) mark(id, &Travels::answered);
  if (method.stream_out) mark(method.stream_out->type, &Travels::streamed);
}

void Uses::mark(const Block& block, Way way) {
  for (const Field* field : fields_of(block)) mark(field->type, way);
}

void Uses::mark(const Type& type, Way way) {
  for_each_name(type, [&](TypeId id, Holding) { mark(id, way); });
}

// The outermost call works off what the inner ones have found, so that chains need no stack.
void Uses::mark(TypeId id, Way way) {
  if (std::exchange(travels_[id.index].*way, true)) return;
  open_.push_back(id);
  if (open_.size() > 1) return;
  for (std::size_t i = 0; i < open_.size(); ++i) mark_content(schema_[open_[i]], way);
  open_.clear();
}

void Uses::mark_content(const Declaration& declaration, Way way) {
  const auto& form = declaration.form;
  if (const auto* alias = std::get_if<Alias>(&form)) mark(alias->target, way);
  if (const auto* type = std::get_if<NewType>(&form)) mark(type->base, way);
  if (const auto* structure = std::get_if<Struct>(&form)) mark(structure->block, way);
  if (const auto* error = std::get_if<Error>(&form)) mark(error->block, way);
  if (const auto* fixed = std::get_if<FixedStruct>(&form)) {
    for (const FixedMember& member : fixed->members) mark(member.type, way);
  }
  if (const auto* tagged = std::get_if<Union>(&form)) {
    for (const UnionCase& one : tagged->cases) {
      if (one.type) mark(*one.type, way);
    }
  }
}

}  // namespace idlc::compat
