// The seam of system calls: repeating what signals interrupt,
// telling failures apart, wording them.
#include "base/system.h"

#include <doctest/doctest.h>

#include "base/system_error.h"

namespace {

using namespace idl::detail;
using idl::Code;
using idl::Origin;

TEST_CASE("an interrupted call is made again") {
  int calls = 0;
  const auto result = retry_interrupted([&]() -> SysResult<int> {
    return ++calls < 4 ? SysResult<int>{0, std::errc::interrupted} : SysResult<int>{7};
  });
  CHECK(result.ok());
  CHECK(result.value == 7);
  CHECK(calls == 4);
}

TEST_CASE("a call that is always interrupted fails instead of spinning") {
  int calls = 0;
  const auto result = retry_interrupted([&]() -> SysResult<int> {
    ++calls;
    return {0, std::errc::interrupted};
  });
  CHECK(result.error == std::errc::interrupted);
  CHECK(calls == kMaxInterruptions + 1);
}

TEST_CASE("other failures are not repeated") {
  int calls = 0;
  const auto result = retry_interrupted([&]() -> SysResult<int> {
    ++calls;
    return {0, std::errc::connection_reset};
  });
  CHECK(result.error == std::errc::connection_reset);
  CHECK(calls == 1);
}

TEST_CASE("failures of the system fall into kinds") {
  struct Row {
    std::errc reason;
    Code code;
    Origin origin;
  };
  const Row rows[] = {
      {std::errc::too_many_files_open, Code::ResourceExhausted, Origin::Local},
      {std::errc::too_many_files_open_in_system, Code::ResourceExhausted, Origin::Local},
      {std::errc::not_enough_memory, Code::ResourceExhausted, Origin::Local},
      {std::errc::no_buffer_space, Code::ResourceExhausted, Origin::Local},
      {std::errc::connection_refused, Code::Unavailable, Origin::Transport},
      {std::errc::connection_reset, Code::Unavailable, Origin::Transport},
      {std::errc::broken_pipe, Code::Unavailable, Origin::Transport},
      {std::errc::timed_out, Code::Unavailable, Origin::Transport},
      {std::errc::host_unreachable, Code::Unavailable, Origin::Transport},
      {std::errc::permission_denied, Code::SystemError, Origin::Local},
      {std::errc::address_in_use, Code::SystemError, Origin::Local},
  };
  for (const Row& row : rows) {
    CAPTURE(describe(row.reason));
    const idl::Error error = system_error("cannot do it", row.reason);
    CHECK(error.code == row.code);
    CHECK(error.origin == row.origin);
    CHECK(error.executed == idl::Executed::No);
    CHECK(error.message.starts_with("cannot do it: " + describe(row.reason)));
  }
}

TEST_CASE("the message has the system's words, and a remedy where there is one") {
  CHECK(system_error("cannot connect", std::errc::connection_refused).message ==
        "cannot connect: Connection refused");
  CHECK(system_error("cannot accept", std::errc::too_many_files_open).message ==
        "cannot accept: Too many open files; raise the limit of open files (ulimit -n) or close "
        "some");
}

}  // namespace
