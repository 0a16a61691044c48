// Turns the bytes of a fuzzer into steps around one session: frames with right headers, raw bytes,
// calls, answers, cancels, elements of streams, writes and time. It checks what holds whatever the
// steps are, and aborts where it does not.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <span>
#include <variant>

#include "base/system.h"
#include "frame/hello.h"
#include "session/session.h"
#include "session/stream_records.h"

namespace idl::detail {

/// One run. The first byte chooses the role and whether the handshake has been done.
class SessionScript {
 public:
  explicit SessionScript(std::span<const std::uint8_t> script)
      : script_(script),
        greeted_((peek() & 2) != 0),
        session_((next() & 1) != 0 ? Role::Initiator : Role::Acceptor, options(), now_) {}

  void run() {
    if (greeted_) send_frame(FrameKind::Hello, 0, 0, peer_hello());
    while (!script_.empty()) step();
  }

  /// After it, every call has ended, and every descriptor is closed.
  void cut_connection() {
    session_.transport_lost({.code = Code::Unavailable, .origin = Origin::Transport});
    take_events();
    expect(closed_ && open_.empty() && session_.drained());
    expect(make_descriptors(1).front().get() == lowest_free_);
  }

 private:
  static void expect(bool holds) {
    if (!holds) std::abort();
  }

  static SessionOptions options() {
    return {.limits = {.max_descriptors = 4, .max_references = 10}};
  }

  static Descriptors make_descriptors(std::size_t count) {
    Descriptors made;
    while (made.size() < count) made.emplace_back(real_system().make_eventfd().value);
    return made;
  }

  static Bytes peer_hello() {
    return encode_hello(
        {.features = feature::kStreams | feature::kReferences | feature::kDescriptors,
         .max_message_bytes = 1 << 20,
         .max_frame_bytes = 1 << 16,
         .max_calls = 100,
         .stream_window = kMinWindow,
         .connection_window = kMinWindow,
         .max_streams = 10});
  }

  std::uint8_t peek() const { return script_.empty() ? std::uint8_t{0} : script_[0]; }
  std::uint8_t next() {
    const std::uint8_t byte = peek();
    script_ = script_.subspan(script_.empty() ? 0 : 1);
    return byte;
  }
  Bytes take(std::size_t count) {
    const auto bytes = std::as_bytes(script_.first(std::min(count, script_.size())));
    script_ = script_.subspan(bytes.size());
    return Bytes(bytes.begin(), bytes.end());
  }

  void step() {
    const std::uint8_t kind = next();
    if (kind >= 0xF0) return use_stream(kind);
    if (kind == 0xEF) return session_.receive_descriptors(make_descriptors(next() % 20));
    switch (kind % 8) {
      case 0:
        return receive(take(next()));
      case 1:
      case 2:
        return receive_small_frame();
      case 3:
        return receive_large_frame();
      case 4:
        return begin_call();
      case 5:
        return answer();
      case 6:
        return write();
      default:
        return pass_time();
    }
  }

  void receive_small_frame() {
    const FrameKind kind{next()};
    const std::uint8_t flags = next();
    const std::uint64_t call = next();
    send_frame(kind, flags, call, take(next()));
  }

  /// Frames of long messages must be large; their bytes are not worth the input.
  void receive_large_frame() {
    const FrameKind kind{next()};
    const std::uint8_t flags = next();
    const std::uint64_t call = next();
    Bytes data = take(24);
    data.resize(4096 + std::size_t{next()} * 128);
    send_frame(kind, flags, call, data);
  }

  void send_frame(FrameKind kind, std::uint8_t flags, std::uint64_t call, const Bytes& data) {
    Bytes frame(kFrameHeaderBytes);
    encode_header({static_cast<std::uint32_t>(data.size()), kind, flags, call}, frame.data());
    frame.insert(frame.end(), data.begin(), data.end());
    receive(frame);
  }

  void receive(const Bytes& bytes) {
    session_.receive(bytes, now_);
    take_events();
  }

