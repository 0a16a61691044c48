// How long a channel leaves an address alone that it could not reach, or whose connection it has
// lost. Plain numbers; what is done with them stands in docs/ADDRESSES.md.
#pragma once

#include <chrono>

#include "idl/time.h"

namespace idl {

/// The pauses before an address is tried again. They are random within their bounds, so that a
/// thousand clients of a server that was restarted come back one after the other: with these
/// defaults never more than a tenth of them within 100 ms. Values below zero count as zero.
struct BackoffOptions {
  /// After a connection was lost that had been used a moment ago, the first attempt waits for up to
  /// so long. (A connection that lay idle is opened again at once, when a call needs it.)
  Duration spread = std::chrono::seconds(2);
  /// After an attempt has failed, the next one waits for at least half of this and less than all
  /// of it; and each time in a row for twice as long …
  Duration first = std::chrono::seconds(4);
  /// … but never longer than this.
  Duration most = std::chrono::seconds(8);

  friend bool operator==(const BackoffOptions&, const BackoffOptions&) = default;
};

}  // namespace idl
