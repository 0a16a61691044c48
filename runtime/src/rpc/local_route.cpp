// Calls that cannot be made, because there is no connection to make them over.
// What a stub says of itself without one is here as well.
#include "rpc/local_route.h"

#include <utility>

#include "idl/references.h"
#include "idl/stub.h"
#include "idl/text_writer.h"

namespace idl {
namespace {

/// Of all stubs that go nowhere.
const std::shared_ptr<detail::CallRoute>& nowhere() {
  // Never destroyed, for a stub that outlives main().
  static const auto& route = *new std::shared_ptr<detail::CallRoute>(
      std::make_shared<detail::LocalRoute>(detail::kNoReference));
  return route;
}

}  // namespace

Result<std::shared_ptr<detail::CallLink>> detail::LocalRoute::link(LinkRequest&) {
  if (service_ != nullptr) {
    return Error{Code::InvalidArgument,
                 "this reference is to a service of this process: call the object itself",
                 Executed::No, Origin::Local};
  }
  return Error{Code::InvalidArgument, "this client was never given anything to call", Executed::No,
               Origin::Local};
}

Stub::Stub() : route_(nowhere()) {}

Stub::Stub(std::shared_ptr<Service> service) : route_(nowhere()) {
  if (service == nullptr) return;
  route_ = std::make_shared<detail::LocalRoute>(
      std::make_shared<detail::LocalService>(std::move(service)));
}

Stub::Stub(std::uint32_t reference) : route_(std::make_shared<detail::LocalRoute>(reference)) {}

std::uint32_t Stub::reference() const { return route_->target(); }

bool Stub::add_to(detail::OutgoingReferences& references) const {
  auto service = route_->service();
  if (service == nullptr) return false;
  references.services.push_back(std::move(service));
  return true;
}

void detail::print_reference(const Stub& stub, TextWriter& out) {
  if (!out.begin("Client")) return;
  if (stub.reference() != kNoReference) out.field("number", stub.reference());
  out.end();
}

Error detail::passed_on() {
  return Error{Code::InvalidArgument,
               "only a service of this process can be given to a peer, as the shared_ptr of its "
               "object: to pass on what was received, give a service of your own that calls it",
               Executed::No, Origin::Local};
}

Error detail::not_announced() {
  return Error{Code::InvalidArgument, "a reference did not come with the message that names it"};
}

}  // namespace idl
