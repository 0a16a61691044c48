// The promises as conditions over what was seen. Each is marked with its number. P6 has an oracle
// of its own; P14 and the rest concern what does not exist at this level: threads, executors.
#include "tests/simulation/oracle.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "idl/wire/little_endian.h"

namespace simulation {
namespace {

using namespace idl;
using namespace idl::detail;

// What fits a frame before and after the handshake, head and extras included.
constexpr std::size_t kOneFrame = 15 * 1024;
// Beyond the window, an element may be under way in full, with half a window of credit ahead of
// it, and one more wait at the sender.
constexpr std::size_t kMostUnread = (64 + 32) * 1024 + 2 * 80'000;

// The codes and origins that this side's runtime may use by itself, and those of a handler.
void judge_words(const Error& error) {
  REQUIRE_MESSAGE(!error.message.empty(), "P2: a failure without a word");
  const bool handlers = error.code == Code::Application || error.code == Code::DeclaredError;
  REQUIRE_MESSAGE(handlers == (error.origin == Origin::Application),
                  "P2: the runtime speaks for an application, or hides that one spoke");
  if (handlers) REQUIRE_MESSAGE(error.executed == Executed::Maybe, "P2: a handler did not run");
}

bool is_all(BytesView bytes, std::byte fill) {
  return std::all_of(bytes.begin(), bytes.end(), [fill](std::byte byte) { return byte == fill; });
}

}  // namespace

Oracle::Fate& Oracle::fate(std::uint64_t method) {
  const auto found = fates_.find(method);
  REQUIRE_MESSAGE(found != fates_.end(), "a call that nobody made: " << method);
  return found->second;
}

Flow& Oracle::flow(std::uint64_t method, bool from_caller) {
  return from_caller ? fate(method).up : fate(method).down;
}

void Oracle::called(unsigned caller, const CallRequest& request, std::size_t size) {
  Fate& fate = fates_[request.method];
  fate.caller = caller;
  fate.one_way = request.one_way;
  fate.in_order = size <= kOneFrame && !request.streams.any();
  fate.remaining = request.remaining;
  fate.up.open = request.streams.from_caller;
  fate.down.open = request.streams.from_callee;
}

void Oracle::refused(std::uint64_t method, const Error& error) {
  judge_words(error);
  REQUIRE_MESSAGE(error.executed == Executed::No, "P3: a call that never was may have run");
  end(fate(method), /*said_no=*/true);
}

void Oracle::begun(std::uint64_t method, CallId call) {
  fate(method).id = call;
  if (fate(method).one_way) end(fate(method), /*said_no=*/false);  // P8
}

void Oracle::sent(unsigned side, BytesView bytes) {
  REQUIRE_MESSAGE(sent_.at(side).hear(bytes), "a side sent a frame that is none");
}

// What was corrupted under way may be no frame any more.
void Oracle::arrived(unsigned side, BytesView bytes) { (void)arrived_.at(side).hear(bytes); }

bool Oracle::has_left(const Fate& fate) const { return sent_.at(fate.caller).has_begun(fate.id); }

void Oracle::end(Fate& fate, bool said_no) {
  ++fate.endings;
  fate.said_no = said_no;
  REQUIRE_MESSAGE(fate.endings == 1, "P1: a call ended twice");
  if (said_no) REQUIRE_MESSAGE(fate.deliveries == 0, "P3: a call that ran was said not to have");
}

void Oracle::gave_up(std::uint64_t method, Executed executed) {
  Fate& given_up = fate(method);
  given_up.abandoned = true;
  if (has_left(given_up)) {
    REQUIRE_MESSAGE(executed == Executed::Maybe, "P4: a cancelled call was said not to have run");
  }
  end(given_up, executed == Executed::No);
}

void Oracle::succeeded(std::uint64_t method, BytesView results) {
  REQUIRE_MESSAGE(is_all(results, fill_of(method)), "a result of another call");
  Fate& done = fate(method);
  REQUIRE(done.deliveries == 1);
  REQUIRE(done.answered);
  REQUIRE_MESSAGE(done.down.read == done.down.written, "P13: a reply overtook its stream");
  end(done, /*said_no=*/false);
}

void Oracle::failed(std::uint64_t method, const Error& error) {
  Fate& done = fate(method);
  judge_words(error);
  if (error.origin == Origin::Application) {
    REQUIRE_MESSAGE(done.answered, "P2: nobody has failed like this");
    REQUIRE_MESSAGE(done.down.read == done.down.written, "P13: an error overtook its stream");
  }
  // The peer may say No of a call that it has refused; this side may not.
  if (error.origin != Origin::Peer && has_left(done)) {
    REQUIRE_MESSAGE(error.executed == Executed::Maybe, "P3 P4: a call was said not to have run");
  }
  if (error.code == Code::DeadlineExceeded && error.origin == Origin::Local) {
    REQUIRE(done.remaining.has_value());
    done.abandoned = true;
  }
  end(done, error.executed == Executed::No);
}

void Oracle::delivered(const CallReceived& call, TimePoint now) {
  Fate& arrived = fate(call.method);
  ++arrived.deliveries;
  REQUIRE_MESSAGE(arrived.deliveries == 1, "P5: a call was delivered twice");
  REQUIRE_MESSAGE(!arrived.said_no, "P3: a call ran although its caller was told that it had not");
  REQUIRE(is_all(call.parameters.bytes(), fill_of(call.method)));
  REQUIRE(call.deadline.has_value() == arrived.remaining.has_value());
  if (call.deadline) {
    REQUIRE_MESSAGE(*call.deadline - now <= *arrived.remaining, "P9: a deadline has grown");
    REQUIRE_MESSAGE(*call.deadline > now, "P10: a call came although its time was over");
  }
  if (!arrived.in_order) return;
  CallId& last = last_in_order_.at(arrived.caller);
  REQUIRE_MESSAGE(call.call > last, "P7: a call overtook another");
  last = call.call;
}

void Oracle::cancelled(std::uint64_t method) { fate(method).told = true; }

void Oracle::answered(std::uint64_t method) { fate(method).answered = true; }

bool Oracle::is_open(std::uint64_t method, bool from_caller) {
  return flow(method, from_caller).open;
}

std::uint32_t Oracle::next_element(std::uint64_t method, bool from_caller) {
  return flow(method, from_caller).written;
}

void Oracle::wrote(std::uint64_t method, bool from_caller, std::size_t size) {
  Flow& stream = flow(method, from_caller);
  REQUIRE_MESSAGE(stream.open, "an element was accepted behind the end");
  ++stream.written;
  stream.unread_bytes += size;
  REQUIRE_MESSAGE(stream.unread_bytes <= kMostUnread, "P12: a stream was buffered without end");
}

void Oracle::ended(std::uint64_t method, bool from_caller) {
  flow(method, from_caller).open = false;
}

void Oracle::read(std::uint64_t method, bool from_caller, BytesView element) {
  Flow& stream = flow(method, from_caller);
  REQUIRE_MESSAGE(load_u32(element.data()) == stream.read, "P7: an element came out of order");
  REQUIRE(is_all(element.subspan(4), fill_of(method)));
  ++stream.read;
  stream.unread_bytes -= element.size();
}

void Oracle::read_all(std::uint64_t method, bool from_caller) {
  const Flow& stream = flow(method, from_caller);
  REQUIRE_MESSAGE(stream.read == stream.written, "P13: the end overtook an element");
}

void Oracle::judge_step(const std::array<Standing, 2>& standings) const {
  std::array<std::uint64_t, 2> lost{};
  for (const auto& [method, fate] : fates_) {
    const Standing& caller = standings.at(fate.caller);
    const Standing& callee = standings.at(1 - fate.caller);
    if (caller.is_greeted && !caller.is_closed && !caller.has_output) judge_sent(fate);
    if (callee.is_closed) continue;
    judge_arrived(fate);
    if (is_lost(fate)) ++lost.at(1 - fate.caller);
  }
  for (unsigned side = 0; side < 2; ++side) {
    // Whoever waits for an answer is told; of one-way calls only the callee knows.
    if (lost.at(side) > standings.at(side).refused) FAIL("P8: a call came and was dropped");
  }
}

// Nothing waits at the caller.
void Oracle::judge_sent(const Fate& fate) const {
  const Tap& sent = sent_.at(fate.caller);
  const bool queued = fate.one_way && fate.endings != 0 && !fate.said_no;
  if (queued && !sent.has_passed(fate.id)) FAIL("P8: a one-way call that was queued never left");
  const bool told = !fate.abandoned || !sent.has_begun(fate.id) || sent.was_cancelled(fate.id);
  if (!told) FAIL("P11: a call was given up, and the callee is not told");
}

void Oracle::judge_arrived(const Fate& fate) const {
  const bool untold = fate.deliveries != 0 && !fate.answered && !fate.told;
  if (untold && arrived_.at(1 - fate.caller).was_cancelled(fate.id)) {
    FAIL("P11: a handler was not told of a cancel");
  }
}

// Whether it has come, and did not run.
bool Oracle::is_lost(const Fate& fate) const {
  const Tap& arrived = arrived_.at(1 - fate.caller);
  return fate.deliveries == 0 && arrived.has_passed(fate.id) && !arrived.was_cancelled(fate.id);
}

void Oracle::judge() const {
  for (const auto& [method, fate] : fates_) {
    CAPTURE(method);
    REQUIRE_MESSAGE(fate.endings == 1, "P1: a call has not ended");
  }
}

}  // namespace simulation
