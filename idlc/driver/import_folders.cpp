// Missing folders are told as remarks, which no warning option switches off and which fail no run.
// What lies in those that are there is the schema's business.
#include "idlc/driver/import_folders.h"

#include <fmt/format.h>

namespace idlc::driver {

void note_missing_folders(const std::vector<std::string>& import_dirs, const FileSystem& files,
                          Report& report) {
  for (const std::string& dir : import_dirs) {
    if (files.is_directory(dir)) continue;
    report.remarks.push_back({Span{}, fmt::format("-I `{}`: there is no such folder", dir)});
  }
}

}  // namespace idlc::driver
