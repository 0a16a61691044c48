// The error's fields in order, and how any text becomes one that can be sent. It decides nothing
// about the error itself: not its code, not who is to blame.
#include "frame/error_body.h"

#include <algorithm>

#include "idl/wire/utf8.h"

#include "frame/block_bytes.h"

namespace idl::detail {
namespace {

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

/// The greatest length up to `max_bytes` that does not cut a character in two.
std::size_t length_of_whole_characters(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text.size();
  std::size_t length = max_bytes;
  while (length > 0 && is_continuation(text[length])) --length;
  return length;
}

}  // namespace

Bytes encode_error(const ErrorBody& body) {
  return *block_to_bytes(static_cast<std::uint32_t>(body.code),
                         static_cast<std::uint8_t>(body.executed),
                         static_cast<std::uint8_t>(body.failer), body.declared,
                         sendable_text(body.name, kMaxErrorBytes),
                         sendable_text(body.text, kMaxErrorBytes), body.fields);
}

Result<ErrorBody> decode_error(BytesView payload) {
  ErrorBody body;
  std::uint32_t code = 0;
  std::uint8_t executed = 0;
  std::uint8_t failer = 0;
  const auto flaw = block_from_bytes(payload, code, executed, failer, body.declared, body.name,
                                     body.text, body.fields);
  if (flaw) return *flaw;
  body.code = static_cast<Code>(code);
  body.executed =
      executed == static_cast<std::uint8_t>(Executed::No) ? Executed::No : Executed::Maybe;
  body.failer = failer == static_cast<std::uint8_t>(Failer::Application) ? Failer::Application
                                                                         : Failer::Runtime;
  return body;
}

std::string sendable_text(std::string_view text, std::size_t max_bytes) {
  std::string sendable(text.substr(0, length_of_whole_characters(text, max_bytes)));
  if (is_utf8(sendable)) return sendable;
  // Rare, so that it may be crude: everything beyond ASCII goes.
  std::replace_if(
      sendable.begin(), sendable.end(),
      [](char byte) { return static_cast<unsigned char>(byte) >= 0x80; }, '?');
  return sendable;
}

}  // namespace idl::detail
