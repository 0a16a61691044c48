// The type of one entry of the catalogue of diagnostics. An entry is a constant:
//
//   inline constexpr Diag<std::string_view> kUnknownType{
//       "unknown-type", Severity::Error, "unknown type `{}`", "A long explanation. …"};
//
// The template arguments are the types of the message's arguments; fmt checks the message against
// them while we compile. No text of a diagnostic lives anywhere else.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <type_traits>

namespace idlc {

enum class Severity { Error, Warning };

// What is known of a diagnostic without its arguments. Ids are kebab-case and permanent: an id that
// was ever released is never given another meaning.
struct DiagInfo {
  std::string_view id;
  Severity severity = Severity::Error;
  std::string_view message;      // the template: lower case, no full stop, names the situation
  std::string_view explanation;  // a few whole sentences: what it means, why it is so, what to do
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
                 std::string_view explanation)
      : info{id, severity, message.text, explanation} {}

  // The message with its arguments in place.
  [[nodiscard]] std::string message(const Args&... args) const {
    return fmt::vformat(fmt::string_view(info.message.data(), info.message.size()),
                        fmt::make_format_args(args...));
  }
};

}  // namespace idlc
