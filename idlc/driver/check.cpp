// The passes of the schema report everything that can be said; the generator has nothing to add,
// and so it does not run.
#include "idlc/driver/check.h"

#include "idlc/driver/import_folders.h"
#include "idlc/driver/report.h"
#include "idlc/schema/build.h"

namespace idlc::driver {

ExitCode check(const CheckOptions& options, const Environment& environment) {
  Report report;
  note_missing_folders(options.import_dirs, environment.files, report);
  static_cast<void>(schema::build({options.inputs, options.import_dirs}, environment.files,
                                  report.sources, report.sink));
  return finish(report, environment);
}

}  // namespace idlc::driver
