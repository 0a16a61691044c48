// A text, parsed, with everything that belongs to it: what the
// tests of the parser start from.
#pragma once

#include <string>
#include <utility>

#include "idlc/diagnostics/render.h"
#include "idlc/syntax/dump.h"
#include "idlc/syntax/parser.h"

namespace idlc::syntax::test {

class Parsed {
 public:
  explicit Parsed(std::string text)
      : source_(sources_.add("a.idl", std::move(text))), file_(parse(sources_, source_, sink_)) {}

  [[nodiscard]] const File& file() const { return file_; }
  [[nodiscard]] std::size_t errors() const { return sink_.error_count(); }
  // The text of a span.
  [[nodiscard]] std::string text(const Span& span) const {
    return std::string(sources_.text(span));
  }
  // One line a diagnostic, without the path.
  [[nodiscard]] std::string said() const {
    std::string all;
    for (const auto& diagnostic : sink_.collected(0).shown) {
      all += render_short(diagnostic, sources_).substr(6);
    }
    return all;
  }
  [[nodiscard]] std::string tree() const { return dump_tree(file_); }

  // The n-th declaration, which is of that type.
  template <class Node>
  [[nodiscard]] const Node& decl(std::size_t n = 0) const {
    return std::get<Node>(file_.declarations.at(n).node);
  }

 private:
  SourceMap sources_;
  DiagnosticSink sink_;
  SourceId source_;
  File file_;
};

// A file with a package and these declarations.
inline Parsed parse_declarations(const std::string& text) { return Parsed("package p;\n" + text); }

}  // namespace idlc::syntax::test
