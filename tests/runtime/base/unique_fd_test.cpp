// A descriptor is closed exactly once, when its owner goes. Whether one is open is asked of the
// system itself.
#include "base/unique_fd.h"

#include <doctest/doctest.h>

#include "base/system.h"

namespace {

using idl::detail::real_system;
using idl::detail::UniqueFd;

int make_descriptor() {
  const auto made = real_system().make_eventfd();
  REQUIRE(made.ok());
  return made.value;
}

bool is_open(int fd) {
  return real_system().write_eventfd(fd, 1).error != std::errc::bad_file_descriptor;
}

TEST_CASE("it owns nothing at first") {
  const UniqueFd none;
  CHECK_FALSE(none);
  CHECK(none.get() == -1);
}

TEST_CASE("the end of the owner closes the descriptor") {
  const int fd = make_descriptor();
  {
    const UniqueFd owner(fd);
    CHECK(owner);
    CHECK(owner.get() == fd);
    CHECK(is_open(fd));
  }
  CHECK_FALSE(is_open(fd));
}

TEST_CASE("a move hands ownership over") {
  const int fd = make_descriptor();
  UniqueFd first(fd);
  UniqueFd second(std::move(first));
  first = UniqueFd();
  CHECK(is_open(fd));
  second = UniqueFd();
  CHECK_FALSE(is_open(fd));
}

TEST_CASE("reset closes the old descriptor and keeps the new one") {
  const int old_fd = make_descriptor();
  const int new_fd = make_descriptor();
  UniqueFd owner(old_fd);
  owner.reset(new_fd);
  CHECK_FALSE(is_open(old_fd));
  CHECK(is_open(new_fd));
  owner.reset(new_fd);
  CHECK(is_open(new_fd));
}

TEST_CASE("release gives the descriptor up, open") {
  const int fd = make_descriptor();
  UniqueFd owner(fd);
  CHECK(owner.release() == fd);
  CHECK_FALSE(owner);
  CHECK(is_open(fd));
  real_system().close(fd);
}

}  // namespace
