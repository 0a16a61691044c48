// An import is needed if anything that it brings was found by a lookup. Only the files named by the
// user are judged: what their imports import is not theirs to mend.
#include "idlc/schema/check_imports.h"

#include <algorithm>

#include "idlc/diagnostics/catalogue.h"

namespace idlc::schema {

namespace {

bool brings_any(const Draft& draft, FileId target, const std::vector<FileId>& needed) {
  const auto& brought = draft.names.handed_on_by(target);
  return std::any_of(brought.begin(), brought.end(), [&](FileId id) {
    return std::binary_search(needed.begin(), needed.end(), id);
  });
}

void warn_if_unused(const Draft& draft, const File& file, const Import& import,
                    const syntax::Import& tree) {
  if (import.needed || file.role == FileRole::Imported) return;
  draft.sink.report(kUnusedImport, tree.path.span, tree.path.text)
      .label("remove this import")
      .fix(tree.span, "");
}

}  // namespace

void check_imports(Draft& draft) {
  for (std::uint32_t i = 0; i < draft.schema.files.size(); ++i) {
    File& file = draft.schema.files[i];
    file.needed_files = draft.names.needed_by(FileId{i});
    for (std::size_t k = 0; k < file.imports.size(); ++k) {
      Import& import = file.imports[k];
      import.needed = import.kind == ImportKind::Public ||
                      brings_any(draft, import.file, file.needed_files) ||
                      brings_any(draft, import.file, draft.names.annotated_from(FileId{i}));
      warn_if_unused(draft, file, import, draft.files[i].tree.imports[k]);
    }
  }
}

}  // namespace idlc::schema
