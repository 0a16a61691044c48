// The list is the catalogue's, in its order; here it is only printed, in one of the two forms that
// diagnostics/explain.h knows.
#include "idlc/driver/rules.h"

#include <ostream>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/diagnostics/explain.h"

namespace idlc::driver {

ExitCode rules(RulesForm form, const Environment& environment) {
  environment.out << (form == RulesForm::Markdown ? rules_as_markdown(all_diagnostics())
                                                  : list_rules(all_diagnostics()));
  return ExitCode::Ok;
}

}  // namespace idlc::driver
