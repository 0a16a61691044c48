// A folder of its own, which is replaced as a whole: nothing is written into a folder that holds
// somebody else's files, whose build files would be overwritten.
#include "idlc/driver/vendor.h"

#include <fmt/ostream.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "idlc/diagnostics/display_text.h"
#include "idlc/driver/output_tree.h"
#include "idlc/vendor/amalgamate.h"

namespace idlc::driver {
namespace {

namespace fs = std::filesystem;

bool is_ours(const fs::path& file) {
  std::ifstream in(file);
  std::string line;
  return std::getline(in, line) && line.find(vendor::vendored_marker()) != std::string::npos;
}

/// Why the folder cannot be written.
OutputProblem check_folder(const fs::path& folder) {
  std::error_code error;
  const bool is_free = !fs::exists(folder, error) || fs::is_empty(folder, error);
  if (is_free || is_ours(folder / "CMakeLists.txt")) return {};
  return fmt::format("`{}` holds other files: name a folder that is for the runtime alone",
                     display_text(folder.string()));
}

/// Sources that an older idlc wrote and this one does not: a build of `*.cpp` would take them.
OutputProblem remove_old_sources(const fs::path& folder, const std::set<fs::path>& current) {
  std::error_code error;
  std::vector<fs::path> old;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const bool is_source = entry.path().extension() == ".cpp" && is_ours(entry.path());
    if (is_source && !current.contains(entry.path().filename())) old.push_back(entry.path());
  }
  for (const fs::path& file : old) {
    if (fs::remove(file, error); error) {
      return fmt::format("cannot remove the old `{}`: {}", display_text(file.string()),
                         error.message());
    }
  }
  return {};
}

OutputProblem write_folder(const fs::path& folder) {
  if (auto problem = check_folder(folder)) return problem;
  OutputTree tree(folder);
  std::set<fs::path> current;
  for (const auto& file : vendor::amalgamate(vendor::runtime_files(), IDLC_VERSION)) {
    if (auto problem = tree.add(file.path, cpp::Text(file.text))) return problem;
    current.insert(file.path);
  }
  if (auto problem = tree.commit()) return problem;
  return remove_old_sources(folder, current);
}

}  // namespace

ExitCode vendor(const VendorOptions& options, const Environment& environment) {
  if (auto problem = write_folder(options.folder)) {
    fmt::print(environment.err, "idlc: error: {}\n", *problem);
    return ExitCode::Io;
  }
  fmt::print(
      environment.out,
      "the runtime {0} is in `{1}`; build it with CMake's add_subdirectory, or in one line:\n"
      "  g++ -std=c++20 -pthread -I {1}/include {1}/*.cpp …\n",
      IDLC_VERSION, display_text(options.folder));
  return ExitCode::Ok;
}

}  // namespace idlc::driver
