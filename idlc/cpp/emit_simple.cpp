// Constants, aliases, new types, and what is nested in other types. Each is a template of a few
// lines.
#include "idlc/cpp/doc_comment.h"
#include "idlc/cpp/emit.h"

namespace idlc::cpp {

void emit_declaration(Emitter& out, const ConstantView& view) {
  out.emit(R"(

$doc$
$declaration$
)",
           {{"doc", doc_comment(view.doc)}, {"declaration", view.declaration}});
}

void emit_definition(Emitter& out, const ConstantView& view) {
  if (view.function.empty()) return;
  out.emit(R"(

$function$ {
  $variable$
  return $value$;
}
)",
           {{"function", view.function}, {"variable", view.variable}, {"value", view.local}});
}

void emit_declaration(Emitter& out, const AliasView& view) {
  out.emit(R"(

$doc$
using $Name$$attribute$ = $target$;
)",
           {{"doc", doc_comment(view.doc)},
            {"Name", view.name},
            {"attribute", view.attribute},
            {"target", view.target}});
}

void emit_declaration(Emitter& out, const NewTypeView& view) {
  out.emit(R"(

$doc$
class$attribute$ $Name$ : public idl::NewType<$Name$, $base$> {
 public:
  using NewType::NewType;

  $text$
};
)",
           {{"doc", doc_comment(view.doc)},
            {"Name", view.name},
            {"attribute", view.attribute},
            {"base", view.base},
            {"text", [&](Emitter& inner) { emit_text_friends(inner, view.name); }}});
}

void emit_definition(Emitter& out, const NewTypeView& view) { emit_text(out, view.text); }

void emit_nested(Emitter& out, const std::vector<EnumView>& enums,
                 const std::vector<AliasView>& aliases) {
  for (const EnumView& view : enums) emit_declaration(out, view);
  out.line("");
  for (const AliasView& alias : aliases) {
    out.emit("using $Name$ = $target$;\n", {{"Name", alias.name}, {"target", alias.target}});
  }
  out.line("");
}

void emit_equality(Emitter& out, const EqualityView& view) {
  if (view.members.empty()) {
    out.emit(R"(

bool operator==(const $Type$&, const $Type$&) { return true; }
)",
             {{"Type", view.type}});
    return;
  }
  std::string comparison;
  for (const std::string& member : view.members) {
    if (!comparison.empty()) comparison += " && ";
    comparison.append(view.left).append(".").append(member).append(" == ");
    comparison.append(view.right).append(".").append(member);
  }
  out.emit(R"(

bool operator==(const $Type$& $a$, const $Type$& $b$) { return $comparison$; }
)",
           {{"Type", view.type}, {"a", view.left}, {"b", view.right}, {"comparison", comparison}});
}

void emit_documented(Emitter& out, const std::vector<DeclarationView>& declarations) {
  for (const DeclarationView& declaration : declarations) {
    out.lines(doc_comment(declaration.doc));
    out.line(declaration.text);
  }
}

}  // namespace idlc::cpp
