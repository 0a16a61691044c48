// Line by line: private headers are put where they are first included, and everything else stays as
// it is. Headers with a `#pragma once` may stand in any order that their includes ask for.
#include "idlc/vendor/amalgamate.h"

#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>

namespace idlc::vendor {

namespace {

constexpr std::string_view kMarker = "idl's runtime. Written by `idlc vendor`";

std::string first_line(std::string_view comment, std::string_view version) {
  std::string line(comment);
  return line.append(kMarker).append(" ").append(version).append(
      ", which replaces this file when it runs again.\n");
}

// The files of src/, by the paths by which they include each other.
using Sources = std::map<std::string_view, std::string_view>;

// `base` of `base/clock.cpp`
std::string_view folder_of(std::string_view path) { return path.substr(0, path.find('/')); }

[[noreturn]] void abort_for(std::string_view path) {
  std::fprintf(stderr, "idlc: bug: the vendored runtime lacks `%.*s`\n",
               static_cast<int>(path.size()), path.data());
  std::abort();
}

// One output file while it grows.
class Amalgam {
 public:
  explicit Amalgam(const Sources& sources) : sources_(sources) {}

  // Headers that have been put in already are not put in again.
  void add(std::string_view path) {
    const auto found = sources_.find(path);
    if (found == sources_.end()) abort_for(path);
    if (!added_.insert(path).second) return;
    text_.append("\n// ---- ").append(path).append(" ----\n\n");
    std::string_view rest = found->second;
    while (!rest.empty()) {
      const auto end = rest.find('\n');
      add_line(rest.substr(0, end));
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
  }

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void add_line(std::string_view line) {
    constexpr std::string_view kInclude = "#include \"";
    if (line == "#pragma once") return;
    if (line.starts_with(kInclude) && line.ends_with('"')) {
      auto path = line.substr(kInclude.size());
      path.remove_suffix(1);
      if (folder_of(path) != "idl") return add(path);
    }
    text_.append(line) += '\n';
  }

  const Sources& sources_;
  std::set<std::string_view> added_;
  std::string text_;
};

std::string cmake_lists(const std::vector<VendoredFile>& sources, std::string_view version) {
  std::string text = first_line("# ", version) +
                     "# add_subdirectory of this folder brings idl::runtime, to link with.\n"
                     "cmake_minimum_required(VERSION 3.16)\n"
                     "project(idl_runtime VERSION ";
  text.append(version).append(
      " LANGUAGES CXX)\n"
      "find_package(Threads REQUIRED)\n\n"
      "add_library(idl_runtime STATIC");
  for (const VendoredFile& source : sources) text.append("\n  ").append(source.path);
  return text +
         ")\n"
         "add_library(idl::runtime ALIAS idl_runtime)\n"
         "target_include_directories(idl_runtime PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/include)\n"
         "target_compile_features(idl_runtime PUBLIC cxx_std_20)\n"
         "target_link_libraries(idl_runtime PUBLIC Threads::Threads)\n";
}

std::vector<VendoredFile> amalgamated_folders(const Sources& sources, std::string_view version) {
  std::vector<VendoredFile> files;
  std::map<std::string_view, Amalgam> folders;
  for (const auto& [path, text] : sources) {
    if (path.ends_with(".cpp"))
      folders.try_emplace(folder_of(path), sources).first->second.add(path);
  }
  for (const auto& [name, amalgam] : folders) {
    files.push_back(
        {"idl_" + std::string(name) + ".cpp", first_line("// ", version) + amalgam.text()});
  }
  return files;
}

}  // namespace

std::vector<VendoredFile> amalgamate(std::span<const RuntimeFile> files, std::string_view version) {
  constexpr std::string_view kSources = "src/";
  Sources sources;
  std::vector<VendoredFile> others;
  for (const RuntimeFile& file : files) {
    if (file.path.starts_with(kSources)) {
      sources.emplace(file.path.substr(kSources.size()), file.text);
    } else {
      others.push_back({std::string(file.path), std::string(file.text)});
    }
  }
  std::vector<VendoredFile> vendored = amalgamated_folders(sources, version);
  others.push_back({"CMakeLists.txt", cmake_lists(vendored, version)});
  vendored.insert(vendored.end(), others.begin(), others.end());
  return vendored;
}

std::string_view vendored_marker() { return kMarker; }

}  // namespace idlc::vendor
