// The byte queue: what goes in at the back comes out at the
// front, whatever its memory does.
#include "base/buffer.h"

#include <doctest/doctest.h>

#include <deque>
#include <random>

#include "tests/support/bytes_text.h"

namespace {

using idl::detail::Buffer;
using idl::test::bytes_of;
using idl::test::text_of;

TEST_CASE("a new buffer is empty") {
  const Buffer buffer;
  CHECK(buffer.empty());
  CHECK(buffer.size() == 0);
  CHECK(buffer.data().empty());
}

TEST_CASE("bytes come out in the order in which they went in") {
  Buffer buffer;
  buffer.append(bytes_of("one "));
  buffer.append({});
  buffer.append(bytes_of("two"));
  CHECK(text_of(buffer.data()) == "one two");
  buffer.consume(4);
  CHECK(text_of(buffer.data()) == "two");
  buffer.append(bytes_of("!"));
  CHECK(text_of(buffer.data()) == "two!");
  buffer.consume(4);
  CHECK(buffer.empty());
}

TEST_CASE("what is prepared counts only once it is committed") {
  Buffer buffer;
  const auto room = buffer.prepare(3);
  REQUIRE(room.size() >= 3);
  room[0] = std::byte{'a'};
  room[1] = std::byte{'b'};
  CHECK(buffer.empty());
  buffer.commit(2);
  CHECK(text_of(buffer.data()) == "ab");
}

TEST_CASE("a move takes the bytes along and leaves an empty buffer") {
  Buffer from;
  from.append(bytes_of("moved"));
  Buffer to(std::move(from));
  CHECK(text_of(to.data()) == "moved");
  from = Buffer();
  from.append(bytes_of("anew"));
  to = std::move(from);
  CHECK(text_of(to.data()) == "anew");
}

TEST_CASE("a released buffer is empty and can be used again") {
  Buffer buffer;
  buffer.append(bytes_of("gone"));
  buffer.release();
  CHECK(buffer.empty());
  buffer.append(bytes_of("here"));
  CHECK(text_of(buffer.data()) == "here");
}

TEST_CASE("memory is reused, not grown, when the queue is short") {
  Buffer buffer;
  const std::byte* const memory = buffer.prepare(100).data();
  for (int i = 0; i < 1000; ++i) {
    buffer.append(bytes_of("0123456789"));
    CHECK(buffer.data().data() == memory);
    buffer.consume(10);
  }
}

TEST_CASE("it behaves like a queue under random use") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  Buffer buffer;
  std::deque<std::byte> model;
  for (int i = 0; i < 2000; ++i) {
    const auto bytes = idl::test::pattern(random() % 300);
    buffer.append(bytes);
    model.insert(model.end(), bytes.begin(), bytes.end());
    const std::size_t out = random() % (model.size() + 1);
    buffer.consume(out);
    model.erase(model.begin(), model.begin() + static_cast<std::ptrdiff_t>(out));
    REQUIRE(buffer.size() == model.size());
    REQUIRE(std::equal(model.begin(), model.end(), buffer.data().begin()));
  }
}

}  // namespace
