// Random schemas that are always right: whatever the language allows to nest, nests.
//
// For the test that idlc takes them, both C++ compilers take what comes out, and its values travel.
#pragma once

#include <cstdint>
#include <string>

namespace schemas {

/// A schema file of package `r<seed>`; the same seed gives the same text.
[[nodiscard]] std::string random_schema(std::uint32_t seed);

}  // namespace schemas
