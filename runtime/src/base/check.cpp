// The slow end of check(): one line on standard error, then abort. It is kept out of line, so that
// a check costs its caller one branch.
#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace idl::detail {

void check_failed(const char* what) {
  std::fprintf(stderr, "idl: internal check failed: %s\n", what);
  std::abort();
}

}  // namespace idl::detail
