// The top level of a file: package, imports, declarations, and what is none of these. It always
// returns a tree, whatever the tokens are.
#include "idlc/syntax/parser.h"

#include <fmt/format.h>

#include <utility>

#include "idlc/diagnostics/catalogue_syntax.h"
#include "idlc/diagnostics/suggest.h"
#include "idlc/syntax/characters.h"
#include "idlc/syntax/grammar.h"
#include "idlc/syntax/lexer.h"
#include "idlc/syntax/words.h"

namespace idlc::syntax {
namespace {

class FileParser {
 public:
  FileParser(Cursor& cursor, SourceId source) : cursor_(cursor) { file_.source = source; }

  // file = package { import } { declaration }
  // `errors_before` counts those of the run before this file was lexed.
  File parse(std::size_t errors_before) && {
    const auto first = cursor_.peek();
    while (has_item()) parse_item();
    check_package(first);
    check_empty(errors_before);
    cursor_.report_unused_docs();
    auto damage = cursor_.damage();
    cursor_.sink().distrust(damage.statements);
    const bool has_lost_words = damage.lost_words.size() == kMaxLostWords;  // more than are known
    file_.lost_words = std::move(damage.lost_words);
    if (cursor_.has_lost_declaration() || cursor_.peek().malformed || has_lost_words) {
      file_.damaged = true;
    }
    return std::move(file_);
  }

 private:
  bool has_item() {
    refuse_annotations(cursor_);
    return !cursor_.at(TokenKind::EndOfFile);
  }

  void parse_item() {
    if (at_declaration(cursor_)) return parse_word(cursor_.text(cursor_.peek()));
    const auto next = cursor_.peek(1).kind;
    const bool is_like_declaration = next == TokenKind::Identifier || next == TokenKind::String;
    if (cursor_.at(TokenKind::Identifier) && is_like_declaration) return parse_unknown();
    if (is_keyword_alone()) return parse_word(cursor_.text(cursor_.peek()));
    report_stray();
  }

  // A word of the grammar that lacks its name: its production says so best.
  [[nodiscard]] bool is_keyword_alone() const {
    const auto before = cursor_.previous().kind;
    const bool begins = cursor_.peek().starts_line || before == TokenKind::Semicolon ||
                        before == TokenKind::RightBrace;
    return cursor_.at(TokenKind::Identifier) && begins &&
           is_declaration_word(cursor_.text(cursor_.peek()));
  }

  // An item that begins with the next token, which stands for that word of the grammar.
  void parse_word(std::string_view word) {
    if (word == "package") return parse_package();
    if (word == "import") return parse_import();
    has_declaration_ = true;
    auto doc = cursor_.take_doc();
    auto decl = parse_declaration(cursor_, {word, std::move(doc), 0});
    if (decl) file_.declarations.push_back(std::move(*decl));
  }

  // package = "package" path ";"
  void parse_package() {
    Package package;
    package.doc = cursor_.take_doc();
    const auto first = cursor_.take();
    if (has_package_ || has_declaration_ || !file_.imports.empty()) {
      cursor_.sink().report(kMisplacedPackage, first.span);
    }
    auto path = parse_path(cursor_, "the name of the package");
    const bool is_first = !has_package_;
    has_package_ = true;
    if (!path) {
      file_.damaged = true;
      return cursor_.skip_member();
    }
    package.annotations = parse_annotations(cursor_);
    if (check_length(*path)) package.name = std::move(*path);
    package.span = cursor_.span_from(first);
    if (is_first) file_.package = std::move(package);
    cursor_.expect_semicolon("package");
  }

  // Whether a package may have this name. One that is refused is left out: everything in the file
  // would carry it.
  bool check_length(const Path& name) {
    const std::size_t size = to_string(name).size();
    if (size <= kMaxFullNameBytes) return true;
    cursor_.sink()
        .report(kNameTooLong, name.span, size)
        .label(fmt::format("at most {} are allowed", kMaxFullNameBytes));
    file_.damaged = true;
    return false;
  }

