// A walk over folders. It reads no file, and a part of the answer is none: a schema that was
// overlooked would seem to have been deleted.
#include "idlc/driver/schemas_below.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>

namespace idlc::driver {
namespace {

namespace fs = std::filesystem;

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

FileError cannot_list(const std::string& folder, const std::error_code& error) {
  return {FileErrorKind::Io, fmt::format("cannot list `{}`: {}", folder, error.message())};
}

}  // namespace

FileResult<std::vector<std::string>> schemas_below(const std::string& folder, std::size_t most) {
  std::vector<std::string> schemas;
  std::error_code failed;
  std::string last = folder;  // the folder that is entered next, if any
  fs::recursive_directory_iterator entry(folder, failed);
  for (std::size_t seen = 0; !failed && entry != fs::recursive_directory_iterator(); ++seen) {
    if (seen == most) {
      return FileError{FileErrorKind::TooLarge,
                       fmt::format("there are more than {} files and folders below `{}`: name the "
                                   "folders that hold the schemas",
                                   most, folder)};
    }
    const fs::path& path = entry->path();
    std::error_code ignored;
    const bool is_folder = entry->is_directory(ignored);
    if (is_folder && is_hidden(path)) entry.disable_recursion_pending();
    if (!is_folder && !is_hidden(path) && path.extension() == ".idl") {
      schemas.push_back(path.lexically_normal().generic_string());
    }
    last = path.generic_string();
    entry.increment(failed);
  }
  if (failed) return cannot_list(last, failed);
  std::ranges::sort(schemas);
  return schemas;
}

}  // namespace idlc::driver
