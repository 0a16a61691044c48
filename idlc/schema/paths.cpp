// Cutting and joining paths part by part.
// It works on text alone and asks no file system.
#include "idlc/schema/paths.h"

#include <algorithm>
#include <vector>

namespace idlc::schema {

namespace {

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  while (begin <= path.size()) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    parts.push_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::string joined(const std::vector<std::string_view>& parts, bool absolute) {
  std::string path = absolute ? "/" : "";
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) path += '/';
    path += parts[i];
  }
  return path.empty() ? "." : path;
}

}  // namespace

bool is_import_path(std::string_view path) {
  const auto forbidden = [](char c) {
    return c == '\\' || c == '"' || static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  };
  if (std::any_of(path.begin(), path.end(), forbidden)) return false;
  const auto parts = parts_of(path);
  return std::none_of(parts.begin(), parts.end(), [](std::string_view p) { return p.empty(); });
}

std::string join_path(std::string_view folder, std::string_view path) {
  const bool absolute = folder.starts_with('/');
  std::string text(folder);
  text += '/';
  text += path;
  std::vector<std::string_view> kept;
  for (const std::string_view part : parts_of(text)) {
    if (part.empty() || part == ".") continue;
    const bool can_cancel = !kept.empty() && kept.back() != "..";
    if (part == ".." && can_cancel) {
      kept.pop_back();
    } else if (part != ".." || !absolute) {
      kept.push_back(part);
    }
  }
  return joined(kept, absolute);
}

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return ".";
  return std::string(slash == 0 ? "/" : path.substr(0, slash));
}

std::string_view name_of_path(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string_view without_extension(std::string_view path) {
  constexpr std::string_view kExtension = ".idl";
  if (path.ends_with(kExtension)) path.remove_suffix(kExtension.size());
  return path;
}

std::optional<std::string> path_below(std::string_view root, std::string_view path) {
  if (!path.starts_with(root)) return std::nullopt;
  path.remove_prefix(root.size());
  if (root.ends_with('/')) return std::string(path);
  if (!path.starts_with('/')) return std::nullopt;
  return std::string(path.substr(1));
}

}  // namespace idlc::schema
