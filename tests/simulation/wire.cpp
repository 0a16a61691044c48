// Bytes in chunks, each with its time.
// No chunk is empty, and none arrives before the one in front.
#include "tests/simulation/wire.h"

#include <algorithm>

namespace simulation {

void Wire::send(idl::BytesView bytes, idl::TimePoint arrival) {
  if (cut_ || bytes.empty()) return;
  if (!chunks_.empty()) arrival = std::max(arrival, chunks_.back().arrival);
  chunks_.push_back({arrival, idl::Bytes(bytes.begin(), bytes.end())});
}

idl::Bytes Wire::take(Dice& dice, idl::TimePoint now) {
  if (clogged_ || chunks_.empty() || chunks_.front().arrival > now) return {};
  idl::Bytes& first = chunks_.front().bytes;
  const auto count = static_cast<std::ptrdiff_t>(1 + dice.below(first.size()));
  idl::Bytes piece(first.begin(), first.begin() + count);
  first.erase(first.begin(), first.begin() + count);
  if (first.empty()) chunks_.pop_front();
  return piece;
}

bool Wire::corrupt(Dice& dice) {
  if (chunks_.empty()) return false;
  idl::Bytes& bytes = chunks_[dice.below(chunks_.size())].bytes;
  bytes[dice.below(bytes.size())] ^= static_cast<std::byte>(1 + dice.below(255));
  return true;
}

void Wire::cut(Dice& dice) {
  cut_ = true;
  chunks_.resize(dice.below(chunks_.size() + 1));
  if (!chunks_.empty()) chunks_.back().bytes.resize(1 + dice.below(chunks_.back().bytes.size()));
}

}  // namespace simulation
