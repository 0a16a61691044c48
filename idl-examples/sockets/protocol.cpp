// Lines out of a stream: bytes arrive in any portions, so what follows a line end is kept. A line
// that is too long ends the conversation, so that no peer can fill the memory.
#include "protocol.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

namespace sockets {
namespace {

idl::Error not_our_protocol(std::string_view what) {
  return {.code = idl::Code::ProtocolError, .message = std::string(what)};
}

idl::Result<void> send_text(idl::Socket& socket, std::string_view text, idl::TimePoint deadline) {
  return socket.write_all(std::as_bytes(std::span(text)), deadline);
}

// The N of `ok N`.
idl::Result<std::size_t> body_size(std::string_view number) {
  std::size_t size = 0;
  const char* const end = number.data() + number.size();
  const auto parsed = std::from_chars(number.data(), end, size);
  if (parsed.ec != std::errc{} || parsed.ptr != end || size > kMaxBodyBytes) {
    return not_our_protocol("the server announces an answer of '" + std::string(number) +
                            "' bytes");
  }
  return size;
}

}  // namespace

idl::Result<std::optional<std::string>> Reader::line(idl::TimePoint deadline) {
  for (;;) {
    const std::size_t end = waiting_.find('\n');
    if (std::min(end, waiting_.size()) > kMaxLineBytes) {
      return not_our_protocol("the other side sent a line that is too long");
    }
    if (end != std::string::npos) {
      std::string line = waiting_.substr(0, end);
      waiting_.erase(0, end + 1);
      return std::optional(std::move(line));
    }
    const auto count = fill(deadline);
    if (!count) return count.error();
    if (*count == 0 && waiting_.empty()) return std::optional<std::string>();
    if (*count == 0) return not_our_protocol("the other side stopped in the middle of a line");
  }
}

idl::Result<std::string> Reader::bytes(std::size_t count, idl::TimePoint deadline) {
  while (waiting_.size() < count) {
    const auto arrived = fill(deadline);
    if (!arrived) return arrived.error();
    if (*arrived == 0) return not_our_protocol("the other side stopped in the middle of an answer");
  }
  std::string bytes = waiting_.substr(0, count);
  waiting_.erase(0, count);
  return bytes;
}

idl::Result<std::size_t> Reader::fill(idl::TimePoint deadline) {
  std::array<char, 16384> portion;
  const auto count = socket_.read_some(std::as_writable_bytes(std::span(portion)), deadline);
  if (count) waiting_.append(portion.data(), *count);
  return count;
}

idl::Result<void> send_ok(idl::Socket& socket, std::string_view body, idl::TimePoint deadline) {
  const std::string head = "ok " + std::to_string(body.size()) + "\n";
  return send_text(socket, head + std::string(body), deadline);
}

idl::Result<void> send_error(idl::Socket& socket, std::string_view text, idl::TimePoint deadline) {
  return send_text(socket, "error " + std::string(text) + "\n", deadline);
}

idl::Result<std::string> ask(idl::Socket& socket, std::string_view request,
                             idl::TimePoint deadline) {
  if (auto sent = send_text(socket, std::string(request) + "\n", deadline); !sent) {
    return sent.error();
  }
  Reader reader(socket);
  const auto head = reader.line(deadline);
  if (!head) return head.error();
  const std::string line = head->value_or("");
  if (line.starts_with("error ")) return idl::fail(line.substr(6));
  if (!line.starts_with("ok ")) return not_our_protocol("the server does not speak this protocol");
  const auto size = body_size(std::string_view(line).substr(3));
  if (!size) return size.error();
  return reader.bytes(*size, deadline);
}

}  // namespace sockets
