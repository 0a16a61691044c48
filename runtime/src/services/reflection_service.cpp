// Reflection: the tables of methods that generated code has, by service.
// What a server serves is constant from its first listen() on.
#include "idl/reflection_service.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace idl {
namespace {

using idl_reflection::File;
using idl_reflection::NoSchema;
using idl_reflection::ServiceInfo;

/// `shop.v1.Orders` of `shop.v1.Orders.get`
std::string_view service_of(std::string_view method) { return method.substr(0, method.rfind('.')); }

std::string_view last_part(std::string_view method) { return method.substr(method.rfind('.') + 1); }

/// The numbers of the two are the same.
idl_reflection::MethodKind kind_of(MethodKind kind) {
  return static_cast<idl_reflection::MethodKind>(kind);
}

/// Everything that is served, by the names that callers use.
std::vector<MethodEntry> all_methods(const Server& server) {
  std::vector<MethodEntry> all;
  for (const Service* service : server.services()) {
    for (const MethodEntry& entry : service->methods()) all.push_back(entry);
  }
  return all;
}

}  // namespace

idl_reflection::Reflection::ServicesResult ReflectionService::services(Context&) {
  std::map<std::string_view, ServiceInfo> services;
  for (const MethodEntry& entry : all_methods(server_)) {
    const std::string_view name = service_of(entry.method.name);
    ServiceInfo& info = services[name];
    info.name = name;
    info.methods.push_back({std::string(last_part(entry.method.name)), kind_of(entry.kind)});
    info.has_schema = info.has_schema || !entry.schema.empty();
  }
  std::vector<ServiceInfo> listed;
  for (auto& [name, info] : services) listed.push_back(std::move(info));
  return listed;
}

idl_reflection::Reflection::SchemaResult ReflectionService::schema(Context&, std::string service) {
  for (const MethodEntry& entry : all_methods(server_)) {
    if (service_of(entry.method.name) != service || entry.schema.empty()) continue;
    std::vector<File> files;
    for (const SchemaFile& file : entry.schema) {
      files.push_back({std::string(file.path), std::string(file.text)});
    }
    return files;
  }
  return NoSchema{std::move(service)};
}

}  // namespace idl
