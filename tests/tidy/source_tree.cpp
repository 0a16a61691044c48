// Reading the repository, and telling its files apart by their paths. What is generated or recorded
// (goldens, corpora) is nobody's handwriting, and keeps only the rules about paths.
#include "tests/tidy/source_tree.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace tidy {
namespace {

namespace fs = std::filesystem;

// What a checkout gathers that nobody wrote: build folders, git's own, the caches of tools.
bool is_foreign_folder(const std::string& name) {
  return name.starts_with("build") || (name.starts_with('.') && name != ".ci");
}

// In a linked worktree git leaves a file where otherwise its folder is.
bool is_git_link(const fs::path& path) { return path.filename() == ".git"; }

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

bool has_suffix(std::string_view path, std::initializer_list<std::string_view> suffixes) {
  return std::ranges::any_of(suffixes, [&](std::string_view s) { return path.ends_with(s); });
}

// The stubs of the built-in services, which are checked in.
bool is_built_in_stub(std::string_view path) {
  return is_below(path, "runtime") &&
         has_suffix(path, {".idl.h", ".idl.cpp", ".view.h", ".rpc.h", ".rpc.cpp"});
}

bool is_generated(std::string_view path) {
  return is_below(path, "tests/golden") || is_below(path, "tests/fuzz/corpus") ||
         is_built_in_stub(path);
}

}  // namespace

SourceTree read_tree(const fs::path& root) {
  SourceTree tree;
  for (auto at = fs::recursive_directory_iterator(root); at != fs::end(at); ++at) {
    if (at->is_directory() && is_foreign_folder(at->path().filename().string())) {
      at.disable_recursion_pending();
    } else if (at->is_regular_file() && !is_git_link(at->path())) {
      tree.push_back({at->path().lexically_relative(root).generic_string(), read_file(at->path())});
    }
  }
  std::ranges::sort(tree, {}, &SourceFile::path);
  return tree;
}

bool is_below(std::string_view path, std::string_view folder) {
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

std::string_view folder_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string_view file_name_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool is_handwritten_cpp(std::string_view path) {
  return has_suffix(path, {".h", ".cpp"}) && !is_generated(path);
}

bool is_handwritten_code(std::string_view path) {
  if (is_generated(path)) return false;
  return has_suffix(path, {".h", ".cpp", ".sh", ".cmake", "CMakeLists.txt"}) || path == "dev" ||
         path == ".ci/run";
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace tidy
