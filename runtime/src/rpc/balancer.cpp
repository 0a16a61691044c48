// The three policies are one walk over the candidates: where it begins and when it stops is all
// that differs.
#include "rpc/balancer.h"

namespace idl::detail {

std::size_t Balancer::begin(std::size_t count) const {
  return balance_ == Balance::FirstHealthy ? 0 : next_ % count;
}

std::optional<std::size_t> Balancer::choose(std::span<const Candidate> candidates) {
  const std::size_t count = candidates.size();
  std::optional<std::size_t> chosen;
  for (std::size_t step = 0; step < count; ++step) {
    const std::size_t index = (begin(count) + step) % count;
    const Candidate& candidate = candidates[index];
    if (candidate.standing == Standing::Closed) continue;
    if (!chosen || candidate.calls < candidates[*chosen].calls) chosen = index;
    if (balance_ != Balance::LeastLoaded) break;
  }
  if (chosen) next_ = *chosen + 1;
  return chosen;
}

}  // namespace idl::detail
