// The smallest server: two procedures, one address. Ends with Ctrl-C.
//   calculator_server [ADDRESS [--insecure-network]]      default tcp:127.0.0.1:7400
#include <csignal>
#include <iostream>
#include <string_view>

#include <idl/server.h>

#include "calculator.rpc.h"

class Calculator final : public calc::Calculator::Server {
  calc::Calculator::AddResult add(idl::Context&, std::int32_t a, std::int32_t b) override {
    return std::int64_t{a} + b;
  }
  calc::Calculator::DivideResult divide(idl::Context&, std::int32_t a, std::int32_t b) override {
    if (b == 0) return calc::DivisionByZero{.dividend = a};
    const std::int64_t dividend = a;
    return calc::Calculator::DivideValues{.quotient = dividend / b, .remainder = dividend % b};
  }
};

int main(int argc, char** argv) {
  sigset_t signals;  // blocked before any thread starts, so that sigwait below gets them
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  Calculator calculator;
  idl::Server server;
  server.add(calculator).value();
  const bool insecure = argc > 2 && std::string_view(argv[2]) == "--insecure-network";
  auto address =
      server.listen(argc > 1 ? argv[1] : "tcp:127.0.0.1:7400", {.insecure_network = insecure});
  if (!address) {
    std::cerr << address.error().message << '\n';
    return 1;
  }
  std::cout << "listening on " << to_string(*address) << std::endl;
  int signal = 0;
  sigwait(&signals, &signal);
}
