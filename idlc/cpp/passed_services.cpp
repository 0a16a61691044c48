// Looking through optionals and lists.
// Nothing else can stand around a service.
#include "idlc/cpp/passed_services.h"

namespace idlc::cpp {

using namespace schema;

std::optional<DeclId> passed_service(const Type& type) {
  if (const auto* service = std::get_if<ServiceType>(&type.form)) return service->id;
  if (const auto* list = std::get_if<ListType>(&type.form)) return passed_service(*list->element);
  const auto* optional = std::get_if<OptionalType>(&type.form);
  return optional == nullptr ? std::nullopt : passed_service(*optional->value);
}

std::vector<DeclId> passed_services(const Method& method) {
  std::vector<DeclId> services;
  for (const Block* block : {&method.parameters, &method.results}) {
    for (const Field* field : fields_of(*block)) {
      if (const auto service = passed_service(field->type)) services.push_back(*service);
    }
  }
  return services;
}

}  // namespace idlc::cpp
