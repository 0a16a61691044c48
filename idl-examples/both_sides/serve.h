// What the two stations have in common: they serve one object at one address until a signal ends them.
#pragma once

#include <csignal>
#include <iostream>
#include <string>

#include "telegraph.rpc.h"

namespace telegraph {

/// Holds SIGINT and SIGTERM back from this thread and all that it starts later, so that serve() gets them.
inline sigset_t hold_back_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

/// Serves until one of `signals` comes; the program's exit code. Prints `listening on ADDRESS`.
inline int serve(Station::Server& station, const std::string& address, const sigset_t& signals) {
  idl::Server server;
  if (const auto added = server.add(station); !added) {
    std::cerr << added.error().message << '\n';
    return 1;
  }
  const auto bound = server.listen(address);
  if (!bound) {
    std::cerr << bound.error().message << '\n';
    return 1;
  }
  std::cout << "listening on " << to_string(*bound) << std::endl;
  int signal = 0;
  sigwait(&signals, &signal);
  return 0;
}

}  // namespace telegraph
