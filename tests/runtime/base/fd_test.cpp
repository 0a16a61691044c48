// A descriptor is closed exactly once, when its owner goes. Whether one is open is asked of the
// system itself.
#include "idl/fd.h"

#include <doctest/doctest.h>
#include <fcntl.h>

#include "base/system.h"

namespace {

using idl::Fd;
using idl::detail::real_system;

int make_descriptor() {
  const auto made = real_system().make_eventfd();
  REQUIRE(made.ok());
  return made.value;
}

bool is_open(int fd) {
  return real_system().write_eventfd(fd, 1).error != std::errc::bad_file_descriptor;
}

TEST_CASE("it owns nothing at first") {
  const Fd none;
  CHECK_FALSE(none);
  CHECK(none.get() == -1);
}

TEST_CASE("the end of the owner closes the descriptor") {
  const int fd = make_descriptor();
  {
    const Fd owner(fd);
    CHECK(owner);
    CHECK(owner.get() == fd);
    CHECK(is_open(fd));
  }
  CHECK_FALSE(is_open(fd));
}

TEST_CASE("a move hands ownership over") {
  const int fd = make_descriptor();
  Fd first(fd);
  Fd second(std::move(first));
  first = Fd();
  CHECK(is_open(fd));
  second = Fd();
  CHECK_FALSE(is_open(fd));
}

TEST_CASE("reset closes the old descriptor and keeps the new one") {
  const int old_fd = make_descriptor();
  const int new_fd = make_descriptor();
  Fd owner(old_fd);
  owner.reset(new_fd);
  CHECK_FALSE(is_open(old_fd));
  CHECK(is_open(new_fd));
  owner.reset(new_fd);
  CHECK(is_open(new_fd));
}

TEST_CASE("release gives the descriptor up, open") {
  const int fd = make_descriptor();
  Fd owner(fd);
  CHECK(owner.release() == fd);
  CHECK_FALSE(owner);
  CHECK(is_open(fd));
  real_system().close(fd);
}

TEST_CASE("a duplicate is another descriptor of the same file, and programs do not get it") {
  const Fd first(make_descriptor());
  const auto second = first.duplicate();
  REQUIRE(second);
  CHECK(*second != first);
  REQUIRE(real_system().write_eventfd(second->get(), 5).ok());
  CHECK(real_system().read_eventfd(first.get()).value == 5);
  CHECK((::fcntl(second->get(), F_GETFD) & FD_CLOEXEC) != 0);
}

TEST_CASE("no descriptor cannot be duplicated") {
  CHECK(Fd().duplicate().error().code == idl::Code::InvalidArgument);
  CHECK(Fd(1'000'000).duplicate().error().code == idl::Code::SystemError);
}

}  // namespace
