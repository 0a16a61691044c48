// What generated code says about a method: its id on the wire, its name, and the function that
// turns a received call into a call of the handler. Plain constants; nothing here runs anything.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "idl/error.h"
#include "idl/time.h"

namespace idl {

class ServerCall;
class Service;

/// A remote method. `name` is `package.Service.method`, or what its schema has kept of an older
/// name, and lives as long as the program; `id` is the FNV-1a 64 hash of it, which travels.
struct Method {
  std::uint64_t id = 0;
  std::string_view name{};
  Duration timeout{};       ///< how long a call may take unless its caller says; 0: as any other
  bool idempotent = false;  ///< running it twice does no more than running it once

  friend bool operator==(const Method&, const Method&) = default;
};

enum class MethodKind : std::uint8_t {
  Unary,          ///< every call gets exactly one answer
  OneWay,         ///< nothing comes back
  CallerStreams,  ///< the caller sends a stream, and gets one answer
  CalleeStreams,  ///< the callee sends a stream, and then the answer
  BothStream,     ///< both ways, and then the answer
};

/// Reads the parameters out of `call`, runs the handler on `service` and answers `call`.
using Dispatch = void (*)(Service& service, ServerCall& call);

/// Under whose name a service offers a method.
enum class Registration : std::uint8_t {
  Own,     ///< its own: no other object on the same server can
  OfBase,  ///< a base's, for clients that know only that: where no other object does the same
};

/// A file of a schema: its path as other files import it, and its text, which compiles.
struct SchemaFile {
  std::string_view path{};
  std::string_view text{};
};

/// One row of a service's table of methods.
struct MethodEntry {
  Method method;
  Dispatch dispatch = nullptr;
  MethodKind kind = MethodKind::Unary;
  Registration registration = Registration::Own;
  /// The schema of the method: the file that declares it stands behind those that it imports. Empty
  /// unless the code was generated with `--reflection`. Lives as long as the program.
  std::span<const SchemaFile> schema{};
};

/// What a method that nobody has written answers; the caller learns that nothing ran.
[[nodiscard]] Error unimplemented(const Method& method);

}  // namespace idl
