// Sockets that exist already: which are good for what, that each is taken once, and what socket
// activation says.
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>

#include "idl/inherited.h"
#include "idl/socket.h"
#include "net/inherited.h"
#include "net/raw_address.h"
#include "tests/runtime/net/connected.h"
#include "tests/support/open_descriptors.h"
#include "tests/support/temporary_folder.h"

namespace {

using namespace idl::test;
using idl::Code;
using idl::Fd;
using idl::FdAddress;
using idl::Socket;
using idl::detail::read_listen_variables;
using idl::detail::real_system;

std::pair<Fd, Fd> make_pair() {
  const auto made = real_system().make_socket_pair();
  REQUIRE(made.ok());
  return {Fd(made.value.first), Fd(made.value.second)};
}

TEST_CASE("a connected socket is a connection at both ends") {
  auto [one, two] = make_pair();
  const auto mine = idl::open_transport(idl::offer_socket(std::move(one)), soon());
  const auto theirs = idl::open_transport(idl::offer_socket(std::move(two)), soon());
  REQUIRE(mine);
  REQUIRE(theirs);
  CHECK((*mine)->carries_descriptors());
  CHECK((*mine)->peer().credentials->pid == ::getpid());
  write_fully(**mine, "hello");
  std::string text;
  CHECK(read_once(**theirs, text).bytes == 5);
  CHECK((::fcntl((*mine)->poll_fd(), F_GETFD) & FD_CLOEXEC) != 0);
  CHECK((::fcntl((*mine)->poll_fd(), F_GETFL) & O_NONBLOCK) != 0);
}

TEST_CASE("an inherited descriptor is taken over by its number, once") {
  auto [one, two] = make_pair();
  // A number that nobody in this process has had.
  const std::string address = "fd:" + std::to_string(::fcntl(one.get(), F_DUPFD, 700));
  const auto first = Socket::connect(address, soon());
  REQUIRE(first);
  const auto second = Socket::connect(address, soon());
  REQUIRE(!second);
  CHECK(second.error().code == Code::Unavailable);
  CHECK(second.error().message ==
        address + " was taken over before: an inherited connection cannot be made again");
}

TEST_CASE(
    "an address stands for the one socket that was offered, also when its descriptor is reused") {
  auto [one, two] = make_pair();
  const int number = one.get();
  const std::string first = to_string(idl::offer_socket(std::move(one)));
  { CHECK(Socket::connect(first, soon())); }
  auto [three, four] = make_pair();
  REQUIRE(three.get() == number);
  const std::string second = to_string(idl::offer_socket(std::move(three)));
  CHECK(Socket::connect(first, soon()).error().code == Code::Unavailable);
  CHECK(Socket::connect(second, soon()));
  CHECK(Socket::connect("fd:2147483647", soon()).error().code == Code::AddressInvalid);
}

TEST_CASE("an offer that nobody took can be withdrawn, and closes the socket") {
  const std::size_t before = open_descriptors();
  {
    auto [one, two] = make_pair();
    const auto address = idl::offer_socket(std::move(one));
    idl::withdraw_socket(address);
    idl::withdraw_socket(address);
    CHECK(Socket::connect(to_string(address), soon()).error().code == Code::Unavailable);
  }
  CHECK(open_descriptors() == before);
}

TEST_CASE("what is no connected stream socket is named for what it is") {
  const auto message_of = [](Fd fd) {
    const auto address = idl::offer_socket(std::move(fd));
    const auto opened = idl::open_transport(address, soon());
    REQUIRE(!opened);
    CHECK(opened.error().code == Code::AddressInvalid);
    return opened.error().message.substr(to_string(address).size());
  };
  CHECK(message_of(Fd(::open("/dev/null", O_RDONLY))).starts_with(" is no socket"));
  CHECK(message_of(Fd(::socket(AF_UNIX, SOCK_DGRAM, 0))) == " is no stream socket");
  Fd listening(::socket(AF_INET, SOCK_STREAM, 0));
  REQUIRE(::listen(listening.get(), 1) == 0);
  CHECK(message_of(std::move(listening)) == " listens for connections: give it to Server::listen");
}

TEST_CASE("a connected socket is the only connection of a listener") {
  auto [one, two] = make_pair();
  const auto address = idl::offer_socket(std::move(one));
  auto listener = idl::open_listener(address);
  REQUIRE(listener);
  CHECK((*listener)->address() == address);
  const auto transport = accept_one(**listener);
  CHECK((*listener)->accept().status == idl::AcceptStatus::WouldBlock);
  (*listener)->close();
  CHECK((*listener)->accept().status == idl::AcceptStatus::Failed);
  write_fully(*transport, "x");
}

TEST_CASE("a listening socket is listened at, under the rules of all others, and keeps its file") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "socket").string();
  Fd listening(::socket(AF_UNIX, SOCK_STREAM, 0));
  const auto raw = idl::detail::to_raw(idl::UnixAddress{path, false});
  REQUIRE(::bind(listening.get(), raw.get(), raw.size) == 0);
  REQUIRE(::listen(listening.get(), 8) == 0);
  bool open = false;
  const auto rule = [&](const idl::UnixCredentials&) { return std::exchange(open, true); };
  {
    const auto listener =
        idl::open_listener(idl::offer_socket(std::move(listening)), {.admits = rule});
    REQUIRE(listener);
    CHECK(to_string((*listener)->address()) == "unix:" + path);
    const auto refused = Socket::connect("unix:" + path, soon());
    CHECK((*listener)->accept().status == idl::AcceptStatus::Refused);
    const auto admitted = Socket::connect("unix:" + path, soon());
    CHECK((*listener)->accept().status == idl::AcceptStatus::Accepted);
  }
  CHECK(std::filesystem::exists(path));
}

