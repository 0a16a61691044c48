// Names and text of errors. The text is safe to print: one line, bounded, control characters
// escaped, whatever the peer put into the message.
#include "idl/error.h"

#include <array>
#include <ostream>
#include <utility>

namespace idl {
namespace {

constexpr std::array<std::string_view, 17> kCodeNames = {
    "unknown",           "Cancelled",     "DeadlineExceeded", "InvalidArgument",
    "ResourceExhausted", "Unimplemented", "Unavailable",      "GoingAway",
    "PermissionDenied",  "ProtocolError", "MessageTooLarge",  "UndeclaredError",
    "DeclaredError",     "Internal",      "AddressInvalid",   "SystemError",
    "Application"};

constexpr std::string_view kEllipsis = "...";

bool is_control(unsigned char c) { return c < 0x20 || c == 0x7F; }

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

void append_escaped(std::string& out, char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  out += "\\x";
  out += kHex[byte >> 4U];
  out += kHex[byte & 15U];
}

/// Cuts a text that is too long between two characters.
void shorten(std::string& text, std::size_t size) {
  if (text.size() <= size) return;
  std::size_t end = size - kEllipsis.size();
  while (end > 0 && is_continuation(text[end])) --end;
  text.resize(end);
  text += kEllipsis;
}

}  // namespace

std::string_view to_string(Code code) {
  const auto number = static_cast<std::size_t>(code);
  return kCodeNames[number < kCodeNames.size() ? number : 0];
}

std::string_view to_string(Executed executed) {
  switch (executed) {
    case Executed::No:
      return "No";
    case Executed::Maybe:
      return "Maybe";
  }
  return "unknown";
}

std::string_view to_string(Origin origin) {
  switch (origin) {
    case Origin::Local:
      return "Local";
    case Origin::Transport:
      return "Transport";
    case Origin::Peer:
      return "Peer";
    case Origin::Application:
      return "Application";
  }
  return "unknown";
}

std::string to_text(const Error& error) {
  std::string tail = " (executed ";
  tail += to_string(error.executed);
  tail += ", origin ";
  tail += to_string(error.origin);
  tail += ')';

  std::string text(to_string(error.code));
  text += ": ";
  const std::size_t room = kMaxErrorTextBytes - tail.size();
  for (char c : error.message) {
    if (text.size() > room) break;
    if (is_control(static_cast<unsigned char>(c))) {
      append_escaped(text, c);
    } else {
      text += c;
    }
  }
  shorten(text, room);
  return text + tail;
}

std::ostream& operator<<(std::ostream& out, const Error& error) { return out << to_text(error); }

Error fail(std::string message) {
  return {.code = Code::Application,
          .message = std::move(message),
          .executed = Executed::Maybe,
          .origin = Origin::Application};
}

}  // namespace idl