  // import = "import" [ "public" ] string [ "as" identifier ] ";"
  void parse_import() {
    const auto troubles_before = cursor_.trouble_count();
    const auto first = cursor_.take();
    if (has_declaration_) cursor_.sink().report(kMisplacedImport, first.span);
    Import import;
    import.is_public = cursor_.accept_word("public");
    const auto errors_before = cursor_.sink().error_count();
    auto path = parse_string(cursor_, "the path of a file, in quotation marks");
    if (!path) {
      file_.damaged = true;
      const bool is_reported = cursor_.sink().error_count() != errors_before;
      cursor_.skip_member();
      // A path without quotation marks is one mistake, whatever is in it.
      const auto statement = cursor_.span_from(first);
      if (is_reported) cursor_.sink().retract(kUnexpectedCharacter.info.id, statement);
      return;
    }
    import.path = std::move(*path);
    if (cursor_.accept_word("as")) import.alias = cursor_.expect_name("a name after `as`");
    import.span = cursor_.span_from(first);
    cursor_.expect_semicolon("import");
    file_.imports.push_back(std::move(import));
    if (cursor_.trouble_count() != troubles_before) file_.damaged = true;
  }

  // `strct Order {`: parsed as what was probably meant. `message Order {`: skipped, its name kept.
  void parse_unknown() {
    const auto first = cursor_.peek();
    const auto word = cursor_.text(first);
    const auto meant = suggest(word, declaration_words());
    const auto translated = foreign_declaration_word(word);
    const auto shown = translated.empty() ? meant.value_or("") : translated;
    if (!first.malformed) {
      auto diagnostic = cursor_.sink().report(kUnknownDeclaration, first.span, word);
      if (!shown.empty()) diagnostic.label(did_you_mean(shown)).fix(first.span, std::string(shown));
    }
    if (meant && translated.empty()) return parse_word(*meant);
    skip_unknown();
  }

  void skip_unknown() {
    has_declaration_ = true;
    const auto first = cursor_.take();
    const auto name = cursor_.peek();
    if (name.kind == TokenKind::String) file_.damaged = true;
    cursor_.skip_member();
    if (name.kind != TokenKind::Identifier) return;
    BrokenDecl decl{cursor_.span_from(first), cursor_.name_in(name)};
    file_.declarations.push_back({std::move(decl)});
  }

  // What begins no declaration at all. A `;` behind a `}` is a habit from other languages.
  void report_stray() {
    auto diagnostic = cursor_.report_expected("a declaration");
    // It may be an import that lost its first word, the package, or the rest of a body.
    const bool is_named = cursor_.at(TokenKind::Identifier);
    file_.damaged = file_.damaged || !(is_named || cursor_.at(TokenKind::Semicolon));
    is_package_lost_ = is_package_lost_ || (file_.imports.empty() && !has_declaration_);
    if (!cursor_.at(TokenKind::Semicolon)) return cursor_.skip_to_declaration();
    const auto semicolon = cursor_.take().span;
    if (diagnostic) diagnostic->label("remove it").fix(semicolon, "");
  }

  void check_package(const Token& first) {
    if (has_package_ || is_package_lost_ || first.kind == TokenKind::EndOfFile) return;
    cursor_.sink().report(kMissingPackage, first.span).label("add `package name;` before this");
  }

  // A file with errors is not called empty on top of them.
  void check_empty(std::size_t errors_before) {
    if (has_declaration_ || cursor_.sink().error_count() != errors_before) return;
    for (const auto& import : file_.imports) {
      if (import.is_public) return;
    }
    const Span begin{file_.source, 0, 0};
    const bool has_package = !file_.package.name.is_broken();
    cursor_.sink().report(kEmptyFile, has_package ? file_.package.span : begin);
  }

  Cursor& cursor_;
  File file_;
  bool has_package_ = false;
  bool is_package_lost_ = false;
  bool has_declaration_ = false;
};

}  // namespace

File parse(const SourceMap& sources, SourceId source, DiagnosticSink& sink) {
  const auto errors_before = sink.error_count();
  const auto tokens = lex(sources, source, sink);
  Cursor cursor(sources, tokens, sink);
  return FileParser(cursor, source).parse(errors_before);
}

}  // namespace idlc::syntax
