// e2e_silent_server: tells its parent where it listens, and in a second line that its handler runs,
// which never answers. It serves until it is killed.
#include <unistd.h>

#include <string>

#include <idl/server.h>

#include "orders.rpc.h"
#include "tests/e2e/servers/tell_parent.h"

namespace {

using shop::v1::OrderService;

class SilentShop final : public OrderService::Server {
 public:
  OrderService::AuditResult audit(idl::Context&, idl::Duration) override {
    e2e::tell_parent("runs\n");
    for (;;) ::pause();
  }
};

}  // namespace

int main() {
  SilentShop shop;
  idl::Server server;
  const auto added = server.add(shop);
  const auto address = server.listen("tcp:127.0.0.1:0");
  if (!added || !address) return 4;
  e2e::tell_parent(to_string(*address) + '\n');
  for (;;) ::pause();
}
