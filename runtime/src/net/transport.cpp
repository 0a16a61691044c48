// Transports that carry bytes alone: what they say to descriptors.
// Those that carry them override both functions.
#include "idl/transport.h"

namespace idl {

IoOutcome Transport::read_with(std::span<std::byte> into, std::vector<Fd>&) { return read(into); }

IoOutcome Transport::write_with(std::span<const std::span<const std::byte>>, std::span<const Fd>) {
  return {.status = IoStatus::Failed,
          .error = Error{.code = Code::Unimplemented,
                         .message = "descriptors travel over Unix sockets and in process only",
                         .origin = Origin::Transport}};
}

}  // namespace idl
