// The built-in reflection service (idl/reflection.idl): tells tools what a server serves, and the
// schemas of those services whose code was generated with `--reflection`. Add it to a server like
// any other service; nobody can ask a server that has none.
#pragma once

#include <string>

#include "idl/reflection.rpc.h"
#include "idl/server.h"

namespace idl {

/// Any thread.
class ReflectionService : public idl_reflection::Reflection::Server {
 public:
  /// Tells of `server`, which serves this object and so outlives the calls to it.
  explicit ReflectionService(const idl::Server& server) : server_(server) {}

  idl_reflection::Reflection::ServicesResult services(Context& context) override;
  idl_reflection::Reflection::SchemaResult schema(Context& context, std::string service) override;

 private:
  const idl::Server& server_;
};

}  // namespace idl
