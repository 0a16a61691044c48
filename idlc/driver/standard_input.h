// `-` among the inputs: the text comes from standard input and stands for a file, whose path says
// where its imports are searched and what messages call it. An editor checks unsaved text so.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "idlc/source/file_system.h"

namespace idlc::driver {

/// What `-` is called where --stdin-path says nothing else.
inline constexpr const char* kStandardInputPath = "stdin.idl";

/// Why standard input cannot stand for this path, in words for the user: it is empty or a folder's.
[[nodiscard]] std::optional<std::string> stdin_path_problem(const std::string& path,
                                                            const FileSystem& files);

/// Everything up to the end of the stream, at most kMaxSourceBytes.
[[nodiscard]] FileResult<std::string> read_all(std::istream& in);

/// Another file system with one file in front of it, which need not be there.
class FileInFront final : public FileSystem {
 public:
  FileInFront(const FileSystem& behind, const std::string& path, std::string text);

  [[nodiscard]] FileResult<std::string> read(const std::string& path) const override;
  [[nodiscard]] bool exists(const std::string& path) const override;
  [[nodiscard]] bool is_directory(const std::string& path) const override;
  [[nodiscard]] FileResult<std::string> real_path(const std::string& path) const override;
  [[nodiscard]] std::vector<std::string> names_in(const std::string& directory,
                                                  std::size_t most) const override {
    return behind_.names_in(directory, most);
  }

 private:
  [[nodiscard]] std::string identity(const std::string& path) const;

  const FileSystem& behind_;
  std::string real_path_;
  std::string text_;
};

}  // namespace idlc::driver
