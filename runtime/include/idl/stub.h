// What every generated client stands on: where its calls go, their options, and the ways to make
// one. The templates are defined in marshal.h, which only generated .cpp files include.
#pragma once

#include <concepts>
#include <cstdint>
#include <memory>

#include "idl/call_options.h"
#include "idl/channel.h"
#include "idl/method.h"
#include "idl/pending.h"
#include "idl/result.h"
#include "idl/service.h"
#include "idl/stream_call.h"

namespace idl {

namespace detail {
struct ClientAccess;
struct OutgoingReferences;
}  // namespace detail

/// Makes calls to a server or a peer. Copyable; any thread. R is the idl::Result of the method; P
/// are the types of its parameters. Check, where the parameters have constraints, is a function
/// void (Validator&, const P&...): a call that breaks one fails before anything is sent.
class Stub {
 public:
  explicit Stub(Channel channel);
  explicit Stub(std::shared_ptr<detail::CallRoute> route);

  /// One that goes nowhere: its calls fail with InvalidArgument, executed No.
  Stub();
  /// One that stands for a service of this process, to be given to a peer as a value; it keeps the
  /// service. Its own calls fail like those of the one above, which it is for a null pointer.
  explicit Stub(std::shared_ptr<Service> service);
  /// One whose number was just read, until it is bound to the connection that it came over.
  explicit Stub(std::uint32_t reference);
  [[nodiscard]] std::uint32_t reference() const;
  /// Adds the service that it stands for; false if that is none of this process.
  [[nodiscard]] bool add_to(detail::OutgoingReferences& references) const;

  /// Whether both call the same.
  friend bool operator==(const Stub& a, const Stub& b) { return a.route_ == b.route_; }

  /// The same stub with other options for its calls.
  [[nodiscard]] Stub with(CallOptions options) const;

  /// Calls a method with one result or none, and waits for it.
  template <class R, auto Check = nullptr, class... P>
  [[nodiscard]] R call(const Method& method, const P&... parameters) const;

  /// Calls a method with several results, which are the members of R::Value, and waits for them.
  template <class R, auto Check = nullptr, class... P>
  [[nodiscard]] R call_values(const Method& method, const P&... parameters) const;

  /// As call(), without waiting.
  template <class R, auto Check = nullptr, class... P>
  [[nodiscard]] Pending<R> start(const Method& method, const P&... parameters) const;

  /// As call_values(), without waiting.
  template <class R, auto Check = nullptr, class... P>
  [[nodiscard]] Pending<R> start_values(const Method& method, const P&... parameters) const;

  /// Begins a call with streams. Call is the idl::StreamCall of a method with one result or none,
  /// or of one with several. ElementCheck, where the elements that are sent have constraints beyond
  /// those of their type, is a function void (Validator&, const Call::Input&).
  template <class Call, auto Check = nullptr, auto ElementCheck = nullptr, class... P>
  [[nodiscard]] Call stream(const Method& method, const P&... parameters) const;
  template <class Call, auto Check = nullptr, auto ElementCheck = nullptr, class... P>
  [[nodiscard]] Call stream_values(const Method& method, const P&... parameters) const;

  /// Sends a one-way call; success means that it is queued here.
  template <auto Check = nullptr, class... P>
  [[nodiscard]] Result<void> send(const Method& method, const P&... parameters) const;

 private:
  template <auto Check, class... P>
  detail::ClientCall begin(const Method& method, bool awaited, const P&... parameters) const;

  template <class How, class Call, auto Check, auto ElementCheck, class... P>
  Call open(const Method& method, const P&... parameters) const;

  std::shared_ptr<detail::CallRoute> route_;
  CallOptions options_;
};

}  // namespace idl
