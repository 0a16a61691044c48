// Who leads a server's loop: one token, and the one word that says where it is. The leader marks in
// it when a handler runs on its thread; a handler that takes too long loses the token to another
// thread. Lock-free, because the leader passes here twice a call.
#pragma once

#include <atomic>
#include <cstdint>

namespace idl::detail {

/// Where the token is. Whoever gets it through take() or revoke() sees all that its holder did
/// before.
class LeadToken {
 public:
  /// A run of a handler on the leader's thread; each has a number of its own.
  enum class Run : std::uint64_t {};

  /// Takes a free token. Any thread.
  bool take();

  /// Gives the token back. Its holder only, outside handlers.
  void release();

  /// A handler begins to run on the holder's thread; from now on the token may be revoked.
  Run begin_run();

  /// The handler has returned. False if the token was revoked meanwhile: the thread leads no more.
  bool end_run(Run run);

  /// Takes the token away from the holder, if it still is in `run`; the token is free then.
  bool revoke(Run run);

  /// Whether the holder is in `run`. Any thread.
  [[nodiscard]] bool is_in(Run run) const;

  /// The run that the holder is in, if it is in one. Any thread.
  [[nodiscard]] bool in_run(Run& run) const;
  [[nodiscard]] bool is_free() const;

 private:
  enum State : std::uint64_t { kFree = 0, kLeading = 1, kRunning = 2 };
  static constexpr unsigned kStateBits = 2;
  static constexpr std::uint64_t kStateMask = (std::uint64_t{1} << kStateBits) - 1;

  // The number of the last run above the state. Numbers do not repeat within centuries.
  std::atomic<std::uint64_t> word_{kFree};
};

}  // namespace idl::detail
