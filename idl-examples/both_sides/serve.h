// What the two stations have in common: they serve one object at one address until a signal ends
// them.
#pragma once

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>

#include <idl/server.h>

#include "telegraph.rpc.h"

namespace telegraph {

/// Holds SIGINT and SIGTERM back from this thread and all that it starts later, so that serve()
/// gets them.
inline sigset_t hold_back_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

inline int complain(const idl::Error& error) {
  std::cerr << error.message << '\n';
  return 1;
}

/// Serves until one of `signals` comes; the program's exit code. Prints `listening on ADDRESS`.
/// Other machines reach it only if the environment variable INSECURE_NETWORK is set: nothing is
/// encrypted.
inline int serve(Station::Server& station, const std::string& address, const sigset_t& signals) {
  idl::Server server;
  if (const auto added = server.add(station); !added) return complain(added.error());
  const auto bound =
      server.listen(address, {.insecure_network = std::getenv("INSECURE_NETWORK") != nullptr});
  if (!bound) return complain(bound.error());
  std::cout << "listening on " << to_string(*bound) << std::endl;
  int signal = 0;
  sigwait(&signals, &signal);
  return 0;
}

}  // namespace telegraph
