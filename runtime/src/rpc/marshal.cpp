// The errors of marshalling that do not depend on a type. They are out of line, so that generated
// code holds no texts of its own.
#include "idl/marshal.h"

namespace idl::detail {

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
