// Going away in two steps: nothing is lost, nothing runs
// twice, and everybody knows what ran.
#include <doctest/doctest.h>

#include "script.h"

using namespace idl;
using namespace idl::detail;
using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t kDrainToken = 2;

void exchange(Driven& a, Driven& b) {
  while (!a.session.output().empty() || !b.session.output().empty()) {
    b.feed(a.take_output());
    a.feed(b.take_output());
  }
}

}  // namespace

TEST_CASE("P18 a drain announces, asks for a round trip, then names the last call") {
  Driven side(Role::Acceptor);
  side.opened().feed(call_frame(2));
  side.session.go_away("upgrade");
  side.session.go_away("again");
  CHECK(side.session.state() == SessionState::Draining);
  const Bytes first = side.take_output();
  CHECK(describe_frames(first) == Lines{"go-away 0 (27)", "ping 0 (8)"});
  side.feed(call_frame(4));  // It crossed the announcement.
  side.feed(pong_frame(kDrainToken));
  const Bytes second = side.take_output();
  const auto decided = decode_go_away(BytesView(second).subspan(kFrameHeaderBytes));
  REQUIRE(decided);
  CHECK(decided->last_call == 4);
  CHECK(decided->code == kDrainCode);
  CHECK(decided->text == "upgrade");
  CHECK(side.events() == Lines{"call 2 method 7 (3 bytes)", "call 4 method 7 (3 bytes)"});
  CHECK_FALSE(side.session.drained());
  side.session.reply(CallId{2}, {});
  side.session.reply(CallId{4}, {});
  CHECK_FALSE(side.session.drained());
  side.take_output();
  CHECK(side.session.drained());
}

TEST_CASE("calls beyond the last one are refused, certainly not executed") {
  Driven side(Role::Acceptor);
  side.opened().session.go_away("");
  side.feed(pong_frame(kDrainToken));
  side.take_output();
  side.feed(join({call_frame(2), call_frame(4)}));
  CHECK(side.events().empty());
  Driven client(Role::Initiator);
  client.opened();
  client.call();
  client.call();
  client.feed(side.take_output());
  CHECK(client.events() == Lines{"failed 2 GoingAway No Peer", "failed 4 GoingAway No Peer"});
}

TEST_CASE("after a peer's announcement no call is begun, and those under way go on") {
  Driven side(Role::Initiator);
  side.opened();
  side.call();
  side.call();
  side.feed(go_away_frame({.text = "upgrade"}));
  CHECK(side.events() == Lines{"going away: upgrade"});
  CHECK(side.session.state() == SessionState::Draining);
  const auto refused = side.session.call({.method = 7}, {}, side.now);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Code::GoingAway);
  CHECK(refused.error().executed == Executed::No);
  side.feed(go_away_frame({.last_call = 2}));
  CHECK(side.events() == Lines{"failed 4 GoingAway No Peer"});
  side.feed(reply_frame(2));
  CHECK(side.events() == Lines{"reply 2 (3 bytes)"});
}

TEST_CASE("a go-away may not take back what it said") {
  Driven side(Role::Initiator);
  side.opened().feed(join({go_away_frame({.last_call = 2}), go_away_frame({.last_call = 4})}));
  CHECK(side.events() ==
        Lines{"going away: ", "closed ProtocolError: the peer took back what its go-away said"});
}

TEST_CASE("this side's own calls go on while it drains, and both may drain at once") {
  Driven client(Role::Initiator);
  Driven server(Role::Acceptor);
  exchange(client, server);
  client.call();
  exchange(client, server);
  server.session.go_away("server");
  server.call();
  client.session.go_away("client");
  exchange(client, server);
  client.events();
  CHECK_FALSE(client.session.drained());
  CHECK_FALSE(server.session.drained());
  server.session.reply(CallId{2}, {});
  client.session.reply(CallId{1}, {});
  exchange(client, server);
  CHECK(client.events() == Lines{"reply 2 (0 bytes)"});
  CHECK(client.session.drained());
  CHECK(server.session.drained());
}

TEST_CASE("a go-away before the peer's hello waits for nothing and survives the handshake") {
  Driven side(Role::Acceptor);
  side.session.go_away("early");
  CHECK(side.session.state() == SessionState::Greeting);
  side.feed(hello_frame());
  CHECK(side.session.state() == SessionState::Draining);
  CHECK(side.events() == Lines{"handshake version 1"});
}

TEST_CASE("a peer that breaks off says which calls cannot have run") {
  Driven side(Role::Initiator);
  side.opened();
  side.call();
  side.call();
  side.take_output();
  side.feed(go_away_frame({.last_call = 2, .code = Code::ProtocolError, .text = "confused"}));
  CHECK(side.events() == Lines{"failed 4 GoingAway No Peer", "failed 2 ProtocolError Maybe Peer",
                               "closed ProtocolError: the peer closed the connection: confused"});
}

TEST_CASE("a connection that breaks tells the peer the last call it saw") {
  Driven side(Role::Acceptor);
  side.opened().feed(join({call_frame(2), call_frame(4), hello_frame()}));
  const Bytes farewell = side.take_output();
  const auto go_away = decode_go_away(BytesView(farewell).subspan(kFrameHeaderBytes));
  REQUIRE(go_away);
  CHECK(go_away->last_call == 4);
  CHECK(go_away->code == Code::ProtocolError);
  CHECK(side.events().back() == "closed ProtocolError: the peer sent a second hello");
}

TEST_CASE("a long reason is cut to fit its frame") {
  Driven side(Role::Acceptor);
  side.opened().session.go_away(std::string(1'000'000, 'x'));
  Driven client(Role::Initiator);
  client.opened().feed(side.take_output());
  CHECK(client.events() == Lines{"going away: " + std::string(1024, 'x')});
}
