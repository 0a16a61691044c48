// The one text about threads that are lacking.
// Whoever refuses a call for another reason has a text of its own.
#include "rpc/worker_permit.h"

namespace idl::detail {

Error no_thread_left() {
  return Error{Code::ResourceExhausted,
               "the handler cannot wait, for no other thread would be left to serve with "
               "(max_threads of ServerOptions or ChannelOptions)",
               Executed::No, Origin::Local};
}

}  // namespace idl::detail
