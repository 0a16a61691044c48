// The one place where a path of this machine goes into a test program. It comes from CMake, as the
// macro IDL_SOURCE_DIR.
#include "tests/support/repository.h"

namespace idl::test {

std::filesystem::path repository_dir() { return IDL_SOURCE_DIR; }

std::filesystem::path tests_dir() { return repository_dir() / "tests"; }

}  // namespace idl::test