TEST_CASE("an inherited TCP listener that other machines reach needs insecure_network") {
  const auto listen = [](const idl::ListenOptions& options) {
    Fd listening(::socket(AF_INET, SOCK_STREAM, 0));
    REQUIRE(::listen(listening.get(), 1) == 0);
    return idl::open_listener(idl::offer_socket(std::move(listening)), options);
  };
  CHECK(listen({}).error().code == Code::PermissionDenied);
  CHECK(listen({.insecure_network = true}));
}

/// A socket that listens at a port of its own, and its address.
std::pair<Fd, std::string> make_listening() {
  Fd listening(::socket(AF_INET, SOCK_STREAM, 0));
  const auto raw =
      idl::detail::real_system().resolve("127.0.0.1", 0, idl::detail::ResolveMode::NumbersOnly);
  REQUIRE(::bind(listening.get(), raw.addresses.at(0).get(), raw.addresses.at(0).size) == 0);
  REQUIRE(::listen(listening.get(), 8) == 0);
  const auto bound = real_system().local_address(listening.get());
  return {std::move(listening), to_string(idl::detail::from_raw(bound.value))};
}

TEST_CASE("who hands a listening socket over can hand it over again when the first has closed it") {
  const auto [kept, address] = make_listening();
  for (int round = 0; round < 2; ++round) {
    const auto listener = idl::open_listener(idl::offer_socket(Fd(::dup(kept.get()))));
    REQUIRE(listener);
    CHECK(to_string((*listener)->address()) == address);
    const auto client = Socket::connect(address, soon());
    REQUIRE(client);
    CHECK(accept_one(**listener) != nullptr);
  }
  CHECK(Socket::connect(address, soon()));
}

TEST_CASE("closing an inherited listener wakes who waits for connections") {
  const auto [kept, address] = make_listening();
  const auto listener = idl::open_listener(idl::offer_socket(Fd(::dup(kept.get()))));
  REQUIRE(listener);
  (*listener)->close();
  const auto ready = idl::detail::wait_for(idl::detail::real_world(), (*listener)->poll_fd(),
                                           idl::Interest::Read, soon());
  CHECK(ready.value() == idl::detail::WaitOutcome::Ready);
  CHECK((*listener)->accept().status == idl::AcceptStatus::Failed);
}

