// The ring by itself: order, room, the marks of sleepers, and every count that a peer could write
// into shared memory without having earned it.
#include "net/shm_ring.h"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <utility>

#include "tests/support/bytes_text.h"

namespace {

using namespace idl::test;
using idl::detail::ShmLane;
using idl::detail::ShmReader;
using idl::detail::ShmWriter;

constexpr std::size_t kRing = 16;
constexpr std::uint64_t kHuge = std::numeric_limits<std::uint64_t>::max();

// A lane, a ring with guards around it, and both ends.
struct Direction {
  std::unique_ptr<ShmLane> lane = std::make_unique<ShmLane>();
  std::array<std::byte, 3 * kRing> memory{};
  std::span<std::byte> ring = std::span(memory).subspan(kRing, kRing);
  ShmWriter writer{*lane, ring};
  ShmReader reader{*lane, ring};

  std::optional<std::size_t> write(std::string_view text) {
    const std::array pieces{bytes_of(text)};
    return writer.write(pieces);
  }

  // What one read of up to `limit` bytes gives; "!" if it found the writer at fault.
  std::string read(std::size_t limit = kRing) {
    std::array<std::byte, 2 * kRing> into;
    const auto count = reader.read(std::span(into).first(limit));
    return count ? text_of(std::span(into).first(*count)) : "!";
  }

  bool guards_are_whole() const {
    for (std::size_t i = 0; i < memory.size(); ++i) {
      if ((i < kRing || i >= 2 * kRing) && memory[i] != std::byte{}) return false;
    }
    return true;
  }
};

TEST_CASE("bytes come out as they went in, also around the end of the ring") {
  Direction way;
  std::string sent;
  std::string received;
  for (int i = 0; i < 100; ++i) {
    const std::string part(static_cast<std::size_t>(i % 7 + 1), static_cast<char>('a' + i % 26));
    CHECK(way.write(part) == part.size());
    sent += part;
    received += way.read(static_cast<std::size_t>(i % 5 + 4));
  }
  while (way.reader.has_bytes()) received += way.read();
  CHECK(received == sent);
  CHECK(way.guards_are_whole());
}

TEST_CASE("a ring takes what fits, and the rest when there is room again") {
  Direction way;
  CHECK(way.writer.has_room());
  CHECK(way.write("0123456789abcdefgh") == kRing);
  CHECK_FALSE(way.writer.has_room());
  CHECK(way.write("g") == 0);
  CHECK(way.read(3) == "012");
  CHECK(way.writer.has_room());
  CHECK(way.write("ghij") == 3);
  CHECK(way.read() == "3456789abcdefghi");
  CHECK(way.read().empty());
  CHECK(way.guards_are_whole());
}

TEST_CASE("the pieces of one write are published at once") {
  Direction way;
  const std::array pieces{bytes_of("ab"), bytes_of(""), bytes_of("cde"), bytes_of("f")};
  CHECK(way.writer.write(pieces) == 6);
  CHECK(way.lane->published.load() == 6);
  CHECK(way.read() == "abcdef");
  CHECK(way.lane->taken.load() == 6);
}

TEST_CASE("an end is told apart from what comes before it") {
  Direction way;
  (void)way.write("last");
  CHECK_FALSE(way.reader.has_ended());
  way.writer.end();
  CHECK(way.reader.has_ended());
  CHECK(way.read() == "last");
}

TEST_CASE("a sleeper's mark is taken once, by whoever comes first") {
  Direction way;
  CHECK_FALSE(way.writer.must_wake_reader());
  way.reader.sleep();
  CHECK(way.writer.is_reader_asleep());
  CHECK(way.writer.must_wake_reader());
  CHECK_FALSE(way.writer.must_wake_reader());

  way.writer.sleep();
  CHECK(way.reader.must_wake_writer());
  CHECK_FALSE(way.reader.must_wake_writer());

  way.reader.sleep();
  way.reader.stay_awake();
  CHECK_FALSE(way.writer.must_wake_reader());
}

TEST_CASE("M3 a writer's count that is impossible is found before a byte is copied") {
  for (const std::uint64_t published : {std::uint64_t{5}, std::uint64_t{8}, std::uint64_t{0},
                                        std::uint64_t{6 + kRing + 1}, kHuge, kHuge / 2}) {
    CAPTURE(published);
    Direction way;
    (void)way.write("0123456789");
    CHECK(way.read(6) == "012345");
    way.lane->published.store(published);
    CHECK(way.reader.has_bytes());
    CHECK(way.read() == "!");
    CHECK(way.guards_are_whole());
  }
}

TEST_CASE("M3 a reader's count that is impossible is found when room is needed") {
  for (const std::uint64_t taken :
       {std::uint64_t{3}, std::uint64_t{0}, std::uint64_t{kRing + 5}, kHuge, kHuge / 2}) {
    CAPTURE(taken);
    Direction way;
    (void)way.write("0123456789abcdef");
    CHECK(way.read(4) == "0123");
    CHECK(way.write("ghij") == 4);
    way.lane->taken.store(taken);
    CHECK_FALSE(way.write("k"));
    CHECK(way.guards_are_whole());
  }
}

TEST_CASE("a peer that writes into the words of the other side changes nothing but its own view") {
  Direction way;
  (void)way.write("abc");
  way.lane->taken.store(3);  // the writer's peer says that it has read: the reader knows better
  CHECK(way.read() == "abc");
  way.lane->published.store(2);
  CHECK(way.write("de") == 2);
  CHECK(way.read() == "de");
}

// M5, every order of steps that are atomic to each other: one thread writes a text through a ring
// that holds two bytes, the other reads it; each sleeps when it has to. A schedule is a number
// whose bits say who takes the next step.
class Schedule {
 public:
  explicit Schedule(std::uint32_t bits) : bits_(bits) {}

