// A hello and a go-away, as the protocol has it for connections that end at once.
// Nothing is kept of the peer.
#include "rpc/turn_away.h"

#include <array>

#include "base/clock.h"
#include "frame/frame.h"
#include "rpc/session_setup.h"

namespace idl::detail {

void turn_away(Transport& transport, const Error& reason) {
  Session session(Role::Acceptor, session_options(transport.peer().address, {}),
                  steady_clock().now());
  session.close(reason);
  const BytesView last_words = session.output();
  (void)transport.write({&last_words, 1});
  transport.shutdown_write();
  // A TCP socket that is closed with unread bytes takes back what it has sent: the peer's hello is
  // read, if it is there.
  std::array<std::byte, kMaxConnectionFrameBytes> hello;
  (void)transport.read(hello);
}

}  // namespace idl::detail
