// The public handle of a server.
// What happens behind it is ServerCore's business.
#include "idl/server.h"

#include <utility>

#include "rpc/server_core.h"

namespace idl {

Server::Server(ServerOptions options)
    : core_(std::make_shared<detail::ServerCore>(std::move(options))) {}

Server::~Server() { core_->stop(core_); }

Result<void> Server::add(Service& service, const ServiceOptions& options) {
  return core_->add(service, options);
}

Result<void> Server::add(std::shared_ptr<Service> service, const ServiceOptions& options) {
  return core_->add(std::move(service), options);
}

std::vector<const Service*> Server::services() const { return core_->services(); }

Result<Address> Server::listen(std::string_view address, const ListenOptions& options) {
  const auto parsed = parse_address(address);
  if (!parsed) return parsed.error();
  return listen(*parsed, options);
}

Result<Address> Server::listen(const Address& address, const ListenOptions& options) {
  return core_->listen(address, options);
}

void Server::run() { core_->run(); }

std::span<const PollFd> Server::poll_fds() const { return core_->poll_fds(); }

Duration Server::next_timeout() const { return core_->next_timeout(); }

void Server::run_once() {
  const std::shared_ptr<detail::ServerCore> core = core_;  // a handler may destroy this object
  core->run_once(core);
}

ShutdownReport Server::shutdown(Duration grace) { return core_->shutdown(grace); }

}  // namespace idl
