// What a handler learns about its call.
// Handlers look at it from inside a real call.
#include "fixture.h"

TEST_CASE("the context names the method and the peer") {
  probe::over_each([](probe::Over over) {
    probe::Served served(over);
    std::string method;
    std::optional<idl::PeerInfo> peer;
    served.service.on_echo = [&](idl::Context& context, std::string text) {
      method = context.method();
      peer = context.peer().info();
      return probe::EchoResult(std::move(text));
    };
    CHECK(served.client().echo("x"));
    CHECK(method == "probe.Probe.echo");
    REQUIRE(peer);
    CHECK(peer->address.index() == served.address.index());
    CHECK(peer->credentials.has_value() == (over == probe::Over::Unix || over == probe::Over::Shm));
    const idl::UnixCredentials self{getpid(), geteuid(), getegid()};
    if (peer->credentials) CHECK(*peer->credentials == self);
  });
}
