// A path means the file in front if both lead to the same place, through links too, whether or not
// something is there.
#include "idlc/driver/standard_input.h"

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <istream>
#include <system_error>
#include <utility>

#include "idlc/diagnostics/display_text.h"
#include "idlc/source/source_file.h"

namespace idlc::driver {

FileResult<std::string> read_all(std::istream& in) {
  std::string text;
  std::array<char, 64 * 1024> chunk;
  while (in.good()) {
    in.read(chunk.data(), chunk.size());
    text.append(chunk.data(), static_cast<std::size_t>(in.gcount()));
    if (text.size() > kMaxSourceBytes) {
      return FileError{FileErrorKind::TooLarge, "is larger than 64 MiB"};
    }
  }
  if (in.bad()) return FileError{FileErrorKind::Io, "cannot be read"};
  return text;
}

std::optional<std::string> stdin_path_problem(const std::string& path, const FileSystem& files) {
  if (path.empty()) return "--stdin-path is empty; name the file that standard input stands for";
  const std::string name = std::filesystem::path(path).filename().string();
  const bool is_folder = name.empty() || name == "." || name == ".." || files.is_directory(path);
  if (!is_folder) return std::nullopt;
  return fmt::format("--stdin-path `{}` is a folder; name the file that standard input stands for",
                     display_text(path));
}

FileInFront::FileInFront(const FileSystem& behind, const std::string& path, std::string text)
    : behind_(behind), real_path_(identity(path)), text_(std::move(text)) {}

std::string FileInFront::identity(const std::string& path) const {
  if (auto real = behind_.real_path(path); real.ok()) return std::move(real).value();
  std::error_code error;
  const auto place = std::filesystem::weakly_canonical(path, error);
  if (error) return path;
  return std::filesystem::absolute(place).lexically_normal().string();
}

FileResult<std::string> FileInFront::read(const std::string& path) const {
  if (identity(path) == real_path_) return text_;
  return behind_.read(path);
}

bool FileInFront::exists(const std::string& path) const {
  return identity(path) == real_path_ || behind_.exists(path);
}

bool FileInFront::is_directory(const std::string& path) const {
  return identity(path) != real_path_ && behind_.is_directory(path);
}

FileResult<std::string> FileInFront::real_path(const std::string& path) const {
  if (identity(path) == real_path_) return real_path_;
  return behind_.real_path(path);
}

}  // namespace idlc::driver
