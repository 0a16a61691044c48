// The templates: one file for each kind of construct, `emit_*.cpp`. Each takes views and places
// them; no names are made here.
//
// A type has up to four places: its declaration and its functions in its package's namespace, its
// codec's declaration and definition in the runtime's.
#pragma once

#include "idlc/cpp/emitter.h"
#include "idlc/cpp/view.h"
#include "idlc/cpp/view_schema.h"

namespace idlc::cpp {

void emit_declaration(Emitter& out, const ConstantView& view);
void emit_declaration(Emitter& out, const AliasView& view);
void emit_declaration(Emitter& out, const NewTypeView& view);
void emit_declaration(Emitter& out, const EnumView& view);
void emit_declaration(Emitter& out, const FixedStructView& view);
void emit_declaration(Emitter& out, const StructView& view);
void emit_declaration(Emitter& out, const UnionView& view);

/// Of an enum, behind the class that it is declared in, if it is.
void emit_to_string_declaration(Emitter& out, const EnumView& view);

void emit_definition(Emitter& out, const EnumView& view);
void emit_definition(Emitter& out, const ConstantView& view);
void emit_definition(Emitter& out, const NewTypeView& view);
void emit_definition(Emitter& out, const FixedStructView& view);
void emit_definition(Emitter& out, const StructView& view);
void emit_definition(Emitter& out, const UnionView& view);

void emit_codec_declaration(Emitter& out, const EnumView& view);
void emit_codec_declaration(Emitter& out, const FixedStructView& view);
void emit_codec_declaration(Emitter& out, const StructView& view);
void emit_codec_declaration(Emitter& out, const UnionView& view);

void emit_codec_definition(Emitter& out, const EnumView& view);
void emit_codec_definition(Emitter& out, const FixedStructView& view);
void emit_codec_definition(Emitter& out, const StructView& view);
void emit_codec_definition(Emitter& out, const UnionView& view);

// What the flags of a type are called, as the member names() of `table`.
void emit_flag_names(Emitter& out, const EnumView& view, std::string_view table,
                     std::string EnumValueView::*name);

// Of an enum, only if it has other names there.
void emit_json_declaration(Emitter& out, const EnumView& view);
void emit_json_declaration(Emitter& out, const FixedStructView& view);
void emit_json_declaration(Emitter& out, const StructView& view);
void emit_json_declaration(Emitter& out, const UnionView& view);

void emit_json_definition(Emitter& out, const EnumView& view);
void emit_json_definition(Emitter& out, const FixedStructView& view);
void emit_json_definition(Emitter& out, const StructView& view);
void emit_json_definition(Emitter& out, const UnionView& view);

/// The checks of a type's constraints, in the runtime's namespace; nothing if it has none.
void emit_constraints_declaration(Emitter& out, const ConstraintsView& view);
void emit_constraints_definition(Emitter& out, const ConstraintsView& view);

/// The classes that users of a service name.
void emit_service(Emitter& out, const ServiceView& view);

/// The constants of a schema; nothing if there are none.
void emit_schema(Emitter& out, const SchemaView& view);

/// Constants and dispatch functions, in an unnamed namespace.
void emit_dispatch(Emitter& out, const ServiceView& view);

/// The members of the classes of emit_service.
void emit_service_definition(Emitter& out, const ServiceView& view);

/// What structs, errors and unions hold besides their members: enums, and aliases of nested types.
void emit_nested(Emitter& out, const std::vector<EnumView>& enums,
                 const std::vector<AliasView>& aliases);

/// The definition of `==`.
void emit_equality(Emitter& out, const EqualityView& view);

/// The declarations of `<<` and to_text, as friends in a class.
void emit_text_friends(Emitter& out, const std::string& type);

/// Their definitions.
void emit_text(Emitter& out, const TextView& view);

/// The function of a codec that prints the fields.
void emit_print(Emitter& out, const StructView& view);
void emit_print(Emitter& out, const FixedStructView& view);
void emit_print(Emitter& out, const UnionView& view);

/// std::hash of those that can be keys.
void emit_hash_declaration(Emitter& out, const StructView& view);
void emit_hash_declaration(Emitter& out, const FixedStructView& view);
void emit_hash_definition(Emitter& out, const StructView& view);
void emit_hash_definition(Emitter& out, const FixedStructView& view);

/// The declarations, each below its documentation.
void emit_documented(Emitter& out, const std::vector<DeclarationView>& declarations);

}  // namespace idlc::cpp
