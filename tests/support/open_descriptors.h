// How many descriptors this process has open, asked of the system: what a test of leaks compares
// before and after.
#pragma once

#include <cstddef>
#include <filesystem>
#include <iterator>

#include <doctest/doctest.h>

#include "base/system.h"
#include "idl/descriptors.h"

namespace idl::test {

/// The number of open descriptors; the one that counts them is not counted.
inline std::size_t open_descriptors() {
  const std::filesystem::directory_iterator all("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(all), end(all))) - 1;
}

/// So many descriptors of nothing in particular.
inline detail::Descriptors some_descriptors(std::size_t count) {
  detail::Descriptors made;
  for (std::size_t i = 0; i < count; ++i) {
    const auto fd = detail::real_system().make_eventfd();
    REQUIRE(fd.ok());
    made.emplace_back(fd.value);
  }
  return made;
}

}  // namespace idl::test
