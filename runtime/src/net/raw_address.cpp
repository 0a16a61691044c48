// Conversions of sockaddr_in, sockaddr_in6 and sockaddr_un, each copied rather than cast. It
// converts; it neither resolves nor connects.
#include "net/raw_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <string>

#include "base/check.h"

namespace idl::detail {
namespace {

static_assert(kMaxUnixPathBytes + 1 == sizeof(sockaddr_un::sun_path));

constexpr std::size_t kPathOffset = offsetof(sockaddr_un, sun_path);

template <class T>
T as(const RawAddress& raw) {
  T address{};
  std::memcpy(&address, &raw.storage, std::min<std::size_t>(sizeof address, raw.size));
  return address;
}

std::string host_text(int family, const void* address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  return ::inet_ntop(family, address, text.data(), text.size());
}

Address from_ipv4(const sockaddr_in& address) {
  return TcpAddress{host_text(AF_INET, &address.sin_addr), ntohs(address.sin_port)};
}

Address from_ipv6(const sockaddr_in6& address) {
  std::string host = host_text(AF_INET6, &address.sin6_addr);
  if (address.sin6_scope_id != 0) {
    host += "%" + std::to_string(address.sin6_scope_id);
  }
  return TcpAddress{host, ntohs(address.sin6_port)};
}

Address from_unix(const sockaddr_un& address, socklen_t size) {
  if (size <= kPathOffset) {
    return UnixAddress{};
  }
  // The system counts an end marker that it had no room to write.
  const std::size_t length = std::min<std::size_t>(size - kPathOffset, sizeof address.sun_path);
  const std::string_view path(address.sun_path, length);
  if (path.front() == '\0') {
    return UnixAddress{std::string(path.substr(1)), true};
  }
  return UnixAddress{std::string(path.substr(0, path.find('\0'))), false};
}

}  // namespace

bool is_ipv6(std::string_view text) {
  in6_addr ignored{};
  return ::inet_pton(AF_INET6, std::string(text.substr(0, text.find('%'))).c_str(), &ignored) == 1;
}

RawAddress to_raw(const UnixAddress& address) {
  check(address.path.size() <= kMaxUnixPathBytes, "the path of a Unix socket is too long");
  sockaddr_un local{};
  local.sun_family = AF_UNIX;
  // An abstract name begins with a zero byte and has no end marker; a path has one, here left at 0.
  std::memcpy(local.sun_path + (address.abstract ? 1 : 0), address.path.data(),
              address.path.size());
  RawAddress raw;
  std::memcpy(&raw.storage, &local, sizeof local);
  raw.size = static_cast<socklen_t>(kPathOffset + address.path.size() + 1);
  return raw;
}

Address from_raw(const RawAddress& raw) {
  switch (raw.storage.ss_family) {
    case AF_INET:
      return from_ipv4(as<sockaddr_in>(raw));
    case AF_INET6:
      return from_ipv6(as<sockaddr_in6>(raw));
    default:
      return from_unix(as<sockaddr_un>(raw), raw.size);
  }
}

bool is_loopback(const RawAddress& raw) {
  constexpr std::uint32_t kLoopbackNet = 127;
  if (raw.storage.ss_family == AF_INET) {
    return ntohl(as<sockaddr_in>(raw).sin_addr.s_addr) >> 24 == kLoopbackNet;
  }
  const in6_addr host = as<sockaddr_in6>(raw).sin6_addr;
  return IN6_IS_ADDR_LOOPBACK(&host) ||
         (IN6_IS_ADDR_V4MAPPED(&host) && host.s6_addr[12] == kLoopbackNet);
}

bool same_address(const RawAddress& a, const RawAddress& b) {
  return a.size == b.size && std::memcmp(&a.storage, &b.storage, a.size) == 0;
}

}  // namespace idl::detail
