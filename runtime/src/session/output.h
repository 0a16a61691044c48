// What a session has to write next: bytes, and descriptors beside them.
// It refers to the session's own memory and is written by whoever has the transport.
#pragma once

#include <span>

#include "idl/bytes.h"
#include "idl/fd.h"

namespace idl::detail {

/// Bytes to be written with one system call, and the descriptors that go with the first of them.
struct Output {
  BytesView bytes{};
  std::span<const Fd> descriptors{};
};

}  // namespace idl::detail
