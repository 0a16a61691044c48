// The client: it connects, asks one question, and prints the answer as it came. See --help. It
// needs no schema and no stubs, only the runtime's sockets.
#include <chrono>
#include <cstddef>
#include <iostream>
#include <span>
#include <string>
#include <string_view>

#include "protocol.h"

namespace {

constexpr std::string_view kHelp = R"(usage: sockets_client [ADDRESS] REQUEST

Asks the sockets_server at ADDRESS (default: tcp:127.0.0.1:7410) and prints what it answers.

  time      the server's time
  uptime    how long it has been up, and how many requests it has answered
  list      the files that it serves
  get NAME  the bytes of one of them
  --help    print this
)";

// One deadline for the whole: finding the server, connecting, asking, and reading the answer.
constexpr std::chrono::seconds kTimeout{30};

int misuse(std::string_view problem) {
  std::cerr << "sockets_client: " << problem << "; try sockets_client --help\n";
  return 2;
}

int fail(const idl::Error& error) {
  std::cerr << "sockets_client: " << error.message << '\n';
  return 1;
}

int run(std::string_view address, const std::string& request) {
  const auto deadline = idl::deadline_in(kTimeout);
  auto socket = idl::Socket::connect(address, deadline);
  if (!socket) return fail(socket.error());
  const auto answer = sockets::ask(*socket, request, deadline);
  if (!answer) return fail(answer.error());
  std::cout << *answer << std::flush;
  return std::cout ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  std::span<char*> arguments(argv + 1, static_cast<std::size_t>(argc - 1));
  if (!arguments.empty() && std::string_view(arguments[0]) == "--help") {
    std::cout << kHelp;
    return 0;
  }
  std::string_view address = sockets::kDefaultAddress;
  if (!arguments.empty() && std::string_view(arguments[0]).find(':') != std::string_view::npos) {
    address = arguments[0];
    arguments = arguments.subspan(1);
  }
  if (arguments.empty()) return misuse("there is no request");
  std::string request = arguments[0];
  for (const char* word : arguments.subspan(1)) request += " " + std::string(word);
  if (request.find('\n') != std::string::npos) return misuse("a request is one line");
  return run(address, request);
}
