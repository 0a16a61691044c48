// The list of passes, in their order. It is the table of contents of this folder: what each pass
// does stands in its own file.
#include "idlc/schema/build.h"

#include <utility>

#include "idlc/schema/aliases.h"
#include "idlc/schema/allows.h"
#include "idlc/schema/bases.h"
#include "idlc/schema/check_imports.h"
#include "idlc/schema/check_types.h"
#include "idlc/schema/constants.h"
#include "idlc/schema/constraints.h"
#include "idlc/schema/declare.h"
#include "idlc/schema/default_types.h"
#include "idlc/schema/defaults.h"
#include "idlc/schema/define.h"
#include "idlc/schema/deprecated.h"
#include "idlc/schema/draft.h"
#include "idlc/schema/json_names.h"
#include "idlc/schema/lay_out.h"
#include "idlc/schema/load.h"
#include "idlc/schema/read_annotations.h"
#include "idlc/schema/recursion.h"
#include "idlc/schema/type_order.h"
#include "idlc/schema/wire_ids.h"

namespace idlc::schema {

std::optional<Schema> build(const BuildInputs& inputs, const FileSystem& files, SourceMap& sources,
                            DiagnosticSink& sink) {
  const std::size_t errors_before = sink.error_count();
  const auto succeeded = [&] { return sink.error_count() == errors_before; };

  Draft draft(load(inputs, files, sources, sink), sources, sink);
  declare(draft);
  evaluate_plain_constants(draft);
  define_all(draft);
  resolve_bases(draft);
  resolve_aliases(draft);
  check_types(draft);
  check_recursion(draft);
  lay_out(draft);
  evaluate_late_constants(draft);
  resolve_defaults(draft);
  check_default_recursion(draft);
  read_annotations(draft);
  check_constraints(draft);
  check_json_names(draft);
  assign_wire_ids(draft);
  report_deprecated_uses(draft);
  silence_allowed(draft.schema, sink);
  if (!succeeded()) return std::nullopt;

  // What follows looks back at the whole, and would only mislead if a part were missing.
  check_imports(draft);
  silence_allowed(draft.schema, sink);
  report_unused_allows(draft.schema, sink);
  order_types(draft);
  return std::move(draft.schema);
}

}  // namespace idlc::schema
