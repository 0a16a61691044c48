// A server that checks tokens, logs calls and counts them. It prints its metrics when it ends, with
// Ctrl-C; a real one would answer them at a port that a monitoring system scrapes.
//   observed_server [ADDRESS [--insecure-network]]      default tcp:127.0.0.1:7403
#include <csignal>
#include <iostream>
#include <string_view>

#include <idl/health_service.h>
#include <idl/metrics.h>
#include <idl/server.h>

#include "interceptors.h"
#include "vault.rpc.h"

namespace {

class Vault final : public vault::Vault::Server {
  vault::Vault::ReadResult read(idl::Context&, std::string name) override {
    if (name != "recipe") return vault::NotFound{.name = name};
    return std::string("more salt");
  }
};

void wait_for_signal() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  int signal = 0;
  sigwait(&signals, &signal);
}

void block_signals() {  // before any thread starts, so that wait_for_signal() gets them
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace

int main(int argc, char** argv) {
  block_signals();
  const auto log = idl::log_to_stderr();
  const auto metrics = std::make_shared<idl::Metrics>();
  const auto health = std::make_shared<idl::HealthService>();
  Vault vault;
  // The log stands outside of the check, so that it also has the calls that are refused.
  idl::Server server({.interceptors = {std::make_shared<CallLog>(log),
                                       std::make_shared<TokenCheck>("open sesame")},
                      .metrics = metrics,
                      .log = log});
  server.add(vault).value();
  server.add(health).value();
  const bool insecure = argc > 2 && std::string_view(argv[2]) == "--insecure-network";
  auto address =
      server.listen(argc > 1 ? argv[1] : "tcp:127.0.0.1:7403", {.insecure_network = insecure});
  if (!address) {
    std::cerr << address.error().message << '\n';
    return 1;
  }
  std::cout << "listening on " << to_string(*address) << std::endl;
  wait_for_signal();
  health->set_all(idl_health::Status::not_serving);
  (void)server.shutdown(std::chrono::seconds(5));
  write_prometheus(std::cout, *metrics);
}
