// Clients that a server does not let in: they hear why.
// Whom the rules let in is tested at the listener.
#include "fixture.h"

#include <sys/resource.h>

using idl::Code;
using idl::Executed;

namespace {

void check_turned_away(const idl::Result<idl::Channel>& channel, Code code,
                       const std::string& reason) {
  REQUIRE(!channel);
  CHECK(channel.error().code == code);
  CHECK(channel.error().executed == Executed::No);
  CHECK(channel.error().origin == idl::Origin::Peer);
  CHECK(channel.error().message.find(reason) != std::string::npos);
}

}  // namespace

TEST_CASE("a client that the rule does not admit hears so, and the next one is served") {
  const probe::TempFolder folder;
  probe::Server service;
  idl::Server server;
  REQUIRE(server.add(service));
  bool open = false;
  const auto rule = [&open](const idl::UnixCredentials&) { return std::exchange(open, true); };
  const auto address = server.listen("unix:" + folder.path() + "/socket", {.admits = rule});
  REQUIRE(address);
  const std::string who = "user " + std::to_string(geteuid());
  check_turned_away(idl::Channel::connect(*address), Code::PermissionDenied,
                    who + " may not connect to unix:" + folder.path() + "/socket");
  const auto admitted = idl::Channel::connect(*address);
  REQUIRE(admitted);
  CHECK(probe::Client(*admitted).echo("x").value() == "x");
}

TEST_CASE("connections leave 64 of the descriptors that the process may have") {
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
  const rlimit tight{66, before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &tight) == 0);
  const probe::Served served(probe::Over::Unix);
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
  const auto first = served.connect();
  const auto second = served.connect();
  check_turned_away(idl::Channel::connect(served.address), Code::ResourceExhausted,
                    "the server has too many connections");
}

TEST_CASE("connections leave 64 of the descriptors that the process may have") {
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
  const rlimit tight{66, before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &tight) == 0);
  const probe::Served served(probe::Over::Unix);
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
  const auto first = served.connect();
  const auto second = served.connect();
  check_turned_away(idl::Channel::connect(served.address), Code::ResourceExhausted,
                    "the server has too many connections");
}

TEST_CASE("a client that is one too many hears so") {
  const probe::Served crowded(probe::Over::Unix, {.max_connections = 1});
  const auto first = crowded.connect();
  check_turned_away(idl::Channel::connect(crowded.address), Code::ResourceExhausted,
                    "the server has too many connections");
  const probe::Served greedy(probe::Over::Unix, {.max_connections_per_peer = 1});
  const auto only = greedy.connect();
  check_turned_away(idl::Channel::connect(greedy.address), Code::ResourceExhausted,
                    "too many connections of one host or user");
}
