// Descriptors are counted before they are queued: a peer that asks for them and does not read must
// not use up those of this process.
#include "session/sent_descriptors.h"

#include <string>

namespace idl::detail {

std::optional<Error> refusal_to_send(const SessionContext& context, std::size_t descriptors,
                                     bool greeted) {
  if (descriptors == 0) [[likely]]
    return std::nullopt;
  const std::size_t limit = context.limits.max_descriptors;
  if (limit == 0 || (greeted && !context.descriptors.agreed())) {
    return refused(Code::Unimplemented,
                   "the connection takes no descriptors: both sides have to allow them "
                   "(max_descriptors), and they travel over Unix sockets and in process only");
  }
  if (descriptors > limit) {
    return refused(Code::ResourceExhausted, "the message brings " + std::to_string(descriptors) +
                                                " descriptors, the limit is " +
                                                std::to_string(limit) + " (max_descriptors)");
  }
  if (context.outbox.queued_descriptors() + descriptors > context.limits.max_held_descriptors) {
    return refused(Code::ResourceExhausted, "too many descriptors wait to be sent");
  }
  return std::nullopt;
}

}  // namespace idl::detail
