// The list of passes, in their order. It is the table of contents of this folder: what each pass
// does stands in its own file.
#include "idlc/schema/build.h"

#include <utility>

#include "idlc/schema/aliases.h"
#include "idlc/schema/bases.h"
#include "idlc/schema/check_imports.h"
#include "idlc/schema/check_types.h"
#include "idlc/schema/constants.h"
#include "idlc/schema/declare.h"
#include "idlc/schema/defaults.h"
#include "idlc/schema/define.h"
#include "idlc/schema/draft.h"
#include "idlc/schema/lay_out.h"
#include "idlc/schema/load.h"
#include "idlc/schema/recursion.h"
#include "idlc/schema/refuse_later.h"
#include "idlc/schema/type_order.h"
#include "idlc/schema/wire_ids.h"

namespace idlc::schema {

std::optional<Schema> build(const BuildInputs& inputs, const FileSystem& files, SourceMap& sources,
                            DiagnosticSink& sink) {
  const std::size_t errors_before = sink.error_count();
  const auto succeeded = [&] { return sink.error_count() == errors_before; };

  Draft draft(load(inputs, files, sources, sink), sources, sink);
  declare(draft);
  if (succeeded()) refuse_later(draft);
  evaluate_constants(draft);
  define_all(draft);
  resolve_bases(draft);
  resolve_aliases(draft);
  check_types(draft);
  check_recursion(draft);
  lay_out(draft);
  resolve_defaults(draft);
  assign_wire_ids(draft);
  if (!succeeded()) return std::nullopt;

  // What follows looks back at the whole, and would only mislead if a part were missing.
  check_imports(draft);
  order_types(draft);
  return std::move(draft.schema);
}

}  // namespace idlc::schema
