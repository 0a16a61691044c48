// Reasons by kind, and the remedies that a reader of the message can try. A remedy is a sentence
// about what to change, never about the code.
#include "base/system_error.h"

#include <string_view>

#include "base/system.h"

namespace idl::detail {
namespace {

bool is_exhaustion(std::errc reason) {
  switch (reason) {
    case std::errc::too_many_files_open:
    case std::errc::too_many_files_open_in_system:
    case std::errc::not_enough_memory:
    case std::errc::no_buffer_space:
      return true;
    default:
      return false;
  }
}

bool is_lost_connection(std::errc reason) {
  switch (reason) {
    case std::errc::connection_refused:
    case std::errc::connection_reset:
    case std::errc::connection_aborted:
    case std::errc::broken_pipe:
    case std::errc::not_connected:
    case std::errc::timed_out:
    case std::errc::host_unreachable:
    case std::errc::network_unreachable:
    case std::errc::network_down:
      return true;
    default:
      return false;
  }
}

std::string_view remedy(std::errc reason) {
  switch (reason) {
    case std::errc::too_many_files_open:
      return "; raise the limit of open files (ulimit -n) or close some";
    case std::errc::too_many_files_open_in_system:
      return "; raise fs.file-max, the system's limit of open files";
    default:
      return "";
  }
}

}  // namespace

Error system_error(const std::string& doing, std::errc reason) {
  Error error{.code = Code::SystemError, .message = doing + ": " + describe(reason)};
  error.message += remedy(reason);
  if (is_exhaustion(reason)) {
    error.code = Code::ResourceExhausted;
  } else if (is_lost_connection(reason)) {
    error.code = Code::Unavailable;
    error.origin = Origin::Transport;
  }
  return error;
}

}  // namespace idl::detail
