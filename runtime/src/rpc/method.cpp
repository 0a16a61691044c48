// The answer of methods that nobody has written. It lets a schema gain a method without breaking
// the servers that were written before.
#include "idl/method.h"

#include <string>

namespace idl {

Error unimplemented(const Method& method) {
  return Error{Code::Unimplemented,
               "the server does not implement `" + std::string(method.name) + "`"};
}

}  // namespace idl
