// Unix sockets in folders: who may come in, what is removed,
// and above all what is not.
#include <doctest/doctest.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <filesystem>

#include "base/unique_fd.h"
#include "net/unix_bind.h"
#include "tests/runtime/net/connected.h"
#include "tests/support/temporary_folder.h"

namespace {

namespace fs = std::filesystem;
using namespace idl::detail;
using namespace idl::test;
using idl::AcceptOutcome;
using idl::AcceptStatus;
using idl::Code;
using idl::Listener;
using idl::ListenOptions;
using idl::Result;

// A place for a socket, and the world that listens there.
struct Place {
  TemporaryFolder folder;
  FaultySystem system;
  World world{system, steady_clock()};
  fs::path path = folder.path() / "shop.sock";

  Result<std::unique_ptr<Listener>> listen(const ListenOptions& options = {}) {
    return listen_unix(world, {path.string(), false}, options);
  }

  // What a server leaves behind that is killed.
  void leave_dead_socket() {
    auto dying = listen();
    REQUIRE(dying);
    system.fail(Site::RemoveFile, std::errc::io_error);
    dying->reset();
    system.heal(Site::RemoveFile);
    REQUIRE(fs::is_socket(path));
  }

  unsigned mode() const {
    struct stat status {};
    REQUIRE(::lstat(path.c_str(), &status) == 0);
    return status.st_mode & 0777U;
  }
};

void check_in_the_way(const Result<std::unique_ptr<Listener>>& listener, const Place& place,
                      const std::string& what) {
  REQUIRE_FALSE(listener);
  CHECK(listener.error().code == Code::SystemError);
  CHECK(listener.error().message == "cannot listen at unix:" + place.path.string() + ": " + what);
}

TEST_CASE("the socket's file is its owner's alone, whatever the umask") {
  for (const mode_t mask : {mode_t{0}, mode_t{022}, mode_t{077}, mode_t{0777}}) {
    CAPTURE(mask);
    Place place;
    const mode_t before = ::umask(mask);
    const auto listener = place.listen();
    ::umask(before);
    REQUIRE(listener);
    CHECK(place.mode() == 0600);
  }
}

TEST_CASE("the socket's file is open to everybody if that is asked for, whatever the umask") {
  Place place;
  const mode_t before = ::umask(077);
  const auto listener = place.listen({.any_user = true});
  ::umask(before);
  REQUIRE(listener);
  CHECK(place.mode() == 0666);
}

TEST_CASE("a mode that cannot be set is an error and leaves nothing behind") {
  Place place;
  place.system.fail(Site::SetMode, std::errc::operation_not_permitted, kAlways);
  const mode_t before = ::umask(077);
  CHECK_FALSE(place.listen({.any_user = true}));
  ::umask(before);
  CHECK_FALSE(fs::exists(place.path));
}

TEST_CASE("a peer of another user is turned away, and the next one still gets in") {
  Place place;
  const auto listener = place.listen();
  REQUIRE(listener);
  const auto stranger = connect_unix(place.world, {place.path.string(), false}, soon());
  REQUIRE(stranger);
  place.system.user = ::geteuid() + 1;
  AcceptOutcome refused = (*listener)->accept();
  REQUIRE(refused.status == AcceptStatus::Refused);
  CHECK(refused.error->code == Code::PermissionDenied);
  CHECK(refused.error->message ==
        "user " + std::to_string(::geteuid()) + " may not connect to unix:" + place.path.string() +
            ": it is open to others only if the server says so (ListenOptions::users, groups, "
            "admits, any_user)");
  refused.transport.reset();
  idl::IoOutcome last;
  CHECK(read_to_end(**stranger, last).empty());

  place.system.user.reset();
  const auto friendly = connect_unix(place.world, {place.path.string(), false}, soon());
  REQUIRE(friendly);
  CHECK(accept_one(**listener) != nullptr);
}

TEST_CASE("a peer that the system does not vouch for is turned away") {
  Place place;
  const auto listener = place.listen();
  REQUIRE(listener);
  const auto client = connect_unix(place.world, {place.path.string(), false}, soon());
  REQUIRE(client);
  place.system.fail(Site::PeerCredentials, std::errc::invalid_argument);
  CHECK((*listener)->accept().status == AcceptStatus::Refused);
}

TEST_CASE("any user gets in if that is asked for") {
  Place place;
  const auto listener = place.listen({.any_user = true});
  REQUIRE(listener);
  const auto client = connect_unix(place.world, {place.path.string(), false}, soon());
  REQUIRE(client);
  place.system.user = ::geteuid() + 1;
  CHECK((*listener)->accept().status == AcceptStatus::Accepted);
}

TEST_CASE("listed users and groups get in besides the own user, and nobody else") {
  struct Row {
    idl::ListenOptions options;
    AcceptStatus expected;
  };
  const std::vector<Row> rows{
      {{.users = {::geteuid() + 7, ::geteuid()}}, AcceptStatus::Accepted},
      {{.groups = {::getegid()}}, AcceptStatus::Accepted},
      {{.users = {::geteuid() + 7}, .groups = {::getegid() + 7}}, AcceptStatus::Refused},
  };
  for (const Row& row : rows) {
    Place place;
    const auto listener = place.listen(row.options);
    REQUIRE(listener);
    const auto client = connect_unix(place.world, {place.path.string(), false}, soon());
    REQUIRE(client);
    place.system.user = ::geteuid() + 1;
    CHECK((*listener)->accept().status == row.expected);
  }
}

TEST_CASE("a rule of the server's own decides alone, and admits nobody when it throws") {
  std::vector<idl::UnixCredentials> asked;
  const auto outcome_of = [&](const idl::AdmissionRule& rule) {
    Place place;
    const auto listener = place.listen({.users = {::geteuid()}, .admits = rule});
    REQUIRE(listener);
    const auto client = connect_unix(place.world, {place.path.string(), false}, soon());
    REQUIRE(client);
    return (*listener)->accept().status;
  };
  const auto note = [&](const idl::UnixCredentials& peer) {
    asked.push_back(peer);
    return asked.size() == 1;
  };
  CHECK(outcome_of(note) == AcceptStatus::Accepted);
  CHECK(outcome_of(note) == AcceptStatus::Refused);
  const idl::UnixCredentials self{::getpid(), ::geteuid(), ::getegid()};
  CHECK(asked == std::vector{self, self});
  CHECK(outcome_of([](const idl::UnixCredentials&) -> bool { throw 1; }) == AcceptStatus::Refused);
}

TEST_CASE("the socket's file has the mode that is asked for") {
  Place place;
  const auto listener = place.listen({.users = {1}, .socket_mode = 0660});
  REQUIRE(listener);
  CHECK(place.mode() == 0660);
}

TEST_CASE("a dead server's socket is replaced") {
  Place place;
  place.leave_dead_socket();
  const auto listener = place.listen();
  REQUIRE(listener);
  CHECK(connect_unix(place.world, {place.path.string(), false}, soon()));
}

TEST_CASE("a live server's socket is left alone") {
  Place place;
  const auto first = place.listen();
  REQUIRE(first);
  check_in_the_way(place.listen(), place,
                   "another process listens there; stop it or choose another path");
  CHECK(connect_unix(place.world, {place.path.string(), false}, soon()));
}

TEST_CASE("a server whose queue is full is alive") {
  Place place;
  place.leave_dead_socket();
  place.system.fail(Site::Connect, std::errc::resource_unavailable_try_again);
  check_in_the_way(place.listen(), place,
                   "another process listens there; stop it or choose another path");
}

TEST_CASE("whatever is no socket is left alone") {
  const std::string message =
      "a file that is no socket stands there; remove it or choose another path";
  SUBCASE("a file") {
    Place place;
    place.folder.write("shop.sock", "precious");
    check_in_the_way(place.listen(), place, message);
    CHECK(place.folder.read("shop.sock") == "precious");
  }
  SUBCASE("a folder") {
    Place place;
    fs::create_directory(place.path);
    check_in_the_way(place.listen(), place, message);
    CHECK(fs::is_directory(place.path));
  }
  SUBCASE("a symbolic link, even to a dead socket") {
    Place place;
    place.leave_dead_socket();
    const fs::path dead = place.path;
    place.path = place.folder.path() / "link.sock";
    fs::create_symlink(dead, place.path);
    check_in_the_way(place.listen(), place, message);
    CHECK(fs::is_symlink(place.path));
    CHECK(fs::is_socket(dead));
  }
  SUBCASE("a symbolic link to nowhere") {
    Place place;
    fs::create_symlink(place.folder.path() / "nowhere", place.path);
    check_in_the_way(place.listen(), place, message);
    CHECK(fs::is_symlink(place.path));
    CHECK_FALSE(fs::exists(place.folder.path() / "nowhere"));
  }
}

TEST_CASE("close removes the file; destruction does too") {
  Place place;
  auto listener = place.listen();
  REQUIRE(listener);
  CHECK(fs::is_socket(place.path));
  (*listener)->close();
  CHECK_FALSE(fs::exists(place.path));
  auto another = place.listen();
  REQUIRE(another);
  another->reset();
  CHECK_FALSE(fs::exists(place.path));
}

TEST_CASE("a file that has taken the socket's place is not removed") {
  Place place;
  auto listener = place.listen();
  REQUIRE(listener);
  fs::remove(place.path);
  place.folder.write("shop.sock", "somebody else's");
  listener->reset();
  CHECK(place.folder.read("shop.sock") == "somebody else's");
}

TEST_CASE("a successor's socket is not removed") {
  Place place;
  auto listener = place.listen();
  REQUIRE(listener);
  fs::remove(place.path);
  const auto successor = place.listen();
  REQUIRE(successor);
  listener->reset();
  CHECK(connect_unix(place.world, {place.path.string(), false}, soon()));
}

TEST_CASE("a socket that cannot listen takes its file away again") {
  Place place;
  place.system.fail(Site::Listen, std::errc::no_buffer_space);
  const auto listener = place.listen();
  REQUIRE_FALSE(listener);
  CHECK(listener.error().code == Code::ResourceExhausted);
  CHECK_FALSE(fs::exists(place.path));
}

TEST_CASE("a folder that is missing is named as the reason") {
  Place place;
  place.path = place.folder.path() / "missing" / "shop.sock";
  check_in_the_way(place.listen(), place, "No such file or directory; make the folder first");
}

TEST_CASE("a folder that may not be written to is named as the reason") {
  Place place;
  place.system.fail(Site::Bind, std::errc::permission_denied);
  check_in_the_way(place.listen(), place,
                   "Permission denied; choose a folder that you may write to");
}

TEST_CASE("servers that start at once wait for each other, but not for ever") {
  Place place;
  place.system.fail(Site::LockFolder, std::errc::resource_unavailable_try_again, 2);
  CHECK(place.listen());
  CHECK(place.system.calls(Site::LockFolder) == 3);

  place.system.fail(Site::LockFolder, std::errc::resource_unavailable_try_again, kAlways);
  place.system.fail(Site::Poll, std::errc::interrupted, kAlways);  // so that no pause is slept
  check_in_the_way(place.listen(), place,
                   "another process holds the lock of the folder " + place.folder.path().string());
}

TEST_CASE("the folder's lock is held only while the server starts") {
  Place place;
  const auto listener = place.listen();
  REQUIRE(listener);
  const auto lock = real_system().lock_folder(place.folder.path().string());
  REQUIRE(lock.ok());
  const UniqueFd owner(lock.value);
  CHECK(would_block(real_system().lock_folder(place.folder.path().string()).error));
}

TEST_CASE("a folder that cannot be locked is served all the same") {
  Place place;
  place.system.fail(Site::LockFolder, std::errc::permission_denied);
  CHECK(place.listen());
}

TEST_CASE("an abstract name has no file and is taken only once") {
  FaultySystem system;
  const World world{system, steady_clock()};
  const idl::UnixAddress name{"idl-abstract-" + std::to_string(::getpid()), true};
  const auto listener = listen_unix(world, name, {});
  REQUIRE(listener);
  const auto again = listen_unix(world, name, {});
  REQUIRE_FALSE(again);
  CHECK(again.error().message ==
        "cannot listen at unix:@" + name.path +
            ": Address already in use; another process listens there: stop it or choose another "
            "name");
  CHECK(connect_unix(world, name, soon()));
}

}  // namespace
