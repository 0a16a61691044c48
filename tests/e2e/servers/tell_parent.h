// What a server that a test has started says to it, over the socket that idl::spawn gives a child.
// tests/e2e/server_process.h is the other end.
#pragma once

#include <unistd.h>

#include <string_view>

namespace e2e {

/// Ends the process if the parent does not listen.
inline void tell_parent(std::string_view text) {
  constexpr int kParent = 3;
  if (::write(kParent, text.data(), text.size()) != static_cast<ssize_t>(text.size())) ::_exit(5);
}

}  // namespace e2e
