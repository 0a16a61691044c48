// Which token a comment belongs to: the one whose line it ends, the one before which it stands in
// its line, or, on a line of its own, the one that follows.
#include "idlc/format/pieces.h"

#include <algorithm>
#include <cstdint>

namespace idlc::format {
namespace {

using syntax::Comment;
using syntax::CommentKind;
using syntax::Token;
using syntax::TokenKind;

// With plain line ends, and without blanks before them. A doc comment is Markdown, where two blanks
// at the end of a line mean something, so that it stays as it is.
std::string comment_text(std::string_view text, CommentKind kind) {
  if (kind == CommentKind::Doc) return std::string(text);
  std::string clean;
  for (const char c : text) {
    if (c == '\n') clean.erase(clean.find_last_not_of(" \t\r") + 1);
    clean += c;
  }
  return clean.erase(clean.find_last_not_of(" \t\r") + 1);
}

class PieceMaker {
 public:
  PieceMaker(const SourceFile& file, const syntax::TokenList& list) : file_(file), list_(list) {}

  Pieces run() && {
    for (const Token& token : list_.tokens) {
      const auto text = file_.text().substr(token.span.begin, token.span.size());
      Piece piece{.kind = token.kind, .text = std::string(text)};
      piece.starts_line = token.starts_line;
      add_comments(token, piece);
      piece.blank_before = is_blank_before(token.span);
      last_end_ = token.span.end;
      pieces_.push_back(std::move(piece));
    }
    return std::move(pieces_);
  }

 private:
  [[nodiscard]] std::uint32_t line_of(std::uint32_t offset) const {
    return file_.position(offset).line;
  }
  [[nodiscard]] bool is_blank_before(const Span& span) const {
    return last_end_ != 0 && line_of(span.begin) > line_of(last_end_) + 1;
  }

  void add_comments(const Token& token, Piece& piece) {
    std::string inline_before;
    bool ends_line = !pieces_.empty();
    for (; next_ < token.comments_before; ++next_) {
      const Comment& comment = list_.comments[next_];
      ends_line = ends_line && is_at_end_of_line(comment, token);
      const auto text =
          comment_text(file_.text().substr(comment.span.begin, comment.span.size()), comment.kind);
      if (ends_line) {
        std::string& behind = pieces_.back().behind;
        behind += (behind.empty() ? "" : " ") + text;
      } else if (is_before_in_line(comment, token)) {
        inline_before += text + ' ';
      } else {
        piece.above.push_back({is_blank_before(comment.span), text});
      }
      last_end_ = comment.span.end;
    }
    piece.text.insert(0, inline_before);
  }

  // In the line of the token before, and the last there.
  [[nodiscard]] bool is_at_end_of_line(const Comment& comment, const Token& next) const {
    const auto line = line_of(comment.span.begin);
    const bool ends_there = next.kind == TokenKind::EndOfFile || line_of(next.span.begin) > line;
    return comment.kind != CommentKind::Doc && line == line_of(last_end_) &&
           line == line_of(comment.span.end) && ends_there;
  }

  [[nodiscard]] bool is_before_in_line(const Comment& comment, const Token& next) const {
    const auto line = line_of(next.span.begin);
    return comment.kind == CommentKind::Block && line == line_of(comment.span.begin) &&
           line == line_of(comment.span.end) && next.kind != TokenKind::EndOfFile;
  }

  const SourceFile& file_;
  const syntax::TokenList& list_;
  Pieces pieces_;
  std::size_t next_ = 0;  // the comment to come
  std::uint32_t last_end_ = 0;
};

}  // namespace

Pieces make_pieces(const SourceFile& file, const syntax::TokenList& list) {
  return PieceMaker(file, list).run();
}

std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
  }));
}

}  // namespace idlc::format
