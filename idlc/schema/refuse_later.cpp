// One walk over the trees of all declarations, with one function a feature. It looks at what was
// written only, so that it can run before anything is resolved.
#include "idlc/schema/refuse_later.h"

#include "idlc/diagnostics/catalogue.h"

namespace idlc::schema {

namespace {

class Refuser {
 public:
  explicit Refuser(Draft& draft) : draft_(draft) {}

  void run() {
    for (const LoadedFile& file : draft_.files) {
      refuse_annotations(file.tree.package.annotations);
      for (const syntax::Decl& decl : file.tree.declarations) refuse_declaration(decl);
    }
    for (std::uint32_t i = 0; i < draft_.trees.size(); ++i) {
      std::visit([this](const auto& node) { visit(node); }, draft_.trees[i]->node);
    }
  }

 private:
  void refuse_declaration(const syntax::Decl& decl) {
    const auto* annotation = std::get_if<syntax::AnnotationDecl>(&decl.node);
    if (annotation == nullptr) return;
    draft_.sink.report(kUnsupportedFeature, annotation->name.span,
                       "declarations of annotations are");
  }

  void refuse_annotations(const std::vector<syntax::Annotation>& annotations) {
    for (const auto& annotation : annotations) {
      draft_.sink.report(kUnsupportedFeature, annotation.span, "annotations are");
    }
  }

  template <class Members>
  void refuse_annotations_of(const Members& members) {
    for (const auto& member : members) refuse_annotations(member.annotations);
  }

  void visit(const syntax::BrokenDecl&) {}
  void visit(const syntax::AnnotationDecl&) {}
  void visit(const syntax::ConstDecl& decl) { refuse_annotations(decl.annotations); }
  void visit(const syntax::TypeDecl& decl) { refuse_annotations(decl.annotations); }

  void visit(const syntax::EnumDecl& decl) {
    refuse_annotations(decl.annotations);
    refuse_annotations_of(decl.values);
  }

  void visit(const syntax::StructDecl& decl) {
    refuse_annotations(decl.annotations);
    refuse_annotations_of(decl.fields);
  }

  void visit(const syntax::UnionDecl& decl) {
    refuse_annotations(decl.annotations);
    refuse_annotations_of(decl.cases);
  }

  void visit(const syntax::ServiceDecl& decl) {
    refuse_annotations(decl.annotations);
    for (const auto& method : decl.methods) {
      refuse_annotations(method.annotations);
      refuse_annotations_of(method.parameters);
      refuse_annotations_of(method.results);
    }
  }

  Draft& draft_;
};

}  // namespace

void refuse_later(Draft& draft) { Refuser(draft).run(); }

}  // namespace idlc::schema
