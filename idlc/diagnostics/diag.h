// The type of one entry of the catalogue of diagnostics. An entry is a constant:
//
//   inline constexpr Diag<std::string_view> kUnknownType{
//       "unknown-type", Severity::Error, "unknown type `{}`", "A long explanation. …",
//       {Wrong{"package shop; …"}, Right{"package shop; …"}}};
//
// The template arguments are the types of the message's arguments; fmt checks the message against
// them while we compile. No text of a diagnostic lives anywhere else.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

namespace idlc {

enum class Severity { Error, Warning };

[[nodiscard]] constexpr std::string_view word_of(Severity severity) {
  return severity == Severity::Error ? "error" : "warning";
}

// What is known of a diagnostic without its arguments. Ids are kebab-case and permanent: an id that
// was ever released is never given another meaning.
struct DiagInfo {
  std::string_view id;
  Severity severity = Severity::Error;
  std::string_view message;      // the template: lower case, no full stop, names the situation
  std::string_view explanation;  // a few whole sentences: what it means, why it is so, what to do
  std::string_view wrong;        // an example that gets this diagnostic, as it stands in the source
  std::string_view right;        // the same, mended: it compiles without a word
};

// The two examples of an entry. Each is a whole schema, written as a raw string and indented as the
// code around it; `unindented` (explain.h) takes that away. A test compiles them all: the wrong one
// gets this diagnostic and no other, the right one none.
//
// One that takes several files begins with the command, and each file with its path:
//
//   $ idlc check -I base order.idl
//   --- order.idl
//   package shop;
//   …
//   --- base/money.idl
//   …
struct Wrong {
  std::string_view text;

  template <std::size_t N>
  consteval explicit Wrong(const char (&literal)[N]) : text(literal, N - 1) {
    static_assert(N > 1, "the example is empty");
  }
};

struct Right {
  std::string_view text;

  template <std::size_t N>
  consteval explicit Right(const char (&literal)[N]) : text(literal, N - 1) {
    static_assert(N > 1, "the example is empty");
  }
};

struct Examples {
  Wrong wrong;
  Right right;
};

// A message template whose placeholders fit arguments of these types, checked by fmt at compile
// time.
template <class... Args>
struct MessageTemplate {
  std::string_view text;

  consteval MessageTemplate(const char* literal) : text(literal) {
    static_cast<void>(fmt::format_string<Args...>(literal));
  }
};

template <class... Args>
struct Diag {
  DiagInfo info;

  consteval Diag(std::string_view id, Severity severity,
                 std::type_identity_t<MessageTemplate<Args...>> message,
                 std::string_view explanation, Examples examples)
      : info{id, severity, message.text, explanation, examples.wrong.text, examples.right.text} {}

  // The message with its arguments in place.
  [[nodiscard]] std::string message(const Args&... args) const {
    return fmt::vformat(fmt::string_view(info.message.data(), info.message.size()),
                        fmt::make_format_args(args...));
  }
};

}  // namespace idlc
