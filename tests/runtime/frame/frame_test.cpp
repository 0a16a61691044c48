// The frame header: its literal bytes, every damaged bit, and the rules of every kind. What a frame
// means after another one is tested with the session.
#include "frame/frame.h"

#include <doctest/doctest.h>

#include <array>
#include <vector>

#include "frame/crc32c.h"

using namespace idl;
using namespace idl::detail;

namespace {

using HeaderBytes = std::array<std::byte, kFrameHeaderBytes>;

constexpr std::uint32_t kMaxSize = 64 * 1024;

HeaderBytes encode(const FrameHeader& header) {
  HeaderBytes bytes{};
  encode_header(header, bytes.data());
  return bytes;
}

FrameFault fault_of(const FrameHeader& header) {
  return decode_header(encode(header), kMaxSize).fault;
}

}  // namespace

TEST_CASE("a header has the bytes that the protocol draws") {
  const HeaderBytes bytes = encode({.size = 0x00003412,
                                    .kind = FrameKind::Call,
                                    .flags = flag::kOneWay,
                                    .call = 0x0807060504030201});
  const std::array expected{0x12, 0x34, 0x00, 0x00, 0x02, 0x08};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CHECK(std::to_integer<int>(bytes[i]) == expected[i]);
  }
  for (std::size_t i = 8; i < bytes.size(); ++i) {
    CHECK(std::to_integer<std::size_t>(bytes[i]) == i - 7);
  }
  const std::uint32_t front = crc32c(BytesView(bytes).first(6));
  const std::uint32_t check = crc32c(BytesView(bytes).last(8), front);
  CHECK(std::to_integer<std::uint32_t>(bytes[6]) == (check & 0xFF));
  CHECK(std::to_integer<std::uint32_t>(bytes[7]) == (check >> 8 & 0xFF));
}

TEST_CASE("a header survives the way there and back") {
  const FrameHeader header{
      .size = 4099, .kind = FrameKind::Reply, .flags = flag::kMore, .call = UINT64_MAX};
  const auto decoded = decode_header(encode(header), kMaxSize);
  CHECK(decoded.fault == FrameFault::None);
  CHECK(decoded.header == header);
}