  // Whether all of the text arrived, rather than both asleep.
  bool delivers_all() {
    for (int i = 0; received_ < kText; ++i) {
      const bool reader_first = i < 32 && (bits_ >> i & 1) != 0;
      const bool moved = reader_first ? read_step() || write_step() : write_step() || read_step();
      if (!moved) return false;
    }
    return true;
  }

 private:
  static constexpr std::size_t kText = 5;
  enum class At { Work, Ring, Mark, Look, Asleep };

  bool write_step() {
    switch (writer_at_) {
      case At::Work: {
        if (sent_ == kText) return false;
        const std::array pieces{bytes_of("x")};
        const bool written = writer_.write(pieces) == 1;
        sent_ += written ? 1 : 0;
        writer_at_ = written ? At::Ring : At::Mark;
        return true;
      }
      case At::Ring:
        if (writer_.must_wake_reader()) reader_rung_ = true;
        writer_at_ = At::Work;
        return true;
      case At::Mark:
        writer_.sleep();
        writer_at_ = At::Look;
        return true;
      case At::Look:
        writer_at_ = writer_.has_room() ? At::Work : At::Asleep;
        return true;
      case At::Asleep:
        if (!std::exchange(writer_rung_, false)) return false;
        writer_at_ = At::Work;
        return true;
    }
    return false;
  }

  bool read_step() {
    switch (reader_at_) {
      case At::Work: {
        std::array<std::byte, 1> into;
        const bool got = reader_.read(into) == 1;
        received_ += got ? 1 : 0;
        reader_at_ = got ? At::Ring : At::Mark;
        return true;
      }
      case At::Ring:
        if (reader_.must_wake_writer()) writer_rung_ = true;
        reader_at_ = At::Work;
        return true;
      case At::Mark:
        reader_.sleep();
        reader_at_ = At::Look;
        return true;
      case At::Look:
        reader_at_ = reader_.has_bytes() ? At::Work : At::Asleep;
        return true;
      case At::Asleep:
        if (!std::exchange(reader_rung_, false)) return false;
        reader_at_ = At::Work;
        return true;
    }
    return false;
  }

  const std::uint32_t bits_;
  ShmLane lane_{};
  std::array<std::byte, 2> ring_{};
  ShmWriter writer_{lane_, ring_};
  ShmReader reader_{lane_, ring_};
  At writer_at_ = At::Work;
  At reader_at_ = At::Work;
  bool writer_rung_ = false;
  bool reader_rung_ = false;
  std::size_t sent_ = 0;
  std::size_t received_ = 0;
};

TEST_CASE("M5 in no order of steps do both ends sleep while there is something to do") {
  std::uint32_t stuck = 0;
  for (std::uint32_t bits = 0; bits < (std::uint32_t{1} << 18); ++bits) {
    if (!Schedule(bits).delivers_all()) ++stuck;
  }
  CHECK(stuck == 0);
}

}  // namespace
