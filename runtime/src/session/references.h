// The books about references in both directions: how often each object of this side was given to
// the peer and not given back, and which of the peer's references belong to messages that have not
// been handed out. What a number stands for is its owner's business.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "frame/frame_reader.h"
#include "frame/hello.h"
#include "frame/reference_list.h"
#include "session/outbox.h"
#include "session/session_context.h"

namespace idl::detail {

/// Part of SessionCore; `context` must outlive it and stay where it is.
class References {
 public:
  explicit References(SessionContext& context) : context_(context) {}

  /// The peer's hello has come.
  void on_hello(const Hello& hello);

  /// Why a message cannot bring these; nothing if it can.
  [[nodiscard]] std::optional<Error> refusal(std::span<const std::uint32_t> numbers) const;

  /// Queues the frame that announces them, for the message of `call` that is queued next. Tells
  /// where it begins. There is no refusal.
  StreamPosition announce(CallId call, std::span<const std::uint32_t> numbers);

  /// Frames of an announcement that the peer will never see.
  void take_back(BytesView payload);

  /// The peer announces those of a message that may come, or has come too late.
  [[nodiscard]] Fault on_announcement(const Frame& frame);
  [[nodiscard]] Fault on_release(const Frame& frame);

  /// What was announced for the message of `call` that is handed out now: they are its receiver's.
  [[nodiscard]] std::vector<std::uint32_t> take(CallId call);

  /// Gives what was announced for calls that are over back. Over(call) tells whether one is.
  template <class Over>
  void drop(const Over& over);

  [[nodiscard]] bool has_given(std::uint32_t number) const { return given_.contains(number); }

  /// Gives back what had been received so often.
  void release(const Released& released);

 private:
  struct Announced {
    CallId call{};
    std::vector<std::uint32_t> numbers;
  };

  [[nodiscard]] Fault receive(std::span<const std::uint32_t> numbers);
  void give_back(std::span<const std::uint32_t> numbers);

  SessionContext& context_;
  bool agreed_ = false;
  std::unordered_map<std::uint32_t, std::uint32_t> given_;     // how often, by number
  std::unordered_map<std::uint32_t, std::uint32_t> received_;  // the same of the peer's
  std::vector<Announced> announced_;  // of messages that have not been handed out
};

template <class Over>
void References::drop(const Over& over) {
  std::erase_if(announced_, [&](const Announced& announced) {
    if (!over(announced.call)) return false;
    give_back(announced.numbers);
    return true;
  });
}

}  // namespace idl::detail
