// The cold half of Result: throwing, aborting, and the Error beside a declared error. It is out of
// line so that the many instances of Result stay small.
#include "idl/result.h"

#include <cstdio>
#include <cstdlib>

namespace idl {

CallError::CallError(Error error) : error_(std::move(error)), text_(to_text(error_)) {}

namespace detail {

void throw_call_error(const Error& error) { throw CallError(error); }

void abort_for_missing_value(const Error& error) {
  std::fprintf(stderr, "idl: the value of a failed result was used: %s\n", to_text(error).c_str());
  std::abort();
}

void abort_for_missing_error() {
  std::fputs("idl: the error of a successful result was used\n", stderr);
  std::abort();
}

Error declared_error(std::string_view name) {
  return {.code = Code::DeclaredError,
          .message = std::string(name),
          .executed = Executed::Maybe,
          .origin = Origin::Application};
}

}  // namespace detail
}  // namespace idl
