// Every way to break the rules of framing and state that ends a connection, with its exact reason,
// and every late or odd frame that must not. The table runs in each state that matters.
#include <doctest/doctest.h>

#include "idl/wire/little_endian.h"
#include "script.h"

using namespace idl;
using namespace idl::detail;

namespace {

/// An open session of an acceptor with: call 2 running, 4 cancelled, 6 half arrived and 8 answered;
/// its own calls 1 waiting, 3 with half an answer and 5 answered.
Driven busy_session() {
  Driven side(Role::Acceptor);
  side.opened();
  for (int i = 0; i < 3; ++i) side.call();
  side.feed(join({call_frame(2), call_frame(4), cancel_frame(4),
                  long_message(FrameKind::Call, 6, call_payload(9000), 5000)[0], call_frame(8),
                  long_message(FrameKind::Reply, 3, Bytes(9000), 5000)[0], reply_frame(5)}));
  side.session.reply(CallId{8}, {});
  side.take_output();
  side.events();
  return side;
}

/// A frame with a right check over a header that is not right.
Bytes raw(std::uint32_t size, FrameKind kind, std::uint8_t flags, std::uint64_t call) {
  Bytes bytes(kFrameHeaderBytes + std::min<std::uint32_t>(size, 100));
  encode_header({size, kind, flags, call}, bytes.data());
  return bytes;
}

/// The first frame of several whose message is announced as `total` bytes but has `here`.
Bytes announced(FrameKind kind, std::uint64_t call, std::uint32_t total, std::size_t here) {
  Bytes payload = call_payload(here - kCallHeadBytes);
  payload.insert(payload.begin(), 4, std::byte{});
  store_u32(payload.data(), total);
  return frame(kind, call, payload, flag::kMore);
}

Bytes bad_check() {
  Bytes bytes = call_frame(10);
  bytes[6] ^= std::byte{1};
  return bytes;
}

Bytes call_with_timing(std::uint32_t timing) {
  Bytes payload = call_payload(3);
  store_u32(&payload[12], timing);
  return frame(FrameKind::Call, 10, payload);
}

struct Malformed {
  const char* what;
  Bytes bytes;
  const char* reason;
};

const char* const kSize = "a frame is larger than is allowed";
const char* const kSmall = "a frame is too small for its kind";
const char* const kKind = "a frame has an unknown kind";
const char* const kFlags = "a frame has flags that its kind does not have";
const char* const kPlace = "a frame has a call id where none belongs, or lacks one";
const char* const kStream = "the peer sent a stream for a call that has none";

std::vector<Malformed> framing_faults() {
  using K = FrameKind;
  return {
      {"damaged check", bad_check(), "a frame header is damaged"},
      {"zeros", Bytes(16), "a frame header is damaged"},
      {"ones", Bytes(16, std::byte{0xFF}), "a frame header is damaged"},
      {"kind 0", raw(0, K{0}, 0, 2), kKind},
      {"kind 14", raw(0, K{14}, 0, 2), kKind},
      {"kind 127", raw(0, K{127}, 0, 2), kKind},
      {"call above the frame limit", raw(65'537, K::Call, 0, 10), kSize},
      {"call of 4 GiB", raw(UINT32_MAX, K::Call, 0, 10), kSize},
      {"reply above the frame limit", raw(65'537, K::Reply, 0, 1), kSize},
      {"error above the frame limit", raw(65'537, K::Error, 0, 1), kSize},
      {"ignorable kind above the frame limit", raw(65'537, K{200}, 0, 1), kSize},
      {"large ping", raw(9, K::Ping, 0, 0), kSize},
      {"large pong", raw(9, K::Pong, 0, 0), kSize},
      {"large cancel", raw(1, K::Cancel, 0, 2), kSize},
      {"large go-away", raw(4097, K::GoAway, 0, 0), kSize},
      {"large hello", raw(4097, K::Hello, 0, 0), kSize},
      {"large credit", raw(5, K::Credit, 0, 2), kSize},
      {"large stream end", raw(1, K::StreamEnd, 0, 2), kSize},
      {"stream data above the frame limit", raw(65'537, K::StreamData, 0, 2), kSize},
      {"call without a head", raw(15, K::Call, 0, 10), kSmall},
      {"empty call", raw(0, K::Call, 0, 10), kSmall},
      {"call with streams and nothing that says which", raw(16, K::Call, flag::kStreams, 10),
       kSmall},
      {"small credit", raw(3, K::Credit, 0, 2), kSmall},
      {"crumbs of an element", raw(4095, K::StreamData, flag::kMore, 2), kSmall},
      {"empty continuation of an element", raw(0, K::StreamData, flag::kContinued, 2), kSmall},
      {"empty continuation", raw(0, K::Call, flag::kContinued, 6), kSmall},
      {"empty continuation of a reply", raw(0, K::Reply, flag::kContinued, 3), kSmall},
      {"crumbs of a call", raw(100, K::Call, flag::kMore, 10), kSmall},
      {"crumbs of a reply", raw(4095, K::Reply, flag::kMore, 1), kSmall},
      {"crumbs in the middle", raw(4095, K::Call, flag::kMore | flag::kContinued, 6), kSmall},
      {"small ping", raw(7, K::Ping, 0, 0), kSmall},
      {"empty pong", raw(0, K::Pong, 0, 0), kSmall},
      {"empty error", raw(0, K::Error, 0, 1), kSmall},
      {"empty go-away", raw(0, K::GoAway, 0, 0), kSmall},
      {"compressed call", raw(16, K::Call, flag::kCompressed, 10), kFlags},
      {"error with descriptors", raw(16, K::Error, flag::kDescriptors, 1), kFlags},
      {"one-way call with streams", raw(17, K::Call, flag::kOneWay | flag::kStreams, 10), kFlags},
      {"continuation with streams", raw(9, K::Call, flag::kContinued | flag::kStreams, 6), kFlags},
      {"stream data with streams", raw(9, K::StreamData, flag::kStreams, 2), kFlags},
      {"stream end with more", raw(0, K::StreamEnd, flag::kMore, 2), kFlags},
      {"continued credit", raw(4, K::Credit, flag::kContinued, 2), kFlags},
      {"one-way reply", raw(0, K::Reply, flag::kOneWay, 1), kFlags},
      {"reply with extras", raw(0, K::Reply, flag::kExtras, 1), kFlags},
      {"one-way continuation", raw(9, K::Call, flag::kContinued | flag::kOneWay, 6), kFlags},
      {"continued cancel", raw(0, K::Cancel, flag::kContinued, 2), kFlags},
      {"ping with more", raw(8, K::Ping, flag::kMore, 0), kFlags},
      {"call without id", raw(16, K::Call, 0, 0), kPlace},
      {"reply without id", raw(0, K::Reply, 0, 0), kPlace},
      {"error without id", raw(8, K::Error, 0, 0), kPlace},
      {"cancel without id", raw(0, K::Cancel, 0, 0), kPlace},
      {"stream data without id", raw(8, K::StreamData, 0, 0), kPlace},
      {"stream end without id", raw(0, K::StreamEnd, 0, 0), kPlace},
      {"ping of a call", raw(8, K::Ping, 0, 2), kPlace},
      {"pong of a call", raw(8, K::Pong, 0, 2), kPlace},
      {"go-away of a call", raw(20, K::GoAway, 0, 2), kPlace},
      {"release of a call", raw(8, K::Release, 0, 2), kPlace},
      {"checksum without announcement", frame(K::Call, 10, call_payload(3), flag::kChecksum),
       "a frame has a checksum and the hello has none, or the reverse"},
  };
}

std::vector<Malformed> state_faults() {
  using K = FrameKind;
  const std::uint8_t next = flag::kContinued;
  const char* const never_made = "the peer answered a call that was never made";
  const char* const not_begun = "the peer continued an answer that it did not begin";
  const char* const twice = "the peer began to answer a call twice, or before it was sent";
  const char* const size = "a call has another size than it announced";
  return {
      {"second hello", hello_frame(), "the peer sent a second hello"},
      {"pong without ping", pong_frame(1), "a pong came without its ping"},
      {"pong of nobody's", pong_frame(99), "a pong came without its ping"},
      {"id used again, running", call_frame(2), "a call id was used again"},
      {"id used again, answered", call_frame(8), "a call id was used again"},
      {"id used again, arriving", call_frame(6), "a call id was used again"},
      {"id lower than the last", call_frame(4), "a call id was used again"},
      {"call with our id", call_frame(1), "the peer used a call id of this side"},
      {"call with our next id", call_frame(7), "the peer used a call id of this side"},
      {"cancel of our call", cancel_frame(1), "the peer cancelled a call of this side"},
      {"cancel above the highest", cancel_frame(10),
       "the peer cancelled a call that it did not begin"},
      {"continuation above the highest", frame(K::Call, 10, Bytes(5), next),
       "the peer continued a call that it did not begin"},
      {"continuation of a complete call", frame(K::Call, 2, Bytes(5), next),
       "the peer continued a call that was complete"},
      {"continuation that is too long", frame(K::Call, 6, Bytes(9000), next), size},
      {"continuation that is too short", frame(K::Call, 6, Bytes(5), next), size},
      {"continuation that promises more than is left",
       frame(K::Call, 6, Bytes(4096), flag::kMore | next), size},
      {"last continuation announced as not the last",
       frame(K::Call, 6, Bytes(9016 - 5000), flag::kMore | next), kSmall},
      {"call announced smaller than its first frame", announced(K::Call, 10, 100, 5000), size},
      {"call announced as its first frame", announced(K::Call, 10, 5000, 5000), size},
      {"call announced as nothing", announced(K::Call, 10, 0, 5000), size},
      {"time in an unknown form", call_with_timing(1U << 22 | 1),
       "a call's remaining time is written in an unknown form"},
      {"reply to nothing", reply_frame(7), never_made},
      {"reply to the peer's own call", reply_frame(12), never_made},
      {"reply far above", reply_frame(UINT64_MAX), never_made},
      {"error for nothing", error_frame(9, {}), never_made},
      {"second answer while one arrives", reply_frame(3), twice},
      {"error while a reply arrives", error_frame(3, {}), twice},
      {"continuation of no answer", frame(K::Reply, 1, Bytes(5), next), not_begun},
      {"reply continued as an error", frame(K::Error, 3, Bytes(5), next), not_begun},
      {"answer longer than announced", frame(K::Reply, 3, Bytes(9000), next),
       "an answer has another size than it announced"},
      {"answer shorter than announced", frame(K::Reply, 3, Bytes(5), next),
       "an answer has another size than it announced"},
      {"stream data", data_frame(2, 5), kStream},
      {"stream data of a call that arrives", data_frame(6, 5), kStream},
      {"stream data of our call", data_frame(1, 5), kStream},
      {"stream end", end_frame(2), kStream},
      {"credit", credit_frame(2, 4), kStream},
      {"release", frame(K::Release, 0, Bytes(8)),
       "the peer released a reference without the feature for it"},
      {"unreadable go-away", frame(K::GoAway, 0, Bytes(5, std::byte{0xFF})),
       "the peer's go-away cannot be read"},
  };
}

/// Frames that are odd, late or unknown, but break nothing.
std::vector<std::pair<const char*, Bytes>> harmless() {
  using K = FrameKind;
  return {
      {"late reply", reply_frame(5)},
      {"late error", error_frame(5, {})},
      {"late continuation of an answer", frame(K::Reply, 5, Bytes(5), flag::kContinued)},
      {"late cancel", cancel_frame(8)},
      {"second cancel", cancel_frame(4)},
      {"late continuation of a call", frame(K::Call, 8, Bytes(5), flag::kContinued)},
      {"filler", frame(K::Filler, 0, Bytes(5))},
      {"unknown ignorable kind", frame(K{255}, 77, Bytes(5), 0xFB)},
      {"gap in the ids", call_frame(1000)},
      {"empty reply", reply_frame(1, 0)},
      {"the last id there is", call_frame(UINT64_MAX - 1)},
  };
}

Lines closed_with(const char* reason) { return {std::string("closed ProtocolError: ") + reason}; }

}  // namespace

TEST_CASE("malformed frames end an idle connection, each with its reason") {
  for (const Malformed& bad : framing_faults()) {
    CAPTURE(bad.what);
    Driven side(Role::Acceptor);
    side.opened().feed(bad.bytes);
    CHECK(side.events() == closed_with(bad.reason));
  }
}

TEST_CASE("before the hello, every malformed frame is somebody else's protocol") {
  for (const Malformed& bad : framing_faults()) {
    CAPTURE(bad.what);
    for (const Role role : {Role::Initiator, Role::Acceptor}) {
      Driven side(role);
      side.feed(bad.bytes);
      const Lines events = side.events();
      REQUIRE(events.size() == 1);
      CHECK(events[0].starts_with("closed ProtocolError: the peer does not speak this protocol"));
    }
  }
}

TEST_CASE("P20 malformed frames end a busy connection, and every call of it, exactly once") {
  std::vector<Malformed> faults = framing_faults();
  for (const Malformed& fault : state_faults()) faults.push_back(fault);
  for (const Malformed& bad : faults) {
    CAPTURE(bad.what);
    Driven side = busy_session();
    side.feed(bad.bytes);
    Lines expected = {"failed 1 ProtocolError Maybe Local", "failed 3 ProtocolError Maybe Local",
                      "cancelled 2"};
    expected.push_back(closed_with(bad.reason).front());
    CHECK(side.events() == expected);
    CHECK(side.session.state() == SessionState::Closed);
    side.feed(call_frame(2000));
    CHECK(side.events().empty());
  }
}

TEST_CASE("late and odd frames harm nobody") {
  for (const auto& [what, bytes] : harmless()) {
    CAPTURE(what);
    Driven side = busy_session();
    side.feed(bytes);
    CHECK(side.session.state() == SessionState::Open);
    side.events();
    // After it, the next call is right, and what was half done can be finished.
    side.feed(frame(FrameKind::Call, 6, Bytes(9016 - 5000, std::byte{0x50}), flag::kContinued));
    CHECK(side.events() == Lines{"call 6 method 7 (9000 bytes)"});
  }
}

TEST_CASE("a reply before all of the call was sent is refused, an error is not") {
  for (const bool is_error : {false, true}) {
    Driven side(Role::Initiator);
    side.opened();
    side.call(4'000'000);
    side.session.consumed(side.session.output().size());
    side.feed(is_error ? error_frame(2, {.code = Code::ResourceExhausted, .executed = Executed::No})
                       : reply_frame(2));
    if (is_error) {
      CHECK(side.events() == Lines{"failed 2 ResourceExhausted No Peer"});
      CHECK(describe_frames(side.take_output()).size() < 10);
    } else {
      CHECK(side.events().back() ==
            "closed ProtocolError: the peer replied to a call that it does not have in full");
    }
  }
}
