// Which template writes what of a type. A template that a kind of type does not have is left out,
// as that of a hash is for a union.
#include "idlc/cpp/type_texts.h"

#include "idlc/cpp/emit.h"
#include "idlc/cpp/match.h"

namespace idlc::cpp {

namespace {

// Calls `emit` for the item, and for the enums inside of it before, if it takes them.
template <class Emit>
void emit_each(Emitter& out, const ItemView& item, const Emit& emit) {
  std::visit(
      [&]<class View>(const View& view) {
        if constexpr (requires { emit(out, view.enums.front()); }) {
          for (const auto& inner : view.enums) emit(out, inner);
        }
        if constexpr (requires { emit(out, view); }) emit(out, view);
      },
      item);
}

void emit_to_strings(Emitter& out, const std::vector<EnumView>& enums) {
  for (const EnumView& view : enums) emit_to_string_declaration(out, view);
}

void emit_item(Emitter& out, const ItemView& item) {
  match(
      item,
      [&](const EnumView& view) {
        emit_declaration(out, view);
        emit_to_string_declaration(out, view);
      },
      [&]<class View>(const View& view) {
        emit_declaration(out, view);
        if constexpr (requires { view.enums; }) emit_to_strings(out, view.enums);
      });
}

// Overload sets as objects.
const auto kDefinition = [](Emitter & out, const auto& view)
  requires requires { emit_definition(out, view); }
{
  emit_definition(out, view);
};

const auto kCodecDeclaration = [](Emitter & out, const auto& view)
  requires requires { emit_codec_declaration(out, view); }
{
  emit_codec_declaration(out, view);
};

const auto kCodecDefinition = [](Emitter & out, const auto& view)
  requires requires { emit_codec_definition(out, view); }
{
  emit_codec_definition(out, view);
};

const auto kConstraintsDeclaration = [](Emitter & out, const auto& view)
  requires requires { view.constraints; }
{
  emit_constraints_declaration(out, view.constraints);
};

const auto kConstraintsDefinition = [](Emitter & out, const auto& view)
  requires requires { view.constraints; }
{
  emit_constraints_definition(out, view.constraints);
};

const auto kHashDeclaration = [](Emitter & out, const auto& view)
  requires requires { emit_hash_declaration(out, view); }
{
  emit_hash_declaration(out, view);
};

const auto kHashDefinition = [](Emitter & out, const auto& view)
  requires requires { emit_hash_definition(out, view); }
{
  emit_hash_definition(out, view);
};

const auto kJsonDeclaration = [](Emitter & out, const auto& view)
  requires requires { emit_json_declaration(out, view); }
{
  emit_json_declaration(out, view);
};

const auto kJsonDefinition = [](Emitter & out, const auto& view)
  requires requires { emit_json_definition(out, view); }
{
  emit_json_definition(out, view);
};

}  // namespace

void TypeTexts::add(const ItemView& item, Extras extras) {
  emit_item(declarations, item);
  emit_each(codec_declarations, item, kCodecDeclaration);
  emit_each(constraints_declarations, item, kConstraintsDeclaration);
  emit_each(hash_declarations, item, kHashDeclaration);
  emit_each(definitions, item, kDefinition);
  emit_each(codec_definitions, item, kCodecDefinition);
  emit_each(constraints_definitions, item, kConstraintsDefinition);
  emit_each(hash_definitions, item, kHashDefinition);
  if (!extras.json) return;
  emit_each(json_declarations, item, kJsonDeclaration);
  emit_each(json_definitions, item, kJsonDefinition);
}

}  // namespace idlc::cpp
