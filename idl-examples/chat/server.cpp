// Keeps a room open until a signal comes.
//   chat_server [ADDRESS]      default tcp:127.0.0.1:7430
#include <csignal>
#include <iostream>

#include <idl/server.h>

#include "room.h"

int main(int argc, char** argv) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  chat::OpenRoom room;
  idl::Server server;
  server.add(room).value();
  const auto bound = server.listen(argc > 1 ? argv[1] : "tcp:127.0.0.1:7430");
  if (!bound) {
    std::cerr << bound.error() << '\n';
    return 1;
  }
  std::cout << "listening on " << to_string(*bound) << std::endl;
  int signal = 0;
  sigwait(&signals, &signal);
  return 0;
}
