// What a session allows its peer and itself: every limit of the protocol with its reason. Plain
// numbers; the session enforces them.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "idl/time.h"

namespace idl::detail {

/// What every version accepts before its hello has arrived, so that a caller may send calls right
/// behind its own hello. Limits announced in a hello are never below these.
inline constexpr std::uint32_t kEarlyCalls = 16;
inline constexpr std::uint32_t kEarlyBytes = 64 * 1024;
inline constexpr std::uint32_t kEarlyFrameBytes = 16 * 1024;

/// Windows of streams below this are refused: each holds four frames of the size that every version
/// accepts.
inline constexpr std::uint32_t kMinWindow = 64 * 1024;
/// And above this: half of what may be unused leaves room for grants.
inline constexpr std::uint32_t kMaxWindow = 1U << 30;

/// Calls made inside handlers of calls, and so on: deeper than this is a loop between servers.
inline constexpr std::uint8_t kMaxCallDepth = 16;

/// Adjustable limits of one connection. The first three are announced to the peer.
struct SessionLimits {
  /// A message, its call head included. Larger things belong into streams or files.
  std::uint32_t max_message_bytes = 4 * 1024 * 1024;
  /// A frame's payload; one frame is how long a small message may have to wait behind a big one.
  std::uint32_t max_frame_bytes = 64 * 1024;
  /// Calls that run at once in each direction; handlers of cancelled calls count until they end.
  std::uint32_t max_calls = 100;
  /// One-way calls of the peer that wait or run at once: more than of the others, because whoever
  /// sends them hears of no refusal and cannot wait for an answer before the next.
  std::uint32_t max_one_way_calls = 1000;
  /// Calls that arrive, wait or run, and queued answers; beyond it, calls are refused before they
  /// run.
  std::size_t max_buffered_bytes = 8 * 1024 * 1024;
  /// Calls with streams at once in each direction, counted apart from the others. Announced.
  std::uint32_t max_streams = 100;
  /// Bytes of a stream that may have arrived and not been read, counted over frames with headers;
  /// an element that is larger still gets through. Announced.
  std::uint32_t stream_window = 256 * 1024;
  /// The same for all streams of the connection together. Announced.
  std::uint32_t connection_window = 4 * 1024 * 1024;
  /// Descriptors that a message may bring, at most 16; 0: the connection takes and sends none.
  std::size_t max_descriptors = 0;
  /// Descriptors of the peer's calls that have not ended, and those that wait to be sent: a few
  /// calls with as many as they may have, and a small part of what a process may have (1,024).
  std::size_t max_held_descriptors = 64;
  /// Objects of each side to which the other may hold references; 0: none travel. A peer that
  /// forgets to give them back costs so much and no more.
  std::size_t max_references = 0;
  /// Queued frames that only answer the peer's own: who fills it sends without reading.
  std::uint32_t max_queued_controls = 1000;
  /// From the start to the peer's hello. Slower is a slow loris or somebody else's protocol.
  Duration handshake_timeout = std::chrono::seconds(10);
  /// From a message's, or a frame's, first byte to its last.
  Duration message_timeout = std::chrono::seconds(30);
  /// After so long without a byte from the peer, it is asked with a ping; zero or less: never.
  Duration keep_alive_interval = std::chrono::seconds(60);
  /// After so long without a byte behind that ping, the peer is lost.
  Duration keep_alive_timeout = std::chrono::seconds(20);
  /// Pings of the peer closer than this are strikes; at max_ping_strikes in a row it is cut off.
  Duration min_ping_spacing = std::chrono::seconds(10);
  std::uint32_t max_ping_strikes = 3;
  /// Cancelled calls that the peer may have at once, and how many more each second: opening and
  /// cancelling costs the peer nothing and this side a dispatch.
  std::uint32_t reset_burst = 200;
  std::uint32_t resets_per_second = 33;
  /// The same for frames that mean nothing to this version.
  std::uint32_t ignored_burst = 1000;
  std::uint32_t ignored_per_second = 100;
  /// The same for filler and for late frames of calls that are over, streams apart, which credit
  /// holds back: a hundred calls of 4 MiB, refused at once, leave 25,600 frames under way.
  std::uint32_t idle_burst = 50'000;
  std::uint32_t idle_per_second = 10'000;
};

}  // namespace idl::detail