TEST_CASE("any one or two damaged bits of a header are noticed") {
  const HeaderBytes good = encode({.size = 100, .kind = FrameKind::Reply, .call = 7});
  const auto flip = [](HeaderBytes& bytes, std::size_t bit) {
    bytes[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
  };
  for (std::size_t first = 0; first < 8 * kFrameHeaderBytes; ++first) {
    HeaderBytes one = good;
    flip(one, first);
    REQUIRE(decode_header(one, kMaxSize).fault == FrameFault::BadCheck);
    for (std::size_t second = first + 1; second < 8 * kFrameHeaderBytes; ++second) {
      HeaderBytes two = one;
      flip(two, second);
      REQUIRE(decode_header(two, kMaxSize).fault == FrameFault::BadCheck);
    }
  }
}

TEST_CASE("every kind below 128 that the protocol does not have is refused") {
  for (unsigned kind = 0; kind < 256; ++kind) {
    CAPTURE(kind);
    const FrameFault fault = fault_of(
        {.size = 8, .kind = static_cast<FrameKind>(kind), .flags = flag::kChecksum, .call = 2});
    const bool known = kind >= 1 && kind <= 13;
    if (kind >= kFirstIgnorableKind) {
      CHECK(fault == FrameFault::None);
    } else if (known) {
      CHECK(fault != FrameFault::UnknownKind);
    } else {
      CHECK(fault == FrameFault::UnknownKind);
    }
  }
}

TEST_CASE("headers that break the rules of their kind") {
  using K = FrameKind;
  struct Case {
    FrameHeader header;
    FrameFault fault;
  };
  const std::uint8_t more = flag::kMore;
  const std::uint8_t next = flag::kContinued;
  const std::uint8_t sum = flag::kChecksum;
  const std::vector<Case> cases{
      // Flags.
      {{16, K::Call, flag::kCompressed, 2}, FrameFault::UnknownFlags},
      {{16, K::Call, flag::kDescriptors, 2}, FrameFault::TooSmall},
      {{17, K::Call, flag::kDescriptors | flag::kStreams, 2}, FrameFault::TooSmall},
      {{0, K::Reply, flag::kDescriptors, 2}, FrameFault::TooSmall},
      {{9, K::Reply, flag::kDescriptors | flag::kContinued, 2}, FrameFault::UnknownFlags},
      {{9, K::Call, flag::kDescriptors | flag::kContinued, 2}, FrameFault::UnknownFlags},
      {{16, K::Error, flag::kDescriptors, 2}, FrameFault::UnknownFlags},
      {{16, K::StreamData, flag::kDescriptors, 2}, FrameFault::UnknownFlags},
      {{17, K::Call, flag::kStreams | flag::kOneWay, 2}, FrameFault::UnknownFlags},
      {{16, K::Call, flag::kStreams | next, 2}, FrameFault::UnknownFlags},
      {{0, K::StreamData, flag::kStreams, 2}, FrameFault::UnknownFlags},
      {{0, K::StreamEnd, more, 2}, FrameFault::UnknownFlags},
      {{16, K::Call, flag::kStreams, 2}, FrameFault::TooSmall},
      {{17, K::Call, flag::kStreams, 2}, FrameFault::None},
      {{1, K::StreamEnd, 0, 2}, FrameFault::TooLarge},
      {{4, K::Credit, 0, 0}, FrameFault::None},
      {{3, K::Credit, 0, 2}, FrameFault::TooSmall},
      {{16, K::Call, flag::kContinued | flag::kOneWay, 2}, FrameFault::UnknownFlags},
      {{16, K::Call, flag::kContinued | flag::kExtras, 2}, FrameFault::UnknownFlags},
      {{0, K::Reply, flag::kOneWay, 2}, FrameFault::UnknownFlags},
      {{0, K::Reply, flag::kExtras, 2}, FrameFault::UnknownFlags},
      {{8, K::Error, flag::kExtras, 2}, FrameFault::UnknownFlags},
      {{0, K::Cancel, more, 2}, FrameFault::UnknownFlags},
      {{8, K::Ping, next, 0}, FrameFault::UnknownFlags},
      {{8, K::Pong, more, 0}, FrameFault::UnknownFlags},
      {{40, K::Hello, more, 0}, FrameFault::UnknownFlags},
      {{40, K::GoAway, flag::kOneWay, 0}, FrameFault::UnknownFlags},
      // Call ids.
      {{16, K::Call, 0, 0}, FrameFault::MisplacedCall},
      {{0, K::Reply, 0, 0}, FrameFault::MisplacedCall},
      {{8, K::Error, 0, 0}, FrameFault::MisplacedCall},
      {{0, K::Cancel, 0, 0}, FrameFault::MisplacedCall},
      {{0, K::StreamData, 0, 0}, FrameFault::MisplacedCall},
      {{40, K::Hello, 0, 2}, FrameFault::MisplacedCall},
      {{8, K::Ping, 0, 1}, FrameFault::MisplacedCall},
      {{8, K::Pong, 0, 1}, FrameFault::MisplacedCall},
      {{40, K::GoAway, 0, 1}, FrameFault::MisplacedCall},
      {{8, K::Release, 0, 1}, FrameFault::MisplacedCall},
      {{4, K::References, 0, 0}, FrameFault::MisplacedCall},
      // Too large.
      {{kMaxSize + 1, K::Call, 0, 2}, FrameFault::TooLarge},
      {{UINT32_MAX, K::Reply, 0, 2}, FrameFault::TooLarge},
      {{UINT32_MAX, K::Filler, 0, 0}, FrameFault::TooLarge},
      {{kMaxConnectionFrameBytes + 1, K::Hello, 0, 0}, FrameFault::TooLarge},
      {{kMaxConnectionFrameBytes + 1, K::GoAway, 0, 0}, FrameFault::TooLarge},
      {{1, K::Cancel, 0, 2}, FrameFault::TooLarge},
      {{9, K::Ping, 0, 0}, FrameFault::TooLarge},
      {{13, K::Pong, sum, 0}, FrameFault::TooLarge},
      {{5, K::Credit, 0, 2}, FrameFault::TooLarge},
      {{1025, K::References, 0, 2}, FrameFault::TooLarge},
      // Too small.
      {{15, K::Call, 0, 2}, FrameFault::TooSmall},
      {{3, K::References, 0, 2}, FrameFault::TooSmall},
      {{19, K::Call, sum, 2}, FrameFault::TooSmall},
      {{0, K::Call, next, 2}, FrameFault::TooSmall},
      {{4, K::Reply, static_cast<std::uint8_t>(next | sum), 2}, FrameFault::TooSmall},
      {{3, K::Reply, sum, 2}, FrameFault::TooSmall},
      {{3, K::Error, 0, 2}, FrameFault::TooSmall},
      {{3, K::Filler, sum, 2}, FrameFault::TooSmall},
      {{kMinContinuedBytes - 1, K::Call, more, 2}, FrameFault::TooSmall},
      {{kMinContinuedBytes + 3, K::Reply, static_cast<std::uint8_t>(more | sum), 2},
       FrameFault::TooSmall},
      {{7, K::Ping, 0, 0}, FrameFault::TooSmall},
      {{3, K::Hello, 0, 0}, FrameFault::TooSmall},
      {{3, K::GoAway, 0, 0}, FrameFault::TooSmall},
      // And the nearest that is right.
      {{16, K::Call, 0, 2}, FrameFault::None},
      {{20, K::Call, sum, 2}, FrameFault::None},
      {{0, K::Reply, 0, 2}, FrameFault::None},
      {{1, K::Reply, next, 2}, FrameFault::None},
      {{kMaxSize, K::Reply, 0, 2}, FrameFault::None},
      {{kMinContinuedBytes, K::Call, more, 2}, FrameFault::None},
      {{0, K::Cancel, 0, 2}, FrameFault::None},
      {{8, K::Ping, 0, 0}, FrameFault::None},
      {{12, K::Pong, sum, 0}, FrameFault::None},
      {{0, K::Filler, 0xFB, 99}, FrameFault::None},
  };
  for (const Case& one : cases) {
    CAPTURE(static_cast<int>(one.header.kind));
    CAPTURE(one.header.size);
    CAPTURE(static_cast<int>(one.header.flags));
    CHECK(to_string(fault_of(one.header)) == to_string(one.fault));
  }
}

TEST_CASE("a sealed frame is intact until any bit of it changes") {
  Bytes frame(kFrameHeaderBytes + 9 + kChecksumBytes, std::byte{0x5A});
  encode_header(
      {.size = 9 + kChecksumBytes, .kind = FrameKind::Reply, .flags = flag::kChecksum, .call = 2},
      frame.data());
  seal_frame(frame);
  CHECK(is_intact(frame));
  for (std::size_t bit = 0; bit < 8 * frame.size(); ++bit) {
    Bytes damaged = frame;
    damaged[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
    REQUIRE_FALSE(is_intact(damaged));
  }
}

TEST_CASE("every fault has words of its own") {
  std::vector<std::string_view> words;
  for (int fault = 0; fault <= static_cast<int>(FrameFault::ChecksumChanged); ++fault) {
    words.push_back(to_string(static_cast<FrameFault>(fault)));
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    CHECK(words[i] != "unknown fault");
    for (std::size_t j = 0; j < i; ++j) CHECK(words[i] != words[j]);
  }
}
