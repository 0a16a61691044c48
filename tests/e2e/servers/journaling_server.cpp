// e2e_journaling_server JOURNAL ADDRESS: serves until it is killed. It writes the number of each
// order that it cancels into the journal, and only then says that it is done.
#include <fcntl.h>
#include <unistd.h>

#include <string>

#include <idl/server.h>

#include "orders.rpc.h"
#include "tests/e2e/servers/tell_parent.h"

namespace {

using shop::v1::OrderService;

class JournalingShop final : public OrderService::Server {
 public:
  explicit JournalingShop(const char* journal)
      : journal_(::open(journal, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600)) {}

  OrderService::CancelResult cancel(idl::Context&, std::uint64_t id,
                                    std::optional<std::string>) override {
    const std::string line = std::to_string(id) + '\n';
    if (::write(journal_, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
      ::_exit(3);
    }
    return {};
  }

 private:
  const int journal_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  JournalingShop shop(argv[1]);
  idl::Server server;
  const auto added = server.add(shop);
  const auto address = server.listen(argv[2]);
  if (!added || !address) return 4;
  e2e::tell_parent(to_string(*address) + '\n');
  for (;;) ::pause();
}
