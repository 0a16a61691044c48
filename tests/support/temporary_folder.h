// A folder of a test's own below the system's temporary folder; removed with all it holds at the
// end.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace idl::test {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "idl-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
    path_ = name;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  /// Writes a file below the folder, with the folders on its way.
  void write(const std::filesystem::path& file, const std::string& text) const {
    std::filesystem::create_directories((path_ / file).parent_path());
    std::ofstream(path_ / file, std::ios::binary) << text;
  }

  /// What the file holds; empty if it is not there.
  [[nodiscard]] std::string read(const std::filesystem::path& file) const {
    std::ifstream in(path_ / file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  /// How many files and folders stand below the folder, at any depth.
  [[nodiscard]] std::size_t entries() const {
    const std::filesystem::recursive_directory_iterator walk(path_);
    return static_cast<std::size_t>(std::distance(begin(walk), end(walk)));
  }

 private:
  std::filesystem::path path_;
};

}  // namespace idl::test
