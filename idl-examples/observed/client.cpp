// A client that sends its token by an interceptor, and one that has none. It ends well if the
// server tells them apart.
#include <iostream>

#include <idl/health.rpc.h>
#include <idl/metrics.h>

#include "interceptors.h"
#include "vault.rpc.h"

namespace {

idl::Channel connect(const char* address, idl::ChannelOptions options = {}) {
  return idl::Channel::connect(address, std::move(options)).value();
}

bool read_with_token(const char* address, const std::shared_ptr<idl::Metrics>& metrics) {
  const vault::Vault::Client client(connect(
      address,
      {.interceptors = {std::make_shared<TokenSender>("open sesame")}, .metrics = metrics}));
  const auto secret = client.read("recipe");
  if (!secret) return false;
  std::cout << "with the token: " << *secret << '\n';
  const auto none = client.read("map");
  return none.error_as<vault::NotFound>() != nullptr;
}

bool read_without_token(const char* address) {
  const auto refused = vault::Vault::Client(connect(address)).read("recipe");
  if (refused) return false;
  std::cout << "without: " << to_text(refused.error()) << '\n';
  return refused.error().executed == idl::Executed::No;
}

}  // namespace

int main(int argc, char** argv) {
  const char* address = argc > 1 ? argv[1] : "tcp:127.0.0.1:7403";
  const auto metrics = std::make_shared<idl::Metrics>();
  try {
    const bool fine = read_with_token(address, metrics) && read_without_token(address);
    const auto calls = metrics->snapshot().client.methods;
    std::cout << "calls of " << calls.at(0).method << " that went well: " << calls.at(0).ended[0]
              << '\n';
    return fine ? 0 : 1;
  } catch (const idl::CallError& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
