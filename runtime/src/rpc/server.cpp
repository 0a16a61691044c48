// The public handle of a server.
// What happens behind it is ServerCore's business.
#include "idl/server.h"

#include <utility>

#include "rpc/server_core.h"

namespace idl {

Server::Server(ServerOptions options)
    : core_(std::make_shared<detail::ServerCore>(std::move(options))) {}

Server::~Server() { core_->stop(core_); }

Result<void> Server::add(Service& service) { return core_->add(service); }

Result<void> Server::add(std::shared_ptr<Service> service) {
  return core_->add(std::move(service));
}

Result<Address> Server::listen(std::string_view address, const ListenOptions& options) {
  const auto parsed = parse_address(address);
  if (!parsed) return parsed.error();
  return listen(*parsed, options);
}

Result<Address> Server::listen(const Address& address, const ListenOptions& options) {
  return core_->listen(address, options);
}

void Server::run() { core_->run(); }

ShutdownReport Server::shutdown(Duration grace) { return core_->shutdown(grace); }

}  // namespace idl
