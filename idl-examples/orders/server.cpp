// The server program: opens the shop at the addresses it is given, or at the sockets that a service
// manager hands over, until it is told to stop. What it does when it is called is in shop.h; this
// file only reads the command line and waits.
#include <csignal>
#include <exception>
#include <iostream>
#include <vector>

#include <idl/inherited.h>
#include <idl/server.h>

#include "shop.h"

namespace {

using std::chrono_literals::operator""s;

constexpr const char* kUsage =
    "usage: orders_server [--insecure-network] [ADDRESS…]\n"
    "  ADDRESS   tcp:HOST:PORT (port 0 picks one), unix:/path or fd:N (an inherited socket);\n"
    "            default: the sockets of socket activation, or else tcp:127.0.0.1:7401\n"
    "  --insecure-network   allow TCP addresses that other machines reach; nothing is encrypted\n"
    "Serves until SIGINT or SIGTERM, then finishes the calls that are under way.\n";

/// Blocks the signals that end the server in this thread and all that it starts later.
sigset_t hold_back_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

int complain(const idl::Error& error) {
  std::cerr << "orders_server: " << error.message << '\n';
  if (error.code == idl::Code::PermissionDenied) std::cerr << "(the option: --insecure-network)\n";
  return 1;
}

int serve(const std::vector<std::string>& addresses, const idl::ListenOptions& options) {
  const sigset_t signals = hold_back_signals();
  shop::Shop shop(std::string(ORDERS_DATA_DIR) + "/stock.tsv");
  shop.set_talkative();
  idl::Server server;
  if (const auto added = server.add(shop); !added) return complain(added.error());
  for (const std::string& address : addresses) {
    const auto bound = server.listen(address, options);
    if (!bound) return complain(bound.error());
    std::cout << "listening on " << to_string(*bound) << '\n' << std::flush;
  }
  int signal = 0;
  sigwait(&signals, &signal);
  const auto report = server.shutdown(5s);
  std::cout << "stopped; calls still open: " << report.open_calls.size() << '\n';
  return 0;
}

/// The sockets of a service manager, or the usual address. Before any thread is started.
idl::Result<std::vector<std::string>> addresses_unless_told() {
  const auto sockets = idl::inherited_sockets();
  if (!sockets) return sockets.error();
  std::vector<std::string> addresses;
  for (const auto& socket : *sockets) addresses.push_back(to_string(idl::Address(socket.address)));
  if (addresses.empty()) addresses.emplace_back("tcp:127.0.0.1:7401");
  return addresses;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> addresses(argv + 1, argv + argc);
  const bool insecure = std::erase(addresses, "--insecure-network") != 0;
  if (!addresses.empty() && (addresses.front() == "--help" || addresses.front() == "-h")) {
    std::cout << kUsage;
    return 0;
  }
  if (addresses.empty()) {
    auto otherwise = addresses_unless_told();
    if (!otherwise) return complain(otherwise.error());
    addresses = *std::move(otherwise);
  }
  try {
    return serve(addresses, {.insecure_network = insecure});
  } catch (const std::exception& problem) {
    std::cerr << "orders_server: " << problem.what() << '\n';
    return 1;
  }
}
