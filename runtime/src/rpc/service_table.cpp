// Registration of services, with the texts for what cannot be registered. They are for the person
// who wires up the server.
#include "rpc/service_table.h"

#include <string>
#include <utility>

#include "rpc/serial_line.h"

namespace idl::detail {

ServiceTable::ServiceTable() = default;
ServiceTable::~ServiceTable() = default;

Result<void> ServiceTable::check_free(const MethodEntry& entry) const {
  const ServedMethod* taken = find(entry.method.id);
  if (taken == nullptr || entry.registration == Registration::OfBase) return {};
  if (taken->entry.registration == Registration::OfBase) return {};
  const std::string name(entry.method.name);
  if (taken->entry.method.name == entry.method.name) {
    return Error{Code::InvalidArgument, "`" + name + "` is served already: add each service once"};
  }
  return Error{Code::InvalidArgument, "the methods `" + name + "` and `" +
                                          std::string(taken->entry.method.name) +
                                          "` have the same id: rename one of them"};
}

Result<void> ServiceTable::add(Service& service, const ServiceOptions& options) {
  for (const MethodEntry& entry : service.methods()) {
    if (auto free = check_free(entry); !free) return free;
  }
  SerialLine* line = nullptr;
  if (options.serial) {
    line = lines_.emplace_back(std::make_unique<SerialLine>(options.max_waiting_calls)).get();
  }
  for (const MethodEntry& entry : service.methods()) add_entry(entry, service, line);
  services_.push_back(&service);
  return {};
}

void ServiceTable::add_entry(const MethodEntry& entry, Service& service, SerialLine* line) {
  if (entry.registration == Registration::OfBase) return add_of_base(entry, service, line);
  methods_[entry.method.id] = std::make_unique<ServedMethod>(entry, service, line);
}

void ServiceTable::add_of_base(const MethodEntry& entry, Service& service, SerialLine* line) {
  const std::uint64_t id = entry.method.id;
  if (ambiguous_.contains(id)) return;
  const auto [place, is_new] = methods_.try_emplace(id);
  if (is_new) {
    place->second = std::make_unique<ServedMethod>(entry, service, line);
  } else if (place->second->entry.registration == Registration::OfBase) {
    methods_.erase(place);
    ambiguous_.insert(id);
  }
}

Result<void> ServiceTable::add(std::shared_ptr<Service> service, const ServiceOptions& options) {
  if (service == nullptr) return Error{Code::InvalidArgument, "there is no service to add"};
  auto added = add(*service, options);
  if (added) kept_.push_back(std::move(service));
  return added;
}

ServedMethod* ServiceTable::find(std::uint64_t id) const {
  const auto found = methods_.find(id);
  return found == methods_.end() ? nullptr : found->second.get();
}

}  // namespace idl::detail