  void begin_call() {
    const Bytes parameters(std::size_t{next()} * 1000);
    const std::uint8_t choice = next();
    Descriptors descriptors = make_descriptors(choice % 5 == 0 ? choice % 6 : 0);
    const std::array<std::uint32_t, 2> numbers{1, choice};
    const CallRequest request{.method = choice,
                              .remaining = std::chrono::milliseconds(choice),
                              .depth = static_cast<std::uint8_t>(choice / 8),
                              .one_way = choice % 7 == 0,
                              .streams = {choice % 7 == 1 || choice % 7 == 2, choice % 7 == 2},
                              .descriptors = &descriptors,
                              .references = std::span(numbers).first(choice == 0 ? 0 : choice % 3)};
    const auto id = session_.call(request, {parameters.size(), fill, &parameters}, now_);
    if (!id) return expect(id.error().executed == Executed::No);
    if (!request.one_way) expect(open_.insert(*id).second);
  }

  void use_stream(std::uint8_t kind) {
    const CallId id{next()};
    const Bytes element(kind % 4 == 0 ? std::size_t{next()} * 500 : kind);
    if (kind < 0xF8) {
      (void)session_.write_stream(id, {element.size(), fill, &element});
    } else if (kind < 0xFE) {
      Buffer elements;
      session_.read_stream(id, elements);
      std::size_t cost = 0;
      while (const auto record = front_record(elements)) {
        cost += record->cost;
        drop_record(elements, *record);
      }
      session_.consumed_stream(id, cost);
    } else {
      session_.end_stream(id);
    }
    // Whatever the peer does: two windows of its streams, and what completes their elements.
    const SessionLimits limits;
    expect(session_.buffered_bytes() - session_.output().size() <
           limits.max_buffered_bytes * 2 + 2 * std::size_t{limits.connection_window} +
               limits.max_streams * std::size_t{limits.max_message_bytes});
  }

  static void fill(const void* context, std::byte* out) noexcept {
    const Bytes& bytes = *static_cast<const Bytes*>(context);
    std::copy(bytes.begin(), bytes.end(), out);
  }

  void answer() {
    const std::uint8_t choice = next();
    const CallId id{next()};
    const Bytes results(choice < 250 ? choice : 200'000);
    const std::array<std::uint32_t, 1> number{choice};
    if (choice % 4 == 0) {
      (void)session_.reply(id, {results.size(), fill, &results},
                           make_descriptors(choice % 3 == 0 ? choice % 6 : 0),
                           std::span(number).first(choice % 8 == 4 ? 1 : 0));
      return;
    }
    if (choice % 4 == 1) return session_.fail(id, {.error = {.message = "no"}});
    if (choice % 4 == 2) return session_.finish_one_way(id);
    expect(session_.cancel(id).has_value() == (open_.erase(id) == 1));
  }

  void write() {
    const std::size_t wish = std::size_t{next()} * 256 + 1;
    session_.consumed(std::min(wish, session_.output().size()));
    if (wish == 1) session_.go_away("fuzz");
  }

  void pass_time() {
    now_ += std::chrono::milliseconds(1 << (next() % 17));
    session_.tick(now_);
    take_events();
  }

  /// All but the first, which stays for ever.
  void give_back(const std::vector<std::uint32_t>& references) {
    for (std::size_t i = 1; i < references.size(); ++i) {
      session_.release_reference(references[i], 1);
    }
  }

  void take_events() {
    while (const auto event = session_.next_event()) {
      expect(!closed_);
      if (const auto* reply = std::get_if<ReplyReceived>(&*event)) {
        expect(open_.erase(reply->call) == 1);
        give_back(reply->references);
      } else if (const auto* call = std::get_if<CallReceived>(&*event)) {
        give_back(call->references);
      } else if (const auto* failed = std::get_if<CallFailed>(&*event)) {
        expect(open_.erase(failed->call) == 1);
      }
      closed_ = std::holds_alternative<Closed>(*event);
    }
    expect(session_.outgoing_calls() == open_.size());
  }

  std::span<const std::uint8_t> script_;
  int lowest_free_ = make_descriptors(1).front().get();
  TimePoint now_{};
  bool greeted_;
  Session session_;
  std::set<CallId> open_;
  bool closed_ = false;
};

}  // namespace idl::detail
