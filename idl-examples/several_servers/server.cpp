// One of several servers that all do the same. It says its name with each answer. Ends with Ctrl-C.
//   several_servers_server NAME ADDRESS
#include <algorithm>
#include <csignal>
#include <iostream>

#include <idl/server.h>

#include "mirror.rpc.h"

namespace {

class Mirror final : public several::Mirror::Server {
 public:
  explicit Mirror(std::string name) : name_(std::move(name)) {}

  several::Mirror::ReverseResult reverse(idl::Context&, std::string word) override {
    std::reverse(word.begin(), word.end());
    return several::Mirror::ReverseValues{.reversed = std::move(word), .server = name_};
  }

 private:
  const std::string name_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: several_servers_server NAME ADDRESS\n";
    return 2;
  }
  sigset_t signals;  // blocked before any thread starts, so that sigwait below gets them
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  Mirror mirror(argv[1]);
  idl::Server server;
  server.add(mirror).value();
  const auto address = server.listen(argv[2]);
  if (!address) {
    std::cerr << address.error().message << '\n';
    return 1;
  }
  std::cout << "listening on " << to_string(*address) << std::endl;
  int signal = 0;
  sigwait(&signals, &signal);
}
