// A wrong path is mended part by part, from the left, in each folder where imports are searched;
// the first folder that holds something like it wins.
#include "idlc/schema/suggest_import.h"

#include <algorithm>

#include "idlc/diagnostics/suggest.h"
#include "idlc/schema/paths.h"

namespace idlc::schema {

namespace {

constexpr std::size_t kMostNames = 1'000;
constexpr std::size_t kMostParts = 16;
constexpr std::string_view kSchemaExtension = ".idl";

enum class PathPart { Folder, Schema };

class ImportSuggester {
 public:
  ImportSuggester(const Shelf& shelf, const std::vector<std::string>& folders)
      : shelf_(shelf), folders_(folders) {}

  // Below one of the folders, with the nearest name for each part.
  [[nodiscard]] std::optional<std::string> nearest(std::string_view path) const {
    for (const std::string& folder : folders_) {
      if (auto found = nearest_below(folder, path)) return found;
    }
    return std::nullopt;
  }

  // The same name, directly in one of the folders or in a folder of these.
  [[nodiscard]] std::optional<std::string> elsewhere(std::string_view path) const {
    const std::string name(name_of_path(path));
    for (const std::string& folder : folders_) {
      if (name != path && is_schema(join_path(folder, name))) return name;
      for (const std::string& inner : names(folder)) {
        std::string candidate = inner + "/" + name;
        if (candidate == path || !is_import_path(candidate)) continue;
        if (is_schema(join_path(folder, candidate))) return candidate;
      }
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::vector<std::string> names(const std::string& folder) const {
    if (!shelf_.may_list(folder)) return {};
    return shelf_.files.names_in(folder, kMostNames);
  }

  [[nodiscard]] bool is_schema(const std::string& path) const {
    const auto real = shelf_.files.real_path(path);
    return real && real.value() != shelf_.importer && !shelf_.files.is_directory(path) &&
           shelf_.may_list(folder_of(path));
  }

  [[nodiscard]] std::optional<std::string> nearest_below(const std::string& folder,
                                                         std::string_view path) const {
    std::string found;
    for (std::size_t parts = 0; parts < kMostParts; ++parts) {
      const auto slash = path.find('/');
      const bool is_last = slash == std::string_view::npos;
      const auto part =
          nearest_name(join_path(folder, found.empty() ? "." : found), path.substr(0, slash),
                       is_last ? PathPart::Schema : PathPart::Folder);
      if (!part) return std::nullopt;
      found += (found.empty() ? "" : "/") + *part;
      if (is_last) return found;
      path.remove_prefix(slash + 1);
    }
    return std::nullopt;
  }

  // The part itself if it is there, `money.idl` for `money`, or the name in the folder that is
  // nearest to it.
  [[nodiscard]] std::optional<std::string> nearest_name(const std::string& folder,
                                                        std::string_view part,
                                                        PathPart part_kind) const {
    const auto all = names(folder);
    std::vector<std::string_view> candidates;
    for (const std::string& name : all) {
      const bool may_be = name.ends_with(kSchemaExtension) == (part_kind == PathPart::Schema);
      if (may_be && is_import_path(name)) candidates.push_back(name);
    }
    const auto same = std::ranges::find_if(candidates, [&](std::string_view name) {
      return name == part || without_extension(name) == part;
    });
    const auto near = same != candidates.end() ? std::optional(*same) : suggest(part, candidates);
    if (!near) return std::nullopt;
    const std::string path = join_path(folder, *near);
    const bool is_there =
        part_kind == PathPart::Folder ? shelf_.files.is_directory(path) : is_schema(path);
    return is_there ? std::optional(std::string(*near)) : std::nullopt;
  }

  const Shelf& shelf_;
  const std::vector<std::string>& folders_;
};

bool leads_up(std::string_view path) {
  return path == ".." || path.starts_with("../") || path.find("/../") != path.npos;
}

}  // namespace

std::optional<std::string> suggest_import(const Shelf& shelf,
                                          const std::vector<std::string>& folders,
                                          std::string_view path) {
  if (leads_up(path) || path.size() > kMaxSuggestBytes) return std::nullopt;
  const ImportSuggester suggester(shelf, folders);
  if (auto found = suggester.nearest(path)) return found;
  return suggester.elsewhere(path);
}

}  // namespace idlc::schema
