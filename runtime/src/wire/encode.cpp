// The words of idl::encode's and idl::decode's own failures. A failure is a sentence in an
// Error, never an exception.
#include "idl/encode.h"

namespace idl::detail {

Error out_of_memory() {
  // Short enough to need no memory itself, in every standard library that is served.
  return {.code = Code::ResourceExhausted, .message = "out of memory"};
}

Error buffer_too_small(std::size_t size, std::size_t room) {
  return {.code = Code::InvalidArgument,
          .message = "the value takes " + std::to_string(size) + " bytes, the buffer has " +
                     std::to_string(room)};
}

Error message_too_large(std::size_t size, std::size_t limit) {
  return {.code = Code::MessageTooLarge,
          .message = "the message has " + std::to_string(size) + " bytes, the limit is " +
                     std::to_string(limit)};
}

}  // namespace idl::detail
