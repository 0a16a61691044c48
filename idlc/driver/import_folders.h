// The folders given with -I, before anything is looked for in them. Every command that has the
// option says so where one of them is not there.
#pragma once

#include <string>
#include <vector>

#include "idlc/driver/report.h"
#include "idlc/source/file_system.h"

namespace idlc::driver {

/// Remarks on each of these folders that is not there. It is no error: builds name folders that
/// only some of their steps fill.
void note_missing_folders(const std::vector<std::string>& import_dirs, const FileSystem& files,
                          Report& report);

}  // namespace idlc::driver