TEST_CASE("the peer of an inherited connection has to be admitted like any other") {
  auto [one, two] = make_pair();
  const auto nobody = [](const idl::UnixCredentials&) { return false; };
  const auto refused = idl::open_listener(idl::offer_socket(std::move(one)), {.admits = nobody});
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::PermissionDenied);

  const auto [kept, address] = make_listening();
  const auto client = Socket::connect(address, soon());
  REQUIRE(client);
  const int accepted = ::accept(kept.get(), nullptr, nullptr);
  CHECK(idl::open_listener(idl::offer_socket(Fd(accepted))));

  // Without an address of this machine alone, as one that another machine has reached.
  const auto bare = [] { return idl::offer_socket(Fd(::socket(AF_INET, SOCK_STREAM, 0))); };
  const auto reached = idl::open_listener(bare());
  REQUIRE(!reached);
  CHECK(reached.error().code == Code::PermissionDenied);
  CHECK(reached.error().message.find("set insecure_network") != std::string::npos);
  CHECK(idl::open_listener(bare(), {.insecure_network = true}));
}

TEST_CASE("faults while a socket is taken over leave nothing open") {
  const std::size_t before = open_descriptors();
  const auto fail_at = [](Site site, Fd socket) {
    FaultySystem system;
    const auto address = std::get<FdAddress>(idl::offer_socket(std::move(socket)));
    system.fail(site, std::errc::too_many_files_open);
    CHECK(!idl::detail::listen_inherited(system, address, {}));
  };
  for (const Site site : {Site::DescribeSocket, Site::Adopt, Site::MakeEventfd}) {
    fail_at(site, make_pair().first);
  }
  for (const Site site : {Site::MakeEventfd, Site::MakeEpoll, Site::ControlEpoll}) {
    fail_at(site, make_listening().first);
  }
  CHECK(open_descriptors() == before);
}

TEST_CASE("the variables of socket activation say which sockets there are") {
  const auto sockets = read_listen_variables({"42", "3", "http::ctl"}, 42);
  REQUIRE(sockets);
  REQUIRE(sockets->size() == 3);
  CHECK((*sockets)[0].name == "http");
  CHECK((*sockets)[1].name == "unknown");
  CHECK((*sockets)[2].name == "ctl");
  CHECK((*sockets)[2].address == FdAddress{5});
  CHECK(read_listen_variables({"42", "1", nullptr}, 42)->front().name == "unknown");
  CHECK(read_listen_variables({"41", "1", nullptr}, 42)->empty());
  CHECK(read_listen_variables({nullptr, "1", nullptr}, 42)->empty());
  CHECK(read_listen_variables({"42", nullptr, nullptr}, 42)->empty());
  CHECK(read_listen_variables({"42", "0", nullptr}, 42)->empty());
}

TEST_CASE("variables that make no sense are an error that shows them") {
  for (const char* text : {"", "x", "-1", "1 ", "99999999999"}) {
    CAPTURE(text);
    CHECK(read_listen_variables({text, "1", nullptr}, 42).error().code == Code::InvalidArgument);
    const auto counted = read_listen_variables({"42", text, nullptr}, 42);
    REQUIRE(!counted);
    CHECK(counted.error().message == "the environment variable LISTEN_FDS is '" +
                                         std::string(text) +
                                         "', which is no number that makes sense");
  }
  CHECK(!read_listen_variables({"42", "257", nullptr}, 42));
}

TEST_CASE("the variables of socket activation are gone once they were read") {
  ::setenv("LISTEN_PID", "1", 1);
  ::setenv("LISTEN_FDS", "1", 1);
  ::setenv("LISTEN_FDNAMES", "x", 1);
  CHECK(idl::inherited_sockets()->empty());
  for (const char* name : {"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"}) {
    CHECK(std::getenv(name) == nullptr);
  }
}

}  // namespace
