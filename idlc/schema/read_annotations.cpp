// From the name behind an `@` to the reader of its arguments. The built-in ones come first: nobody
// can take their names.
#include "idlc/schema/read_annotations.h"

#include <map>
#include <vector>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/diagnostics/suggest.h"
#include "idlc/schema/resolve_value.h"
#include "idlc/schema/value_target.h"

namespace idlc::schema {

namespace {

// What people who come from elsewhere write, and what it is called here.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kForeignAnnotations{{
    {"length", "len"},
    {"size", "len"},
    {"min", "range"},
    {"max", "range"},
    {"secret", "sensitive"},
    {"redact", "sensitive"},
    {"mandatory", "required"},
    {"obsolete", "deprecated"},
}};

class Reader {
 public:
  explicit Reader(Draft& draft) : draft_(draft) {}

  void read(const Annotated& on) {
    std::map<std::string, Span> seen;
    Annotations unplaced;
    for (const syntax::Annotation& annotation : on.written) {
      if (annotation.name.is_broken()) continue;
      const std::string name = dotted(annotation.name);
      const auto [first, is_new] = seen.emplace(name, annotation.name.span);
      if (is_new) {
        Annotations& result = on.result == nullptr ? unplaced : on.result->edit();
        read_one({on, annotation, name}, result);
        if (result.deprecated) draft_.schema.files[on.scope.file.index].has_deprecated = true;
      } else {
        draft_.sink.report(kDuplicateAnnotation, annotation.name.span, name)
            .label("remove one of the two")
            .note(first->second, "the first one stands here");
      }
    }
  }

 private:
  void read_one(const WrittenAnnotation& written, Annotations& result) {
    const bool from_root = written.tree.name.from_root;
    const BuiltIn* built_in = from_root ? nullptr : built_in_annotation(written.name);
    if (built_in == nullptr) return read_declared(written, result);
    if (built_in->may_stand_on(written.on.place)) {
      return read_built_in(draft_, written, *built_in, result);
    }
    auto report = draft_.sink.report(kAnnotationPlace, written.tree.name.span, written.name,
                                     with_article(written.on.place));
    report.label("it stands on " + std::string(built_in->stands_on));
    const bool is_for_result = written.on.place == AnnotationPlace::Method &&
                               built_in->may_stand_on(AnnotationPlace::Result);
    if (is_for_result)
      report.help("a result can have it between parentheses: `-> (string text @…)`");
  }

  void read_declared(const WrittenAnnotation& written, Annotations& result) {
    const Lookup lookup =
        draft_.names.find(written.on.scope, written.tree.name, NameSpace::Annotations);
    if (lookup.found) {
      if (!draft_.is_broken(*lookup.found)) read_custom(draft_, written, *lookup.found, result);
    } else if (lookup.hidden) {
      report_hidden(written, *lookup.hidden);
    } else {
      report_unknown(written);
    }
  }

  void report_hidden(const WrittenAnnotation& written, DeclId hidden) {
    if (draft_.files[written.on.scope.file.index].lost_import) return;
    const Declaration& decl = draft_.schema[hidden];
    draft_.sink.report(kMissingImport, written.tree.name.span, "@" + decl.full_name)
        .label("add `import \"" + draft_.schema[decl.file].canonical_path + "\";`")
        .note(decl.span, "it is declared here");
  }

  void report_unknown(const WrittenAnnotation& written) {
    if (draft_.may_be_lost(written.tree.name)) return;
    const auto near = suggestion(written);
    if (!near && draft_.files[written.on.scope.file.index].incomplete) return;
    const Span& place = written.tree.name.span;
    auto report = draft_.sink.report(kUnknownAnnotation, place, written.name);
    if (near) report.label(did_you_mean("@" + *near)).fix(place, *near);
  }

  // Built-in ones, and those declared in files that this one sees.
  std::optional<std::string> suggestion(const WrittenAnnotation& written) {
    if (!draft_.may_search(draft_.trees.size())) return std::nullopt;
    for (const auto& [foreign, ours] : kForeignAnnotations) {
      if (foreign == written.name) return std::string(ours);
    }
    std::vector<std::string_view> names;
    for (const BuiltIn& built_in : built_in_annotations()) names.push_back(built_in.name);
    for (std::uint32_t i = 0; i < draft_.trees.size(); ++i) {
      if (draft_.tree_as<syntax::AnnotationDecl>(DeclId{i}) == nullptr) continue;
      const Declaration& decl = draft_.schema.declarations[i];
      if (draft_.names.sees(written.on.scope.file, decl.file)) names.push_back(decl.name);
    }
    const auto near = suggest(written.name, names);
    return near ? std::optional(std::string(*near)) : std::nullopt;
  }

  Draft& draft_;
};

}  // namespace

void read_annotations(Draft& draft) {
  Reader reader(draft);
  for_each_annotated(draft, [&](const Annotated& on) { reader.read(on); });
}

}  // namespace idlc::schema
