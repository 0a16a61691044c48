// Annotations that a schema declares: fields with names, types and defaults. What their uses say is
// read by read_annotations.h's pass.
#include <utility>

#include "idlc/schema/define.h"
#include "idlc/schema/resolve_type.h"
#include "idlc/schema/scope_names.h"

namespace idlc::schema {

void define_annotation(Draft& draft, DeclId id, const syntax::AnnotationDecl& tree) {
  Annotation annotation;
  ScopeNames names(draft.sink);
  for (const syntax::Parameter& source : tree.fields) {
    names.add(source.name);
    Field field;
    field.number = static_cast<std::uint32_t>(annotation.fields.size() + 1);
    field.name = source.name.text;
    field.span = source.name.span;
    field.doc = source.doc.text;
    field.type = resolve_type(draft, id, source.type);
    draft.type_uses.back().is_member = false;
    annotation.fields.push_back(std::move(field));
  }
  if (tree.damaged) draft.mark_broken(id);
  auto& placed = draft.schema[id].form.emplace<Annotation>(std::move(annotation));
  for (std::size_t i = 0; i < tree.fields.size(); ++i) {
    const syntax::Parameter& source = tree.fields[i];
    const auto* value = source.default_value ? &*source.default_value : nullptr;
    draft.field_uses.push_back(
        {id, FieldPlace::Annotation, &placed.fields[i], &source.type, value});
  }
}

}  // namespace idlc::schema
