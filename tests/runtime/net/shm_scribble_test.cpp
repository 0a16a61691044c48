// M2: a peer that writes wherever it can. It does so between the steps of this side, from a seed,
// and from a process of its own in the middle of them: a word that is checked and then read again
// is another one by then. The rings stand between pages that nobody may touch.
#include <doctest/doctest.h>

#include <optional>
#include <random>
#include <string>

#include "net/shm_ring.h"
#include "tests/runtime/net/shm_meeting.h"
#include "tests/support/guarded_pages.h"
#include "tests/support/race_time.h"
#include "tests/support/restless_process.h"

namespace {

using namespace idl::detail;
using namespace idl::test;
using idl::Interest;
using idl::IoOutcome;
using idl::IoStatus;

// One direction of a connection as two processes have it.
class Direction {
 public:
  static constexpr std::size_t kRing = GuardedPages::kPageBytes;

  ShmLane& lane() const { return *reinterpret_cast<ShmLane*>(lane_.get().data()); }
  std::span<std::byte> ring() const { return ring_.get(); }

 private:
  GuardedPages lane_{1};
  GuardedPages ring_{1};
};

// Takes `step` again and again, each of which gives how much it moved or that the peer is at fault,
// while the other process calls `scribble`. `begin` makes this side of a new connection. Ends when
// the time is over, but not before something was moved and some fault found.
template <class Begin, class Step, class Scribble>
void step_while_scribbling(const Direction& way, const Begin& begin, const Step& step,
                           const Scribble& scribble) {
  const RestlessProcess peer([&way, scribble, random = std::mt19937(1)]() mutable {
    scribble(random);
    way.ring()[random() % Direction::kRing] = static_cast<std::byte>(random());
  });
  std::mt19937 random(2);
  std::uint64_t faults = 0;
  std::uint64_t moved = 0;
  begin();
  for (const RaceTime time; moved == 0 || faults == 0 || !time.is_over();) {
    const std::optional<std::size_t> count = step(random);
    if (count.value_or(0) > Direction::kRing) FAIL("more than a ring holds: " << *count);
    moved += count.value_or(0);
    if (count) continue;
    ++faults;
    begin();
  }
}

TEST_CASE("M2 a reader believes no count twice while another process scribbles") {
  const Direction way;
  const GuardedPages into(2);  // room for more than a ring holds
  std::optional<ShmReader> reader;
  step_while_scribbling(
      way,
      [&] {
        way.lane().taken.store(0);
        reader.emplace(way.lane(), way.ring());
      },
      [&](std::mt19937& random) {
        return reader->read(into.get().last(1 + random() % into.get().size()));
      },
      [&](std::mt19937& random) {
        // The reader has taken up to an eighth of a ring more than it tells.
        constexpr std::uint64_t kUntold = Direction::kRing / 8;
        const std::uint64_t taken = way.lane().taken.load();
        way.lane().published.store(taken + kUntold + random() % (Direction::kRing - kUntold));
        way.lane().published.store(taken + random() % (4 * Direction::kRing));
      });
}

TEST_CASE("M2 a writer believes no count twice while another process scribbles") {
  const Direction way;
  const GuardedPages from(2);
  std::optional<ShmWriter> writer;
  step_while_scribbling(
      way,
      [&] {
        way.lane().published.store(0);
        writer.emplace(way.lane(), way.ring());
      },
      [&](std::mt19937& random) {
        const std::array<std::span<const std::byte>, 2> pieces{
            from.get().first(random() % from.get().size()), from.get().last(random() % 64)};
        return writer->write(pieces);
      },
      [&](std::mt19937& random) {
        const std::uint64_t published = way.lane().published.load();
        way.lane().taken.store(published - random() % Direction::kRing);
        way.lane().taken.store(published + random() % (2 * Direction::kRing));
      });
}

// Writes where it likes: words, marks and bytes, with every kind of value.
void scribble(const ShmMemory& memory, std::mt19937& random) {
  ShmLane& lane = memory.lane(random() % 2);
  const std::uint64_t near = lane.published.load() + random() % 64;
  const std::uint64_t value = random() % 4 == 0 ? random() * std::uint64_t{0x100000001} : near;
  switch (random() % 6) {
    case 0:
      lane.published.store(value);
      break;
    case 1:
      lane.taken.store(value);
      break;
    case 2:
      lane.ended.store(static_cast<std::uint32_t>(value));
      break;
    case 3:
      lane.reader_sleeps.store(static_cast<std::uint32_t>(random()));
      break;
    case 4:
      lane.writer_sleeps.store(static_cast<std::uint32_t>(random()));
      break;
    default:
      memory.ring(random() % 2)[random() % kMinShmRingBytes] = static_cast<std::byte>(random());
  }
}

// One step of a server that makes the best of such a peer.
IoOutcome take_step(const HostilePair& pair, std::mt19937& random) {
  std::string got;
  (void)pair.server->want(random() % 2 == 0 ? Interest::Read : Interest::Both);
  const IoOutcome outcome = random() % 2 == 0
                                ? read_once(*pair.server, got)
                                : write_once(*pair.server, std::string(random() % 5000, 'w'));
  if (outcome.bytes > kMinShmRingBytes) FAIL("more than a ring holds: " << outcome.bytes);
  return outcome;
}

TEST_CASE("M2 a peer that scribbles everywhere costs the survivor one connection at most") {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    HostilePair pair;
    std::mt19937 random(seed);
    IoOutcome outcome;
    for (int i = 0; i < 200 && outcome.status != IoStatus::Failed; ++i) {
      scribble(*pair.memory, random);
      outcome = take_step(pair, random);
    }
  }
}

TEST_CASE("M2 a peer that scribbles from a process of its own does not do more than that") {
  const RaceTime time;
  for (unsigned seed = 1; !time.is_over(); ++seed) {
    CAPTURE(seed);
    HostilePair pair;
    const RestlessProcess peer([&pair, random = std::mt19937(seed)]() mutable {
      scribble(*pair.memory, random);
      if (random() % 4096 == 0) (void)ring_shm_bell(*pair.line);
    });
    std::mt19937 random(seed);
    IoOutcome outcome;
    for (int i = 0; i < 2000 && outcome.status != IoStatus::Failed; ++i) {
      outcome = take_step(pair, random);
    }
  }
}

}  // namespace
