// Socket activation: a manager that listens for its services starts one with the sockets from
// descriptor 3 on, and says in the environment how many there are, for whom, and their names.
#include <fcntl.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "net/inherited.h"

namespace idl {
namespace detail {
namespace {

constexpr int kFirstSocket = 3;

// More is a mistake: nobody's service listens at so many places.
constexpr int kMaxSockets = 256;

std::optional<int> number_of(std::string_view text) {
  int number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number = problem == std::errc{} && end == text.data() + text.size() && number >= 0;
  return is_number ? std::optional(number) : std::nullopt;
}

Error senseless(std::string_view name, std::string_view text) {
  return {.code = Code::InvalidArgument,
          .message = "the environment variable " + std::string(name) + " is '" +
                     std::string(text.substr(0, 64)) + "', which is no number that makes sense"};
}

// Cuts the text in front of the next colon off.
std::string next_name(std::string_view& names) {
  const std::size_t colon = names.find(':');
  std::string name(names.substr(0, colon));
  names = colon == std::string_view::npos ? std::string_view() : names.substr(colon + 1);
  return name.empty() ? "unknown" : name;
}

}  // namespace

Result<std::vector<InheritedSocket>> read_listen_variables(const ListenVariables& variables,
                                                           pid_t self) {
  std::vector<InheritedSocket> sockets;
  if (variables.pid == nullptr || variables.count == nullptr) return sockets;
  const auto pid = number_of(variables.pid);
  if (!pid) return senseless("LISTEN_PID", variables.pid);
  if (*pid != self) return sockets;
  const auto count = number_of(variables.count);
  if (!count || *count > kMaxSockets) return senseless("LISTEN_FDS", variables.count);
  std::string_view names = variables.names == nullptr ? "" : variables.names;
  for (int i = 0; i < *count; ++i) {
    sockets.push_back({next_name(names), FdAddress{kFirstSocket + i}});
  }
  return sockets;
}

}  // namespace detail

Result<std::vector<InheritedSocket>> inherited_sockets() {
  auto sockets = detail::read_listen_variables(
      {std::getenv("LISTEN_PID"), std::getenv("LISTEN_FDS"), std::getenv("LISTEN_FDNAMES")},
      ::getpid());
  for (const char* name : {"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"}) ::unsetenv(name);
  if (!sockets) return sockets;
  for (const InheritedSocket& socket : *sockets) {
    // One that cannot is no descriptor: whoever takes it hears so.
    (void)::fcntl(socket.address.number, F_SETFD, FD_CLOEXEC);
  }
  return sockets;
}

}  // namespace idl
