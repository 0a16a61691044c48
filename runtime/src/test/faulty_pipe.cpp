// Bytes in chunks, each with the time at which it arrives. Faults are met on the way out, but for
// the corrupted byte, which is one from the beginning.
#include "test/faulty_pipe.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "base/clock.h"

namespace idl::detail {

bool FaultyPipe::pump(TimePoint now) {
  read(now);
  if (!write(now)) return false;
  if (ended_ && chunks_.empty() && !std::exchange(told_end_, true)) to_.shutdown_write();
  return !is_to_be_cut();
}

void FaultyPipe::read(TimePoint now) {
  std::array<std::byte, 16 * 1024> buffer;
  while (wants_read()) {
    const IoOutcome outcome = from_.read(buffer);
    if (outcome.status == IoStatus::WouldBlock) return;
    if (outcome.status == IoStatus::Done) {
      take(std::span(buffer).first(outcome.bytes), now);
    } else {
      ended_ = true;
    }
  }
}

void FaultyPipe::take(BytesView bytes, TimePoint now) {
  Chunk chunk{deadline_after(now, faults_.delay), Bytes(bytes.begin(), bytes.end())};
  if (faults_.corrupt_at && *faults_.corrupt_at >= taken_ &&
      *faults_.corrupt_at < taken_ + bytes.size()) {
    std::byte& byte = chunk.bytes[*faults_.corrupt_at - taken_];
    byte = ~byte;
  }
  taken_ += bytes.size();
  queued_ += bytes.size();
  chunks_.push_back(std::move(chunk));
}

std::size_t FaultyPipe::room_for(std::size_t bytes) const {
  std::uint64_t room = bytes;
  if (faults_.piece != 0) room = std::min<std::uint64_t>(room, faults_.piece);
  if (faults_.clog_at) room = std::min(room, *faults_.clog_at - passed_);
  if (faults_.cut_at) room = std::min(room, *faults_.cut_at - passed_);
  return static_cast<std::size_t>(room);
}

bool FaultyPipe::write(TimePoint now) {
  blocked_ = false;
  while (!chunks_.empty() && chunks_.front().arrival <= now) {
    if (is_to_be_cut() || is_held_back()) return true;
    Bytes& bytes = chunks_.front().bytes;
    const BytesView piece = BytesView(bytes).first(room_for(bytes.size()));
    const IoOutcome outcome = to_.write({&piece, 1});
    if (outcome.status != IoStatus::Done) {
      blocked_ = outcome.status == IoStatus::WouldBlock;
      return blocked_;
    }
    bytes.erase(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(outcome.bytes));
    passed_ += outcome.bytes;
    queued_ -= outcome.bytes;
    if (bytes.empty()) chunks_.pop_front();
    if (faults_.piece != 0) return true;  // the reader has a chance to see it alone
  }
  return true;
}

std::optional<TimePoint> FaultyPipe::due() const {
  if (chunks_.empty() || blocked_ || is_held_back()) return std::nullopt;
  return chunks_.front().arrival;
}

}  // namespace idl::detail
