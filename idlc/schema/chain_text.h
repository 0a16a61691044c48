/// How names lead from one to the next and back to where they began: "A → B → A".
/// For cycles of imports, constants, services and types.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace idlc::schema {

/// Shows the first 16 names of a chain, and of a longer one that there are more.
class ChainText {
 public:
  void add(std::string_view name) {
    if (length_++ < kMaxShown) text_.append(name).append(" → ");
  }

  /// The whole text, closed by its last name.
  [[nodiscard]] std::string to(std::string_view last) const {
    return text_ + (length_ > kMaxShown ? "… → " : "") + std::string(last);
  }

 private:
  static constexpr std::size_t kMaxShown = 16;

  std::string text_;
  std::size_t length_ = 0;
};

}  // namespace idlc::schema
