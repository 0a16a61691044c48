// Resolving includes, and the breadth-first walk over them. Breadth first, so that the chain in a
// complaint is the shortest one.
#include "tests/tidy/include_graph.h"

#include <deque>
#include <set>

#include "tests/tidy/masking.h"
#include "tests/tidy/signature.h"

namespace tidy {
namespace {

// What the build's include paths make of a name: the root, the runtime's two, the own folder.
std::vector<std::string> candidates(std::string_view includer, const std::string& name) {
  return {std::string(folder_of(includer)) + "/" + name, name, "runtime/include/" + name,
          "runtime/src/" + name};
}

}  // namespace

std::vector<Include> includes_of(std::string_view text) {
  std::vector<Include> found;
  const std::string code = mask_comments(text);
  std::size_t number = 0;
  for (const auto line : lines_of(code)) {
    ++number;
    auto rest = trim(line);
    if (!rest.starts_with('#')) continue;
    rest = trim(rest.substr(1));
    if (!rest.starts_with("include")) continue;
    rest = trim(rest.substr(std::string_view("include").size()));
    const auto end = rest.find_first_of("\">", 1);
    if (end != std::string_view::npos)
      found.push_back({std::string(rest.substr(1, end - 1)), number});
  }
  return found;
}

IncludeGraph::IncludeGraph(const SourceTree& tree) {
  std::set<std::string> paths;
  for (const auto& file : tree) paths.insert(file.path);
  for (const auto& file : tree) {
    if (!is_handwritten_cpp(file.path)) continue;
    for (const auto& include : includes_of(file.text)) {
      for (auto& path : candidates(file.path, include.name)) {
        if (!paths.contains(path)) continue;
        includes_[file.path].push_back(std::move(path));
        break;
      }
    }
  }
}

std::map<std::string, std::vector<std::string>> IncludeGraph::reached_from(
    const std::string& path) const {
  std::map<std::string, std::vector<std::string>> chains;
  std::deque<std::string> queue = {path};
  while (!queue.empty()) {
    const auto from = queue.front();
    queue.pop_front();
    const auto includes = includes_.find(from);
    if (includes == includes_.end()) continue;
    for (const auto& to : includes->second) {
      if (to == path || chains.contains(to)) continue;
      auto chain = from == path ? std::vector<std::string>() : chains.at(from);
      chain.push_back(to);
      chains.emplace(to, std::move(chain));
      queue.push_back(to);
    }
  }
  return chains;
}

}  // namespace tidy
