// M6: the path at which both sides of a shared-memory connection meet: who may come in there, and
// what a server makes of a place that others have used.
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <functional>

#include "tests/runtime/net/shm_meeting.h"

namespace {

using namespace idl::detail;
using namespace idl::test;
using idl::AcceptStatus;
using idl::Code;
using idl::ListenOptions;

void check_turned_away(const ShmPlace& place, idl::Listener& listener) {
  const int memories = place.system.calls(Site::MakeMemory);
  const auto refused = listener.accept();
  CHECK(refused.status == AcceptStatus::Refused);
  REQUIRE(refused.error);
  CHECK(refused.error->code == Code::PermissionDenied);
  CHECK(refused.transport == nullptr);
  CHECK(place.system.calls(Site::MakeMemory) == memories);
}

TEST_CASE("M6 another user is turned away before any memory is made") {
  ShmPlace place;
  const auto listener = place.listen();
  const auto stranger = place.knock();
  place.system.user = ::geteuid() + 1;
  check_turned_away(place, *listener);
}

// What a process that changes its user is told when it connects, while this one does `meanwhile`.
Code told_to_another_user(const ShmPlace& place, const std::function<void()>& meanwhile) {
  constexpr uid_t kNobody = 65534;
  const pid_t stranger = ::fork();
  REQUIRE(stranger >= 0);
  if (stranger == 0) {
    if (::setuid(kNobody) != 0) ::_exit(255);
    const auto connected = connect_shm(real_world(), place.address, soon());
    ::_exit(connected ? 0 : static_cast<int>(connected.error().code));
  }
  meanwhile();
  int status = 0;
  REQUIRE(::waitpid(stranger, &status, 0) == stranger);
  REQUIRE(WIFEXITED(status));
  return static_cast<Code>(WEXITSTATUS(status));
}

// Only root can become somebody else.
TEST_CASE("M6 a process of another user is kept out by the socket's mode and by the server" *
          doctest::skip(::geteuid() != 0)) {
  ShmPlace place;
  std::filesystem::permissions(place.folder.path(), std::filesystem::perms(0755));
  {
    const auto listener = place.listen();
    CHECK(told_to_another_user(place, [] {}) == Code::PermissionDenied);
  }
  const auto listener = place.listen({.socket_mode = 0666});
  CHECK(told_to_another_user(place, [&] {
          REQUIRE(wait_for(real_world(), listener->poll_fd(), idl::Interest::Read, soon()));
          check_turned_away(place, *listener);
        }) == Code::Unavailable);
}

TEST_CASE("M6 a path whose server was killed is taken over, one that is in use is not") {
  ShmPlace place;
  auto dying = place.listen();
  place.system.fail(Site::RemoveFile, std::errc::io_error);
  dying.reset();
  place.system.heal(Site::RemoveFile);
  REQUIRE(std::filesystem::is_socket(place.address.path));
  const auto listener = place.listen();
  const auto again = listen_shm(place.world, place.address, {});
  REQUIRE_FALSE(again);
  CHECK(again.error().message ==
        place.text() + " meets at a Unix socket: cannot listen at unix:" + place.address.path +
            ": another process listens there; stop it or choose another path");
}

TEST_CASE("M6 a symbolic link is no place for a server, but leads its clients to one") {
  ShmPlace place;
  const auto listener = place.listen();
  const idl::ShmAddress link{place.address.path + ".link"};
  std::filesystem::create_symlink(place.address.path, link.path);
  const auto refused = listen_shm(place.world, link, {});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message ==
        "shm:" + link.path + " meets at a Unix socket: cannot listen at unix:" + link.path +
            ": a file that is no socket stands there; remove it or choose another path");
  auto connecting =
      std::async(std::launch::async, [&] { return connect_shm(place.world, link, soon()); });
  const auto server = accept_one(*listener);
  CHECK(connecting.get());
}

}  // namespace
