// How the compiler reads files: a seam, so that every pass can be tested without a disk. Two
// implementations: the real one, and one in memory. It refuses everything that is not a regular
// file (a FIFO would hang the compiler, a device never ends), and it never writes: outputs are the
// driver's business.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "idlc/source/file_result.h"

namespace idlc {

class FileSystem {
 public:
  virtual ~FileSystem() = default;

  // The bytes of a regular file of at most kMaxSourceBytes. Follows symbolic links.
  [[nodiscard]] virtual FileResult<std::string> read(const std::string& path) const = 0;
  // Whether something is there, of whatever kind.
  [[nodiscard]] virtual bool exists(const std::string& path) const = 0;
  // Whether a directory is there.
  [[nodiscard]] virtual bool is_directory(const std::string& path) const = 0;
  // The absolute path without `.`, `..` and symbolic links: two paths name one file if and only if
  // their real paths are equal. Fails if nothing is there.
  [[nodiscard]] virtual FileResult<std::string> real_path(const std::string& path) const = 0;
  // The names of what lies in a directory, sorted; of those that the system gives first, at most so
  // many. None where it cannot be listed.
  [[nodiscard]] virtual std::vector<std::string> names_in(const std::string& /*directory*/,
                                                          std::size_t /*most*/) const {
    return {};
  }
};

// The file system of the machine. Stateless; any thread may use it.
class RealFileSystem final : public FileSystem {
 public:
  [[nodiscard]] FileResult<std::string> read(const std::string& path) const override;
  [[nodiscard]] bool exists(const std::string& path) const override;
  [[nodiscard]] bool is_directory(const std::string& path) const override;
  [[nodiscard]] FileResult<std::string> real_path(const std::string& path) const override;
  [[nodiscard]] std::vector<std::string> names_in(const std::string& directory,
                                                  std::size_t most) const override;
};

// Files in memory, for tests and for standard input. Relative paths are below "/". A directory
// exists as soon as a file is below it.
class MemoryFileSystem final : public FileSystem {
 public:
  void add(std::string_view path, std::string text);
  // From now on `link` is another name of `target`, which may be a file or a directory.
  void add_link(std::string_view link, std::string_view target);

  [[nodiscard]] FileResult<std::string> read(const std::string& path) const override;
  [[nodiscard]] bool exists(const std::string& path) const override;
  [[nodiscard]] bool is_directory(const std::string& path) const override;
  [[nodiscard]] FileResult<std::string> real_path(const std::string& path) const override;
  [[nodiscard]] std::vector<std::string> names_in(const std::string& directory,
                                                  std::size_t most) const override;

 private:
  [[nodiscard]] std::string resolve(std::string_view path) const;

  std::map<std::string, std::string, std::less<>> files_;
  std::map<std::string, std::string, std::less<>> links_;
};

}  // namespace idlc
