// The resources that the server hands out: the files of one folder, and nothing outside of it. It
// reads files and knows nothing of sockets.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <idl/result.h>

namespace sockets {

/// A folder whose plain files can be asked for by name. Subfolders, hidden files and symbolic links
/// are not served. It only reads, so any thread may use it.
class Shelf {
 public:
  explicit Shelf(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// The files with their sizes, one a line, by name.
  idl::Result<std::string> list() const;

  /// The bytes of a file. Fails with a text for the client, which says nothing of what lies
  /// outside.
  idl::Result<std::string> get(std::string_view name) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace sockets
