// Which declaration a name means at a place: the lookup rules of docs/LANGUAGE.md.
//
// Filled by the declare pass, asked by all later ones. It reports nothing: whoever asks knows what
// was expected there. It remembers which files were needed for the answers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "idlc/schema/ids.h"
#include "idlc/schema/load.h"
#include "idlc/syntax/tree.h"

namespace idlc::schema {

/// Where a name stands.
struct Scope {
  FileId file;
  std::string prefix;  ///< the full name of the innermost type around it, or the package's name
};

/// The two sets of names of a package: annotations have one of their own.
enum class NameSpace { Declarations, Annotations };

/// What a name means.
struct Lookup {
  std::optional<DeclId> found;
  std::optional<DeclId> hidden;  ///< nothing was found, but this would be, were its file imported
};

class NameTable {
 public:
  /// The files of the run with their packages; declarations follow through add().
  explicit NameTable(const std::vector<LoadedFile>& files);

  /// Makes a full name known; ids come one after the other from 0. The declaration that has the
  /// name already, if there is one, keeps it.
  std::optional<DeclId> add(std::string full_name, DeclId id, FileId file,
                            NameSpace space = NameSpace::Declarations);

  /// Looks a name up: enclosing types from the inside out, then the own package, then as a full
  /// name, then through an alias. Each step matches the whole path or gives way to the next.
  [[nodiscard]] Lookup find(const Scope& scope, const syntax::Path& path,
                            NameSpace space = NameSpace::Declarations);

  /// The same, for a suggestion: it leaves no trace in what is needed.
  [[nodiscard]] std::optional<DeclId> peek(const Scope& scope, const syntax::Path& path,
                                           NameSpace space = NameSpace::Declarations) const;

  /// Whether a file sees another's declarations: its own, its imports', and what those hand on.
  [[nodiscard]] bool sees(FileId file, FileId other) const;

  /// Whose declarations lookups from this file have found, itself left out; ascending.
  [[nodiscard]] std::vector<FileId> needed_by(FileId file) const;

  /// The same for annotations, which generated code does not need.
  [[nodiscard]] std::vector<FileId> annotated_from(FileId file) const;

  /// The files that an import brings: the target and what it hands on.
  [[nodiscard]] const std::vector<FileId>& handed_on_by(FileId target) const;

 private:
  struct FileNames {
    std::string package;
    std::unordered_map<std::string, std::string> aliases;  // of imports, each a package
    std::vector<FileId> handed_on;                         // itself first
    std::unordered_set<FileId> visible;
    std::unordered_set<FileId> needed;
    std::unordered_set<FileId> annotated_from;
  };

  [[nodiscard]] Lookup search(const Scope& scope, const syntax::Path& path, NameSpace space) const;
  bool try_name(const Scope& scope, const std::string& key, Lookup& lookup) const;
  void collect_handed_on(const LoadedFile& file, FileNames& names);
  void collect_visible(const LoadedFile& file, FileNames& names);

  std::vector<FileNames> files_;
  std::unordered_map<std::string, DeclId> entries_;  // by full name, an annotation's behind a `@`
  std::vector<FileId> declared_in_;                  // of each DeclId
};

/// The parts of a path joined by dots, without a leading one.
[[nodiscard]] std::string dotted(const syntax::Path& path);

}  // namespace idlc::schema
