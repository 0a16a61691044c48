// A server that tells tools what it serves. Its handlers are nobody's concern here, so it has none:
// every call answers Unimplemented. Ends with Ctrl-C.
//   reflect_server [ADDRESS]      default tcp:127.0.0.1:7404
#include <csignal>
#include <iostream>

#include <idl/health_service.h>
#include <idl/reflection_service.h>
#include <idl/server.h>

#include "library.rpc.h"

int main(int argc, char** argv) {
  sigset_t signals;  // blocked before any thread starts, so that sigwait below gets them
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  library::Library::Server library;
  idl::Server server;
  server.add(library).value();
  server.add(std::make_shared<idl::HealthService>()).value();
  server.add(std::make_shared<idl::ReflectionService>(server)).value();
  auto address = server.listen(argc > 1 ? argv[1] : "tcp:127.0.0.1:7404");
  if (!address) {
    std::cerr << address.error().message << '\n';
    return 1;
  }
  std::cout << "listening on " << to_string(*address) << std::endl;
  int signal = 0;
  sigwait(&signals, &signal);
}
