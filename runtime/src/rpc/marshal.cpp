// The errors and limits of marshalling that do not depend on a type. They are out of line, so that
// generated code holds no texts of its own.
#include "idl/marshal.h"

#include <algorithm>

namespace idl::detail {

DecodeLimits limits_for(BytesView message) {
  DecodeLimits limits;
  // Beyond 32 MiB only where a user has raised the limit on messages.
  limits.max_memory = std::max(limits.max_memory, 2 * message.size());
  return limits;
}

Error reply_does_not_decode(const Error& flaw) {
  return Error{flaw.code, "the answer does not decode: " + flaw.message, Executed::Maybe,
               Origin::Local};
}

Error undeclared_error(const Error& declared) {
  return Error{Code::UndeclaredError,
               "the server answered with the error `" + declared.message +
                   "`, which this client does not know: compare the schemas of the two sides",
               declared.executed, declared.origin};
}

Error no_memory_for_reply() {
  return Error{Code::ResourceExhausted, "there is no memory for the answer", Executed::Maybe,
               Origin::Local};
}

}  // namespace idl::detail
