// A ring in shared memory whose words the other side writes as it likes, between honest steps. No
// step may touch a byte outside of the ring, or move more than it holds.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "net/shm_ring.h"

using namespace idl::detail;

static std::uint64_t word_at(std::span<const std::uint8_t> script) {
  std::uint64_t word = 0;
  std::memcpy(&word, script.data(), std::min(script.size(), sizeof word));
  return word;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::span<const std::uint8_t> script(data, size);
  ShmLane lane{};
  std::vector<std::byte> ring(64);  // exactly so big: what is beyond is not ours
  ShmWriter writer(lane, ring);
  ShmReader reader(lane, ring);
  std::vector<std::byte> bytes(256);
  while (script.size() >= 2) {
    const std::uint8_t step = script[0] % 6;
    const auto part = std::span(bytes).first(script[1]);
    script = script.subspan(2);
    const std::array<std::span<const std::byte>, 2> pieces{part, part.first(part.size() / 2)};
    if (step == 0 && writer.write(pieces).value_or(0) > ring.size()) std::abort();
    if (step == 1 && reader.read(part).value_or(0) > ring.size()) std::abort();
    if (step == 2) lane.published.store(word_at(script));
    if (step == 3) lane.taken.store(word_at(script));
    if (step == 4) lane.published.fetch_add(part.size());
    if (step == 5) lane.taken.fetch_add(part.size());
  }
  return 0;
}
