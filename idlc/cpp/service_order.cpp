// Depth first through bases and passed services. A base is never waited for in vain, since bases
// form no circle; a passed service is left for later if it, or a base of it, waits for this one.
#include "idlc/cpp/service_order.h"

#include "idlc/cpp/passed_services.h"

namespace idlc::cpp {

using namespace schema;

namespace {

class Sorter {
 public:
  Sorter(const Schema& schema, FileId file) : schema_(schema), file_(file) {}

  void add(DeclId id) {
    const auto* service = std::get_if<Service>(&schema_[id].form);
    if (service == nullptr || schema_[id].file != file_ || !seen_.insert(id).second) return;
    open_.insert(id);
    if (service->base) add(*service->base);
    for (const Method& method : service->methods) {
      for (const DeclId passed : passed_services(method)) {
        if (!waits(passed)) add(passed);
        if (!done_.contains(passed) && passed != id && schema_[passed].file == file_) {
          order_.announced.insert(passed);
        }
      }
    }
    open_.erase(id);
    done_.insert(id);
    order_.services.push_back(id);
  }

  ServiceOrder take() { return std::move(order_); }

 private:
  // Whether one of those that are open stands among the service and its bases.
  bool waits(DeclId id) const {
    std::optional<DeclId> next = id;
    while (next && !open_.contains(*next)) next = std::get<Service>(schema_[*next].form).base;
    return next.has_value();
  }

  const Schema& schema_;
  FileId file_;
  std::set<DeclId> seen_;
  std::set<DeclId> open_;
  std::set<DeclId> done_;
  ServiceOrder order_;
};

}  // namespace

ServiceOrder service_order(const Schema& schema, FileId file) {
  Sorter sorter(schema, file);
  for (const DeclId id : schema[file].declarations) sorter.add(id);
  return sorter.take();
}

}  // namespace idlc::cpp
