// A depth-first walk over the imports, with a stack of its own: a chain of imports may be longer
// than the machine's stack is deep.
#include "idlc/schema/load.h"

#include <fmt/format.h>

#include <unordered_map>
#include <utility>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/diagnostics/suggest.h"
#include "idlc/schema/chain_text.h"
#include "idlc/schema/locate.h"
#include "idlc/schema/paths.h"
#include "idlc/syntax/parser.h"

namespace idlc::schema {

namespace {

using Index = std::size_t;  // into the loader's nodes, in the order of discovery

// New: nobody has followed its imports. Open: they are being followed. Done: they have been.
enum class Loading { New, Open, Done };

struct Node {
  Location location;
  LoadedFile file;
  std::vector<std::optional<Index>> targets;
  std::unordered_map<Index, Span> imported;  // each target, where it was first imported
  Loading progress = Loading::New;
};

// A file whose imports are being followed.
struct Frame {
  Index node = 0;
  std::size_t next_import = 0;
};

class Loader {
 public:
  Loader(const BuildInputs& inputs, const FileSystem& files, SourceMap& sources,
         DiagnosticSink& sink)
      : locator_(files, inputs.import_dirs), files_(files), sources_(sources), sink_(sink) {}

  void load_input(const std::string& path) {
    const auto location = locator_.input(path);
    if (!location) {
      sink_.report(kCannotReadFile, Span{}, path, location.error().message);
      return;
    }
    if (!is_import_path(location.value().canonical_path)) {
      sink_.report(kImportPathForm, Span{}, location.value().canonical_path)
          .help("rename the file: generated code has to include it by this name");
      return;
    }
    if (const auto node = open(location.value(), Span{})) {
      nodes_[*node].file.role = FileRole::Input;
      follow_imports(*node);
    }
  }

  std::vector<LoadedFile> take() {
    std::vector<FileId> ids(nodes_.size());
    for (std::size_t i = 0; i < order_.size(); ++i) {
      ids[order_[i]] = FileId{static_cast<std::uint32_t>(i)};
    }
    std::vector<LoadedFile> loaded;
    for (const Index index : order_) {
      Node& node = nodes_[index];
      for (const auto& target : node.targets) {
        node.file.imports.push_back(target ? std::optional(ids[*target]) : std::nullopt);
      }
      loaded.push_back(std::move(node.file));
    }
    return loaded;
  }

 private:
  // The node of a file that is there, parsed now if it is new.
  std::optional<Index> open(const Location& location, const Span& place) {
    if (const auto known = by_real_path_.find(location.real_path); known != by_real_path_.end()) {
      if (!check_same_path(nodes_[known->second], location, place)) return std::nullopt;
      return known->second;
    }
    auto text = files_.read(location.path);
    if (!text) {
      sink_.report(kCannotReadFile, place, location.path, text.error().message);
      return std::nullopt;
    }
    check_only_path(location, place);
    const Index index = nodes_.size();
    by_real_path_.emplace(location.real_path, index);
    const SourceId source = sources_.add(location.path, std::move(text).value());
    Node node{location, {}, {}, {}, Loading::New};
    node.file.tree = syntax::parse(sources_, source, sink_);
    node.file.canonical_path = location.canonical_path;
    node.file.incomplete = node.file.tree.damaged;
    node.targets.resize(node.file.tree.imports.size());
    nodes_.push_back(std::move(node));
    return index;
  }

  bool check_same_path(const Node& node, const Location& location, const Span& place) {
    const std::string& first = node.location.canonical_path;
    if (first == location.canonical_path) return true;
    const bool is_link = name_of_path(first) != name_of_path(location.canonical_path);
    sink_.report(kOneFileTwoPaths, place, first, location.canonical_path)
        .help(is_link ? "one is a link to the other; name the file in one of the two ways"
                      : fmt::format("give the folder that holds `{}` with -I", location.path));
    return false;
  }

  // Outputs are called as the file without `.idl`.
  void check_only_path(const Location& location, const Span& place) {
    const std::string_view name = without_extension(location.canonical_path);
    const auto [entry, is_new] = by_name_of_outputs_.emplace(name, location);
    if (is_new) return;
    const Location& first = entry->second;
    const bool is_same = first.canonical_path == location.canonical_path;
    sink_
        .report(kTwoFilesOnePath, place, first.path, location.path,
                is_same ? std::string_view(location.canonical_path) : name)
        .help(is_same ? "give a folder above both with -I"
                      : "rename one of them: their outputs would have the same names");
  }

  void follow_imports(Index first) {
    enter(first);
    while (!stack_.empty()) {
      const Index current = stack_.back().node;
      const std::size_t next = stack_.back().next_import++;
      if (next == nodes_[current].file.tree.imports.size()) {
        finish(current);
        stack_.pop_back();
      } else {
        follow(current, next);
      }
    }
  }

