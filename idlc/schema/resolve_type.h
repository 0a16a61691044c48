// From a written type to a Type: names become ids, sizes numbers.
//
// Whether the parts go together (a map's key, a `?` on a union) is check_types' question, which
// needs to see through aliases; here only the shape matters.
#pragma once

#include "idlc/schema/draft.h"

namespace idlc::schema {

/// What a type is written for: values that can be stored, or the parameter or result of a call, to
/// which services and descriptors can be attached.
enum class TypePlace { Data, Call };

/// The type, or InvalidType where something was wrong, which has been reported. Notes the use in
/// the draft for the passes that check types.
[[nodiscard]] Type resolve_type(Draft& draft, DeclId owner, const syntax::TypeExpr& expr,
                                TypePlace place = TypePlace::Data);

/// Whether the text is nothing but that one word.
[[nodiscard]] bool is_word(const syntax::TypeExpr& expr, std::string_view word);

/// Whether the type or a part of it is an InvalidType or a broken declaration.
[[nodiscard]] bool has_invalid(const Draft& draft, const Type& type);

}  // namespace idlc::schema
