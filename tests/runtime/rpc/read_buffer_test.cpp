// How much a connection reads at a time, and what it holds for that: little by default, much after
// a read that filled it, and little again after enough that would have done with it.
#include <doctest/doctest.h>

#include "rpc/read_buffer.h"

using namespace idl::detail;

TEST_CASE("a connection reads into little until that is full, and into much then") {
  ReadBuffer buffer;
  CHECK(buffer.next().size() == kSmallReadBytes);
  CHECK_FALSE(buffer.note(100));
  CHECK(buffer.next().size() == kSmallReadBytes);
  CHECK(buffer.note(kSmallReadBytes));
  CHECK(buffer.next().size() == kLargeReadBytes);
  CHECK_FALSE(buffer.note(kSmallReadBytes));
  CHECK(buffer.next().size() == kLargeReadBytes);
}

TEST_CASE("after as many small reads as make a habit, little is held again") {
  ReadBuffer buffer;
  (void)buffer.next();
  (void)buffer.note(kSmallReadBytes);
  for (int round = 0; round < 2; ++round) {
    for (int i = 1; i < kSmallReadsInARow; ++i) {
      CHECK(buffer.next().size() == kLargeReadBytes);
      (void)buffer.note(1);
    }
    CHECK(buffer.next().size() == kLargeReadBytes);
    (void)buffer.note(round == 0 ? kSmallReadBytes : 1);  // a large one starts the count anew
  }
  CHECK(buffer.next().size() == kSmallReadBytes);
}