  void enter(Index index) {
    if (nodes_[index].progress != Loading::New) return;
    nodes_[index].progress = Loading::Open;
    stack_.push_back({index, 0});
  }

  void follow(Index importer, std::size_t position) {
    const syntax::StringLiteral path = nodes_[importer].file.tree.imports[position].path;
    const auto location = search(nodes_[importer].location, path);
    const auto target = location ? open(*location, path.span) : std::nullopt;
    if (!target) lose_import(importer);
    if (!target || !check_target(importer, *target, position)) return;
    nodes_[importer].targets[position] = target;
    enter(*target);
  }

  void lose_import(Index importer) {
    nodes_[importer].file.incomplete = true;
    nodes_[importer].file.lost_import = true;
  }

  // Whether the import may stand: it closes no circle and says nothing twice.
  bool check_target(Index importer, Index target, std::size_t position) {
    const syntax::Import& import = nodes_[importer].file.tree.imports[position];
    const syntax::StringLiteral& path = import.path;
    if (target == importer) {
      sink_.report(kSelfImport, path.span).label("remove this import").fix(import.span, "");
      return false;
    }
    if (nodes_[target].progress == Loading::Open) {
      sink_.report(kImportCycle, path.span).label(chain_from(target));
      lose_import(importer);
      return false;
    }
    const auto [first, is_new] = nodes_[importer].imported.emplace(target, path.span);
    if (is_new) return true;
    sink_.report(kDuplicateImport, path.span, path.text)
        .label("remove one of the two")
        .fix(import.span, "")
        .note(first->second, "first imported here");
    return false;
  }

  std::optional<Location> search(const Location& importer, const syntax::StringLiteral& path) {
    if (!is_import_path(path.text)) {
      sink_.report(kImportPathForm, path.span, path.text);
      return std::nullopt;
    }
    ImportSearch search = locator_.import(importer, path.text);
    if (search.refused) {
      sink_.report(kCannotReadFile, path.span, search.tried.back(), search.refused->message);
    } else if (search.outside_roots) {
      sink_.report(kImportOutsideRoots, path.span, path.text)
          .help(fmt::format("`{}` is there; give a folder that holds both files with -I",
                            search.tried.back()));
    } else if (!search.found) {
      report_not_found(importer, path, search.tried);
    }
    return std::move(search.found);
  }

  void report_not_found(const Location& importer, const syntax::StringLiteral& path,
                        const std::vector<std::string>& tried) {
    auto report = sink_.report(kImportNotFound, path.span, path.text);
    for (const std::string& one : tried) report.help("searched: " + one);
    if (++lost_imports_ > kMostSuggestions) return;
    const auto meant = locator_.suggest(importer, path.text);
    if (meant) report.label(did_you_mean(*meant)).fix(path.span, '"' + *meant + '"');
  }

  // "a.idl:3 → b.idl:3 → a.idl": from the node on the stack to its top, and back.
  std::string chain_from(Index node) const {
    ChainText chain;
    bool inside = false;
    for (const Frame& frame : stack_) {
      inside = inside || frame.node == node;
      if (inside) chain.add(import_place(frame));
    }
    return chain.to(nodes_[node].location.path);
  }

  std::string import_place(const Frame& frame) const {
    const Span& span = nodes_[frame.node].file.tree.imports[frame.next_import - 1].span;
    const SourceFile& source = sources_.file(span.source);
    return fmt::format("{}:{}", source.path(), source.position(span.begin).line);
  }

  void finish(Index index) {
    Node& node = nodes_[index];
    node.progress = Loading::Done;
    for (const auto& target : node.targets) {
      if (target && nodes_[*target].file.incomplete) node.file.incomplete = true;
    }
    order_.push_back(index);
  }

  static constexpr std::size_t kMostSuggestions = 20;  // as many errors are shown

  Locator locator_;
  const FileSystem& files_;
  SourceMap& sources_;
  DiagnosticSink& sink_;
  std::vector<Node> nodes_;
  std::vector<Index> order_;  // finished ones
  std::vector<Frame> stack_;
  std::size_t lost_imports_ = 0;
  std::unordered_map<std::string, Index> by_real_path_;
  std::unordered_map<std::string, Location> by_name_of_outputs_;
};

}  // namespace

std::vector<LoadedFile> load(const BuildInputs& inputs, const FileSystem& files, SourceMap& sources,
                             DiagnosticSink& sink) {
  Loader loader(inputs, files, sources, sink);
  for (const std::string& path : inputs.files) loader.load_input(path);
  return loader.take();
}

}  // namespace idlc::schema
