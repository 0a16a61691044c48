// What both ends of every simulated call have seen of it, and whether that keeps the promises of
// docs/RUNTIME.md. It fails the test at the step that breaks one; it drives nothing.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>

#include "idl/time.h"
#include "session/session.h"
#include "tests/simulation/tap.h"

namespace simulation {

/// One direction of a call's streams.
struct Flow {
  bool open = false;          ///< Its writer has not ended it.
  std::uint32_t written = 0;  ///< Elements that were accepted.
  std::uint32_t read = 0;
  std::size_t unread_bytes = 0;
};

/// What a session shows of itself.
struct Standing {
  bool is_greeted = false;  ///< It holds no call back any more.
  bool is_closed = false;
  bool has_output = false;
  std::uint64_t refused = 0;  ///< Calls of the other side.
};

/// Calls are told apart by their method, each a number of its own. `caller` is the side, 0 or 1.
class Oracle {
 public:
  // At the caller.
  void called(unsigned caller, const idl::detail::CallRequest& request, std::size_t size);
  void refused(std::uint64_t method, const idl::Error& error);
  void begun(std::uint64_t method, idl::detail::CallId call);
  void gave_up(std::uint64_t method, idl::Executed executed);
  /// Bytes have left a side, or have arrived at one.
  void sent(unsigned side, idl::BytesView bytes);
  void arrived(unsigned side, idl::BytesView bytes);
  void succeeded(std::uint64_t method, idl::BytesView results);
  void failed(std::uint64_t method, const idl::Error& error);

  // At the callee.
  void delivered(const idl::detail::CallReceived& call, idl::TimePoint now);
  void cancelled(std::uint64_t method);
  void answered(std::uint64_t method);

  // Elements: of which the first four bytes are their number, the others the method's.
  [[nodiscard]] bool is_open(std::uint64_t method, bool from_caller);
  [[nodiscard]] std::uint32_t next_element(std::uint64_t method, bool from_caller);
  void wrote(std::uint64_t method, bool from_caller, std::size_t size);
  void ended(std::uint64_t method, bool from_caller);
  void read(std::uint64_t method, bool from_caller, idl::BytesView element);
  /// The reader has seen the end of the stream.
  void read_all(std::uint64_t method, bool from_caller);

  /// A step is over, and all events have been taken; `standings` of both sides.
  void judge_step(const std::array<Standing, 2>& standings) const;

  /// Nothing is under way any more.
  void judge() const;

  /// The byte that a call's messages consist of.
  static std::byte fill_of(std::uint64_t method) { return static_cast<std::byte>(method); }

 private:
  struct Fate {
    unsigned caller = 0;
    idl::detail::CallId id{};
    bool one_way = false;
    bool in_order = false;  // it has to be delivered in the order of first frames
    std::optional<idl::Duration> remaining{};
    int endings = 0;
    int deliveries = 0;
    bool said_no = false;
    bool abandoned = false;  // its caller has gone, and the callee is told
    bool told = false;
    bool answered = false;
    Flow up{};
    Flow down{};
  };

  Fate& fate(std::uint64_t method);
  Flow& flow(std::uint64_t method, bool from_caller);
  [[nodiscard]] bool has_left(const Fate& fate) const;
  [[nodiscard]] bool is_lost(const Fate& fate) const;
  void judge_sent(const Fate& fate) const;
  void judge_arrived(const Fate& fate) const;
  void end(Fate& fate, bool said_no);

  std::map<std::uint64_t, Fate> fates_;
  std::array<Tap, 2> sent_{};                           // at what leaves each side
  std::array<Tap, 2> arrived_{};                        // at what arrives there
  std::array<idl::detail::CallId, 2> last_in_order_{};  // delivered, by caller
};

}  // namespace simulation
