// Lookup by full names in one hash map: a step of the rules is one question to the map. Which steps
// there are, and what is said when all fail, is resolve_name.h's business.
#include "idlc/schema/name_table.h"

#include <algorithm>
#include <utility>

namespace idlc::schema {

namespace {

// No identifier begins with it, so that the two sets of names share one map.
std::string marker(NameSpace space) { return space == NameSpace::Annotations ? "@" : ""; }

std::vector<FileId> ascending(const std::unordered_set<FileId>& files) {
  std::vector<FileId> sorted(files.begin(), files.end());
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

}  // namespace

std::string dotted(const syntax::Path& path) {
  std::string text;
  for (const syntax::Name& part : path.parts) {
    if (!text.empty()) text += '.';
    text += part.text;
  }
  return text;
}

// Files stand after their imports, so that what an import hands on is known when it is needed.
NameTable::NameTable(const std::vector<LoadedFile>& files) : files_(files.size()) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    FileNames& names = files_[i];
    names.package = dotted(files[i].tree.package.name);
    names.handed_on.push_back(FileId{static_cast<std::uint32_t>(i)});
    names.visible.insert(names.handed_on.front());
    collect_handed_on(files[i], names);
    collect_visible(files[i], names);
  }
}

void NameTable::collect_handed_on(const LoadedFile& file, FileNames& names) {
  std::unordered_set<FileId> known(names.handed_on.begin(), names.handed_on.end());
  for (std::size_t i = 0; i < file.imports.size(); ++i) {
    if (!file.imports[i] || !file.tree.imports[i].is_public) continue;
    for (const FileId handed : handed_on_by(*file.imports[i])) {
      if (known.insert(handed).second) names.handed_on.push_back(handed);
    }
  }
}

void NameTable::collect_visible(const LoadedFile& file, FileNames& names) {
  for (std::size_t i = 0; i < file.imports.size(); ++i) {
    if (!file.imports[i]) continue;
    const auto& brought = handed_on_by(*file.imports[i]);
    names.visible.insert(brought.begin(), brought.end());
    const auto& alias = file.tree.imports[i].alias;
    if (alias) names.aliases.emplace(alias->text, files_[file.imports[i]->index].package);
  }
}

std::optional<DeclId> NameTable::add(std::string full_name, DeclId id, FileId file,
                                     NameSpace space) {
  declared_in_.push_back(file);
  const auto [entry, is_new] = entries_.emplace(marker(space) + std::move(full_name), id);
  if (is_new) return std::nullopt;
  return entry->second;
}

Lookup NameTable::find(const Scope& scope, const syntax::Path& path, NameSpace space) {
  Lookup lookup = search(scope, path, space);
  if (!lookup.found) return lookup;
  const FileId file = declared_in_[lookup.found->index];
  if (file == scope.file) return lookup;
  FileNames& names = files_[scope.file.index];
  (space == NameSpace::Annotations ? names.annotated_from : names.needed).insert(file);
  return lookup;
}

std::optional<DeclId> NameTable::peek(const Scope& scope, const syntax::Path& path,
                                      NameSpace space) const {
  return search(scope, path, space).found;
}

Lookup NameTable::search(const Scope& scope, const syntax::Path& path, NameSpace space) const {
  const std::string mark = marker(space);
  const FileNames& file = files_[scope.file.index];
  const std::string name = dotted(path);
  Lookup lookup;
  std::string prefix = path.from_root ? "" : scope.prefix;
  while (!prefix.empty()) {
    std::string key = mark + prefix;
    key.append(".").append(name);
    if (try_name(scope, key, lookup)) return lookup;
    if (prefix.size() <= file.package.size()) break;
    // A file without a package, which has been reported, has types without a dot before them.
    const std::size_t dot = prefix.rfind('.');
    prefix.resize(dot == std::string::npos ? 0 : std::max(dot, file.package.size()));
  }
  if (try_name(scope, mark + name, lookup) || path.from_root) return lookup;
  const auto alias = file.aliases.find(path.parts.front().text);
  if (alias != file.aliases.end() && path.parts.size() > 1) {
    try_name(scope, mark + alias->second + name.substr(alias->first.size()), lookup);
  }
  return lookup;
}

// Whether the name ends the search.
bool NameTable::try_name(const Scope& scope, const std::string& key, Lookup& lookup) const {
  const auto entry = entries_.find(key);
  if (entry == entries_.end()) return false;
  if (sees(scope.file, declared_in_[entry->second.index])) {
    lookup.found = entry->second;
  } else if (!lookup.hidden) {
    lookup.hidden = entry->second;
  }
  return lookup.found.has_value();
}

bool NameTable::sees(FileId file, FileId other) const {
  return files_[file.index].visible.contains(other);
}

std::vector<FileId> NameTable::needed_by(FileId file) const {
  return ascending(files_[file.index].needed);
}

std::vector<FileId> NameTable::annotated_from(FileId file) const {
  return ascending(files_[file.index].annotated_from);
}

const std::vector<FileId>& NameTable::handed_on_by(FileId target) const {
  return files_[target.index].handed_on;
}

}  // namespace idlc::schema
