// Registration of services, with the texts for what cannot be registered. They are for the person
// who wires up the server.
#include "rpc/service_table.h"

#include <string>

namespace idl::detail {

Result<void> ServiceTable::check_free(const Method& method) const {
  const ServedMethod* taken = find(method.id);
  if (taken == nullptr) return {};
  const std::string name(method.name);
  if (taken->entry.method.name == method.name) {
    return Error{Code::InvalidArgument, "`" + name + "` is served already: add each service once"};
  }
  return Error{Code::InvalidArgument, "the methods `" + name + "` and `" +
                                          std::string(taken->entry.method.name) +
                                          "` have the same id: rename one of them"};
}

Result<void> ServiceTable::add(Service& service) {
  for (const MethodEntry& entry : service.methods()) {
    if (auto free = check_free(entry.method); !free) return free;
  }
  for (const MethodEntry& entry : service.methods()) {
    methods_.emplace(entry.method.id, std::make_unique<ServedMethod>(entry, service));
  }
  return {};
}

Result<void> ServiceTable::add(std::shared_ptr<Service> service) {
  if (service == nullptr) return Error{Code::InvalidArgument, "there is no service to add"};
  auto added = add(*service);
  if (added) kept_.push_back(std::move(service));
  return added;
}

ServedMethod* ServiceTable::find(std::uint64_t id) const {
  const auto found = methods_.find(id);
  return found == methods_.end() ? nullptr : found->second.get();
}

}  // namespace idl::detail
