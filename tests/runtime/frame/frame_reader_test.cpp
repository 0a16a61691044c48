// Cutting a stream of bytes into frames: the same frames from any
// pieces, and faults found early.
#include "frame/frame_reader.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <vector>

using namespace idl;
using namespace idl::detail;
using namespace std::chrono_literals;

namespace {

constexpr std::uint32_t kMaxSize = 64 * 1024;

Bytes make_frame(FrameKind kind, std::uint64_t call, const Bytes& data, bool checksum = false) {
  const std::uint32_t trailer = checksum ? kChecksumBytes : 0;
  Bytes frame(kFrameHeaderBytes);
  const auto size = static_cast<std::uint32_t>(data.size()) + trailer;
  encode_header({size, kind, checksum ? flag::kChecksum : std::uint8_t{0}, call}, frame.data());
  frame.insert(frame.end(), data.begin(), data.end());
  frame.resize(frame.size() + trailer);
  if (checksum) seal_frame(frame);
  return frame;
}

Bytes join(const std::vector<Bytes>& parts) {
  Bytes all;
  for (const Bytes& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

Bytes hello(bool checksum = false) {
  return make_frame(FrameKind::Hello, 0, Bytes(40, std::byte{1}), checksum);
}

std::string describe(const Frame& frame) {
  return std::to_string(static_cast<int>(frame.header.kind)) + ":" +
         std::to_string(frame.header.call) + ":" + std::to_string(frame.payload.size()) + ":" +
         (frame.payload.empty() ? "" : std::to_string(std::to_integer<int>(frame.payload.back())));
}

void drain(FrameReader& reader, std::vector<std::string>& into) {
  while (const auto frame = reader.next()) into.push_back(describe(*frame));
}

std::vector<std::string> read_in_pieces(const Bytes& stream, std::size_t piece) {
  FrameReader reader(kMaxSize);
  std::vector<std::string> frames;
  for (std::size_t at = 0; at < stream.size(); at += piece) {
    const Bytes part(stream.begin() + static_cast<long>(at),
                     stream.begin() + static_cast<long>(std::min(at + piece, stream.size())));
    reader.feed(part, TimePoint());
    drain(reader, frames);
  }
  frames.push_back(std::string(to_string(reader.fault())));
  return frames;
}

}  // namespace

TEST_CASE("any pieces of a stream give the same frames") {
  for (const bool checksum : {false, true}) {
    const Bytes stream =
        join({hello(checksum), make_frame(FrameKind::Reply, 2, Bytes(100, std::byte{7}), checksum),
              make_frame(FrameKind::Cancel, 4, {}, checksum),
              make_frame(FrameKind::Reply, 6, {}, checksum)});
    const auto whole = read_in_pieces(stream, stream.size());
    CHECK(whole.size() == 5);
    for (std::size_t piece = 1; piece < stream.size(); ++piece) {
      REQUIRE(read_in_pieces(stream, piece) == whole);
    }
  }
}

TEST_CASE("views of one feed hold until the next, also of a frame that was stitched together") {
  const Bytes stream = join({hello(), make_frame(FrameKind::Reply, 2, Bytes(50, std::byte{9})),
                             make_frame(FrameKind::Reply, 4, Bytes(50, std::byte{8}))});
  const Bytes front(stream.begin(), stream.begin() + 80);
  const Bytes back(stream.begin() + 80, stream.end() - 3);
  FrameReader reader(kMaxSize);
  reader.feed(front, TimePoint());
  std::vector<std::string> ignored;
  drain(reader, ignored);
  reader.feed(back, TimePoint());
  const auto stitched = reader.next();
  REQUIRE(stitched);
  CHECK_FALSE(reader.next());
  CHECK(Bytes(stitched->payload.begin(), stitched->payload.end()) == Bytes(50, std::byte{9}));
}

TEST_CASE("a frame above the limit is refused from its header, and nothing of it is kept") {
  FrameReader reader(kMaxSize);
  Bytes stream = hello();
  Bytes huge(kFrameHeaderBytes);
  encode_header({kMaxSize + 1, FrameKind::Call, 0, 2}, huge.data());
  stream.insert(stream.end(), huge.begin(), huge.end());
  reader.feed(stream, TimePoint());
  CHECK(reader.next());
  CHECK_FALSE(reader.next());
  CHECK(reader.fault() == FrameFault::TooLarge);
  CHECK(reader.buffered() == 0);
  CHECK(std::equal(huge.begin(), huge.end(), reader.faulty_header().begin()));
}

TEST_CASE("a stream begins with a hello") {
  const auto frames = read_in_pieces(make_frame(FrameKind::Ping, 0, Bytes(8)), 24);
  CHECK(frames == std::vector<std::string>{"the first frame is not a hello"});
}

TEST_CASE("checksums are as the hello has them") {
  const Bytes body(10, std::byte{3});
  const Bytes plain = make_frame(FrameKind::Reply, 2, body);
  const Bytes sealed = make_frame(FrameKind::Reply, 2, body, true);
  const std::string changed(to_string(FrameFault::ChecksumChanged));
  CHECK(read_in_pieces(join({hello(false), sealed}), 200).back() == changed);
  CHECK(read_in_pieces(join({hello(true), plain}), 200).back() == changed);
  CHECK(read_in_pieces(join({hello(true), sealed}), 200).back() == "no fault");
}

TEST_CASE("every damaged bit of a frame with a checksum is found") {
  const Bytes good = make_frame(FrameKind::Reply, 2, Bytes(10, std::byte{3}), true);
  const Bytes greeting = hello(true);
  for (std::size_t bit = 0; bit < 8 * good.size(); ++bit) {
    Bytes bad = good;
    bad[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
    const auto frames = read_in_pieces(join({greeting, bad}), 200);
    REQUIRE(frames.size() == 2);
    const bool found = frames.back() == to_string(FrameFault::BadCheck) ||
                       frames.back() == to_string(FrameFault::BadChecksum);
    REQUIRE(found);
  }
}

TEST_CASE("an incomplete frame knows since when it waits") {
  FrameReader reader(kMaxSize);
  const TimePoint start{};
  const Bytes stream = hello();
  const Bytes front(stream.begin(), stream.begin() + 20);
  const Bytes middle(stream.begin() + 20, stream.begin() + 30);
  const Bytes rest(stream.begin() + 30, stream.end());
  CHECK_FALSE(reader.incomplete_since());
  reader.feed(front, start + 1s);
  CHECK_FALSE(reader.next());
  reader.feed(middle, start + 5s);
  CHECK_FALSE(reader.next());
  CHECK(reader.incomplete_since() == start + 1s);
  CHECK(reader.buffered() == 30);
  reader.feed(rest, start + 6s);
  CHECK(reader.next());
  CHECK_FALSE(reader.next());
  CHECK_FALSE(reader.incomplete_since());
  CHECK(reader.buffered() == 0);
}

TEST_CASE("F6 a million corruptions that the checksum of TCP does not see are found") {
  constexpr int kCorruptions = 1'000'000;
  std::mt19937 random(6);  // NOLINT(*-msc51-cpp): the same corruptions each time
  const Bytes first = hello(true);
  Bytes payload(100);
  int found = 0;
  for (int i = 0; i < kCorruptions; ++i) {
    for (std::byte& byte : payload) byte = static_cast<std::byte>(random());
    Bytes corrupt = make_frame(FrameKind::Call, 2 + random() % 1'000, payload, true);
    // Its sum is over words of 16 bits, whatever their order.
    std::byte* one = corrupt.data();
    std::byte* other = one;
    while (std::equal(one, one + 2, other)) {
      one = &corrupt[random() % (corrupt.size() / 2) * 2];
      other = &corrupt[random() % (corrupt.size() / 2) * 2];
    }
    std::swap_ranges(one, one + 2, other);
    FrameReader reader(kMaxSize);
    reader.feed(first, TimePoint());
    REQUIRE(reader.next());
    REQUIRE_FALSE(reader.next());
    reader.feed(corrupt, TimePoint());
    if (!reader.next()) ++found;
  }
  CHECK(found == kCorruptions);
}
