// Statements are found by their borders: what lies between `;`, `{` and `}`. Each token is looked
// at a fixed number of times, however many of them did not fit.
#include "idlc/syntax/damage.h"

#include <utility>

namespace idlc::syntax {
namespace {

bool is_border(TokenKind kind) {
  return kind == TokenKind::Semicolon || kind == TokenKind::LeftBrace ||
         kind == TokenKind::RightBrace;
}

class Collector {
 public:
  Collector(const std::vector<Token>& tokens, const SourceMap& sources)
      : tokens_(tokens), sources_(sources) {}

  void add(std::size_t trouble) {
    if (trouble < end_) return;
    std::size_t begin = trouble;
    while (begin > end_ && !is_border(tokens_[begin - 1].kind)) --begin;
    end_ = trouble;
    while (!is_end(end_, trouble)) ++end_;
    if (end_ + 1 < tokens_.size() && is_border(tokens_[end_].kind)) ++end_;
    if (begin < end_) keep(begin);
  }

  Damage take() && { return std::move(damage_); }

 private:
  [[nodiscard]] bool is_end(std::size_t at, std::size_t trouble) const {
    const Token& token = tokens_[at];
    return token.kind == TokenKind::EndOfFile || is_border(token.kind) ||
           (token.starts_line && at != trouble);
  }

  void keep(std::size_t begin) {
    damage_.statements.push_back(join(tokens_[begin].span, tokens_[end_ - 1].span));
    // What begins with a number is a field: it declares no name that others use.
    if (tokens_[begin].kind == TokenKind::Integer) return;
    for (std::size_t i = begin; i < end_; ++i) {
      if (tokens_[i].kind != TokenKind::Identifier) continue;
      if (damage_.lost_words.size() == kMaxLostWords) return;
      damage_.lost_words.emplace_back(sources_.text(tokens_[i].span));
    }
  }

  const std::vector<Token>& tokens_;
  const SourceMap& sources_;
  Damage damage_;
  std::size_t end_ = 0;  // behind the last statement
};

}  // namespace

Damage damage_around(const std::vector<Token>& tokens, const std::vector<std::size_t>& troubles,
                     const SourceMap& sources) {
  Collector collector(tokens, sources);
  for (const std::size_t trouble : troubles) collector.add(trouble);
  return std::move(collector).take();
}

}  // namespace idlc::syntax
