// `idlc breaking`: compares schemas with what they were, in a folder, a file or a commit of git,
// and reports what would break whom. What breaks is the business of idlc/compat.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "idlc/compat/impact.h"
#include "idlc/driver/environment.h"
#include "idlc/driver/exit_code.h"

namespace idlc::driver {

struct BreakingOptions {
  std::vector<std::string> inputs{};       ///< files or folders, as they are now
  std::vector<std::string> import_dirs{};  ///< -I, in both versions
  std::string against{};                   ///< a folder, a file, or `git:REF`
  std::set<compat::Category> categories = compat::all_categories();
};

/// Reports on `environment.err`. A folder stands for all schemas below it, in both versions: what
/// one that is gone declared is gone. A file that is new breaks nothing and gets a note.
[[nodiscard]] ExitCode breaking(const BreakingOptions& options, const Environment& environment);

}  // namespace idlc::driver
