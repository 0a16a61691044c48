// Reading and printing addresses. Every mistake gets a message of its own that shows the right
// form.
#include "idl/address.h"

#include <algorithm>
#include <charconv>

#include "net/raw_address.h"

namespace idl {
namespace {

constexpr std::string_view kForms =
    "an address is tcp:HOST:PORT, unix:/path, unix:@name, shm:/path, memory:name or fd:NUMBER";

// The longest name that DNS allows.
constexpr std::size_t kMaxHostBytes = 253;

// Long enough for any sensible name, short enough for any message.
constexpr std::size_t kMaxMemoryNameBytes = 255;

Error invalid(std::string_view text, std::string_view problem) {
  return {.code = Code::AddressInvalid,
          .message = "address '" + std::string(text) + "': " + std::string(problem)};
}

bool is_printable(char c) { return static_cast<unsigned char>(c) > ' ' && c != 0x7F; }

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Result<std::uint16_t> parse_port(std::string_view whole, std::string_view text) {
  if (text.empty()) {
    return invalid(whole,
                   "the port is missing: write it behind the host, as in tcp:localhost:7000");
  }
  if (!all_digits(text)) {
    return invalid(whole, "the port '" + std::string(text) + "' is not a number");
  }
  std::uint16_t port = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (problem != std::errc{}) {
    return invalid(whole, "the port " + std::string(text) + " is too big: the biggest is 65535");
  }
  return port;
}

Result<Address> make_tcp(std::string_view whole, std::string_view host, std::string_view port) {
  const auto number = parse_port(whole, port);
  if (!number) {
    return number.error();
  }
  return Address(TcpAddress{std::string(host), *number});
}

// HOST is `[` IPv6 `]`.
Result<Address> parse_tcp_brackets(std::string_view whole, std::string_view rest) {
  const std::size_t close = rest.find(']');
  if (close == std::string_view::npos) {
    return invalid(whole, "the bracket of the IPv6 address is not closed");
  }
  const std::string_view host = rest.substr(1, close - 1);
  if (!detail::is_ipv6(host)) {
    return invalid(whole, "'" + std::string(host) + "' is not an IPv6 address");
  }
  std::string_view port = rest.substr(close + 1);
  if (!port.empty() && port.front() != ':') {
    return invalid(whole, "behind the bracket stands :PORT and nothing else");
  }
  if (!port.empty()) {
    port.remove_prefix(1);
  }
  return make_tcp(whole, host, port);
}

Result<Address> parse_tcp(std::string_view whole, std::string_view rest) {
  if (!rest.empty() && rest.front() == '[') {
    return parse_tcp_brackets(whole, rest);
  }
  const std::size_t colon = rest.find(':');
  if (colon != rest.rfind(':')) {
    return invalid(whole,
                   "there are too many colons: an IPv6 address stands in brackets, as in "
                   "tcp:[::1]:7000");
  }
  const std::string_view host = rest.substr(0, colon);
  if (host.empty()) {
    return invalid(whole,
                   "the host is missing: write tcp:127.0.0.1:7000 for this machine, or "
                   "tcp:0.0.0.0:7000 to listen on every network");
  }
  if (host.size() > kMaxHostBytes) {
    return invalid(whole, "the host is longer than the 253 characters that a name may have");
  }
  if (!std::all_of(host.begin(), host.end(), [](char c) { return is_printable(c) && c != '/'; })) {
    return invalid(whole, "the host holds a character that no name has");
  }
  return make_tcp(whole, host, colon == rest.npos ? "" : rest.substr(colon + 1));
}

// What holds for paths of sockets and for their names without a file.
Result<void> check_socket_name(std::string_view whole, std::string_view name) {
  if (name.empty()) {
    return invalid(whole, "the name of the socket is missing");
  }
  if (name.find('\0') != std::string_view::npos) {
    return invalid(whole, "the path holds a zero byte");
  }
  if (name.size() > detail::kMaxUnixPathBytes) {
    return invalid(whole, "the path has " + std::to_string(name.size()) +
                              " bytes, but the system allows " +
                              std::to_string(detail::kMaxUnixPathBytes));
  }
  return {};
}

Result<void> check_socket_path(std::string_view whole, std::string_view path,
                               std::string_view form) {
  if (path.empty() || path.front() != '/') {
    return invalid(whole, form);
  }
  return check_socket_name(whole, path.back() == '/' ? "" : path);
}

Result<Address> parse_unix(std::string_view whole, std::string_view rest) {
  const bool abstract = !rest.empty() && rest.front() == '@';
  const std::string_view path = rest.substr(abstract ? 1 : 0);
  const auto valid =
      abstract ? check_socket_name(whole, path)
               : check_socket_path(whole, path,
                                   "a Unix socket has an absolute path, as in "
                                   "unix:/run/user/1000/shop.sock, or a name without a file, as "
                                   "in unix:@shop");
  if (!valid) {
    return valid.error();
  }
  return Address(UnixAddress{std::string(path), abstract});
}

Result<Address> parse_shm(std::string_view whole, std::string_view rest) {
  if (auto valid = check_socket_path(whole, rest,
                                     "shared memory has an absolute path to meet at, as in "
                                     "shm:/run/user/1000/board.shm");
      !valid) {
    return valid.error();
  }
  return Address(ShmAddress{std::string(rest)});
}

Result<Address> parse_memory(std::string_view whole, std::string_view rest) {
  if (rest.empty()) {
    return invalid(whole, "the name is missing, as in memory:shop");
  }
  if (rest.size() > kMaxMemoryNameBytes) {
    return invalid(whole, "the name is longer than 255 bytes");
  }
  if (!std::all_of(rest.begin(), rest.end(), is_printable)) {
    return invalid(whole, "the name holds a space or a character that cannot be printed");
  }
  return Address(MemoryAddress{std::string(rest)});
}

Result<Address> parse_fd(std::string_view whole, std::string_view rest) {
  int number = -1;
  const auto [end, problem] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  if (rest.empty() || !all_digits(rest) || problem != std::errc{}) {
    return invalid(whole, "the number of an inherited descriptor is missing, as in fd:3");
  }
  return Address(FdAddress{number});
}

// No kind of address in front: often it was only forgotten.
Error unknown_kind(std::string_view text, std::string_view kind) {
  std::string problem = "unknown kind '" + std::string(kind) + "'; " + std::string(kForms);
  if (!text.empty() && text.front() == '/') {
    problem = "did you mean 'unix:" + std::string(text) + "'? " + std::string(kForms);
  } else if (kind.size() < text.size() && all_digits(text.substr(kind.size() + 1))) {
    problem = "did you mean 'tcp:" + std::string(text) + "'? " + std::string(kForms);
  }
  return invalid(text, problem);
}

struct Printer {
  std::string operator()(const TcpAddress& tcp) const {
    const bool brackets = tcp.host.find(':') != std::string::npos;
    return "tcp:" + (brackets ? "[" + tcp.host + "]" : tcp.host) + ":" + std::to_string(tcp.port);
  }
  std::string operator()(const UnixAddress& local) const {
    return "unix:" + std::string(local.abstract ? "@" : "") + local.path;
  }
  std::string operator()(const ShmAddress& shm) const { return "shm:" + shm.path; }
  std::string operator()(const MemoryAddress& memory) const { return "memory:" + memory.name; }
  std::string operator()(const FdAddress& inherited) const {
    return "fd:" + std::to_string(inherited.number);
  }
};

}  // namespace

Result<Address> parse_address(std::string_view text) {
  if (text.empty()) {
    return Error{.code = Code::AddressInvalid,
                 .message = "the address is empty; " + std::string(kForms)};
  }
  const std::string_view kind = text.substr(0, text.find(':'));
  const std::string_view rest = text.substr(std::min(text.size(), kind.size() + 1));
  if (kind == "tcp") {
    return parse_tcp(text, rest);
  }
  if (kind == "unix") {
    return parse_unix(text, rest);
  }
  if (kind == "shm") {
    return parse_shm(text, rest);
  }
  if (kind == "memory") {
    return parse_memory(text, rest);
  }
  if (kind == "fd") {
    return parse_fd(text, rest);
  }
  return unknown_kind(text, kind);
}

std::string to_string(const Address& address) { return std::visit(Printer{}, address); }

}  // namespace idl
