// Views of types and constants. They are built from the schema alone; emit_*.cpp turns them into
// text.
#pragma once

#include <variant>

#include "idlc/cpp/view.h"
#include "idlc/cpp/view_context.h"

namespace idlc::cpp {

/// What stands in a package's namespace, one after the other.
using ItemView = std::variant<ConstantView, AliasView, NewTypeView, EnumView, FixedStructView,
                              StructView, UnionView>;

/// The view of any declaration but a service.
[[nodiscard]] ItemView view_declaration(const ViewContext& context, schema::DeclId id);

[[nodiscard]] EnumView view_enum(const ViewContext& context, schema::DeclId id);

[[nodiscard]] EqualityView view_equality(const ViewContext& context, const std::string& type,
                                         const std::vector<std::string>& members);

[[nodiscard]] TextView view_text(const ViewContext& context, const std::string& type);

/// What a log shows of fields that have these names in C++.
[[nodiscard]] std::vector<TextFieldView> view_text_fields(
    const std::vector<const schema::Field*>& fields, const std::vector<std::string>& names);

/// The statement that reads past a slot of a removed field.
[[nodiscard]] std::string skipping_of(const schema::Slot& slot);

/// The statements for a block. Fields have these names in C++; the type is spelled as in the
/// runtime's namespace.
[[nodiscard]] BlockView view_block(const ViewContext& context, const schema::Block& block,
                                   const std::vector<std::string>& names, const std::string& type);

}  // namespace idlc::cpp
