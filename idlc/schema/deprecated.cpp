// Whether something is deprecated shows in its tree at once; why, only when annotations have been
// read.
#include "idlc/schema/deprecated.h"

#include <algorithm>
#include <tuple>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/schema/annotated.h"

namespace idlc::schema {

namespace {

bool is_deprecated(const std::vector<syntax::Annotation>& annotations) {
  return std::ranges::any_of(annotations, [](const syntax::Annotation& annotation) {
    const auto& name = annotation.name;
    return name.parts.size() == 1 && !name.from_root && name.parts[0].text == "deprecated";
  });
}

auto place_of(const Span& span) { return std::tuple(span.source, span.begin); }

// The texts of everything that is deprecated, in their order, without those inside of others.
std::vector<Span> deprecated_texts(Draft& draft) {
  std::vector<Span> texts;
  for_each_annotated(draft, [&](const Annotated& on) {
    if (is_deprecated(on.written)) texts.push_back(on.span);
  });
  std::ranges::sort(texts, {}, place_of);
  std::vector<Span> outermost;
  for (const Span& text : texts) {
    const bool inside = !outermost.empty() && outermost.back().source == text.source &&
                        text.begin < outermost.back().end;
    if (!inside) outermost.push_back(text);
  }
  return outermost;
}

bool is_inside(const std::vector<Span>& texts, const Span& place) {
  const auto behind = std::ranges::upper_bound(texts, place_of(place), {}, place_of);
  if (behind == texts.begin()) return false;
  const Span& text = *std::prev(behind);
  return text.source == place.source && place.end <= text.end;
}

// What is deprecated: a declaration, or a value or bit of one.
struct Deprecated {
  const std::string& name;
  Span span;
  const Annotations& annotations;
};

Deprecated used_by(const Draft& draft, const DeprecatedUse& use) {
  const Declaration& decl = draft.schema[use.used];
  const auto of = [](const auto& thing) {
    return Deprecated{thing.name, thing.span, *thing.annotations};
  };
  if (!use.value) return of(decl);
  if (const auto* flags = std::get_if<Flags>(&decl.form)) return of(flags->bits[*use.value]);
  return of(std::get<Enum>(decl.form).values[*use.value]);
}

}  // namespace

void note_use(Draft& draft, DeclId used, const Span& place) {
  const bool deprecated = std::visit(
      [](const auto& tree) {
        if constexpr (requires { tree.annotations; }) return is_deprecated(tree.annotations);
        return false;
      },
      draft.trees[used.index]->node);
  if (deprecated) draft.deprecated_uses.push_back({used, std::nullopt, place});
}

void note_use(Draft& draft, const EnumValueRef& used, const Span& place) {
  const auto& tree = draft.tree_as<syntax::EnumDecl>(used.type)->values[used.index];
  if (is_deprecated(tree.annotations)) {
    draft.deprecated_uses.push_back({used.type, used.index, place});
  }
}

void report_deprecated_uses(Draft& draft) {
  if (draft.deprecated_uses.empty()) return;
  const std::vector<Span> texts = deprecated_texts(draft);
  for (const DeprecatedUse& use : draft.deprecated_uses) {
    if (is_inside(texts, use.place)) continue;
    const Deprecated used = used_by(draft, use);
    auto report = draft.sink.report(kDeprecatedUse, use.place, used.name);
    const auto& message = used.annotations.deprecated;
    if (message && !message->empty()) report.label(*message);
    report.note(used.span, "it is declared here");
  }
}

}  // namespace idlc::schema
