// Where the sources of this repository are, for tests that read them. Only repository.cpp is told
// so by the build: the objects of all other tests are the same in every clone, and a compiler cache
// finds them again.
#pragma once

#include <filesystem>

namespace idl::test {

/// The root of the repository.
[[nodiscard]] std::filesystem::path repository_dir();

/// Its folder tests.
[[nodiscard]] std::filesystem::path tests_dir();

}  // namespace idl::test
