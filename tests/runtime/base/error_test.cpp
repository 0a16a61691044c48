// Errors as text: names that logs rely on, one line whatever
// the peer sent, and a bound.
#include "idl/error.h"

#include <doctest/doctest.h>

#include <sstream>

namespace idl {
namespace {

TEST_CASE("every code has its name and its number") {
  CHECK(to_string(Code::Cancelled) == "Cancelled");
  CHECK(to_string(Code::DeadlineExceeded) == "DeadlineExceeded");
  CHECK(to_string(Code::DeclaredError) == "DeclaredError");
  CHECK(to_string(Code::Application) == "Application");
  CHECK(to_string(static_cast<Code>(0)) == "unknown");
  CHECK(to_string(static_cast<Code>(4'000'000'000)) == "unknown");
  CHECK(static_cast<int>(Code::Cancelled) == 1);
  CHECK(static_cast<int>(Code::Application) == 16);
}

TEST_CASE("text says what, whether it ran, and who says so") {
  const Error error{.code = Code::Unavailable,
                    .message = "the connection was lost",
                    .executed = Executed::Maybe,
                    .origin = Origin::Transport};
  constexpr std::string_view kText =
      "Unavailable: the connection was lost (executed Maybe, origin Transport)";
  CHECK(to_text(error) == kText);
  std::ostringstream out;
  out << error;
  CHECK(out.str() == kText);
  CHECK(to_string(static_cast<Executed>(9)) == "unknown");
  CHECK(to_string(static_cast<Origin>(9)) == "unknown");
}

TEST_CASE("a failure of the runtime has not run and is local unless it says otherwise") {
  const Error error{.code = Code::InvalidArgument, .message = "x"};
  CHECK(to_text(error) == "InvalidArgument: x (executed No, origin Local)");
}

TEST_CASE("P22 control characters cannot forge a second line") {
  const Error error{.code = Code::Internal, .message = "a\r\nERROR: \x1b[31m\x7f\tß"};
  CHECK(to_text(error) ==
        "Internal: a\\x0d\\x0aERROR: \\x1b[31m\\x7f\\x09ß (executed No, origin Local)");
}

TEST_CASE("P22 a long text is cut between two characters, and still says who and whether") {
  std::string message;
  while (message.size() < 1'000'000) message += "ß";
  for (const std::string_view prefix : {"", "a"}) {
    const std::string text = to_text({.message = std::string(prefix) + message});
    CHECK(text.size() <= kMaxErrorTextBytes);
    CHECK(text.size() >= kMaxErrorTextBytes - 8);
    CHECK(text.ends_with("ß... (executed No, origin Local)"));
  }
  CHECK(to_text({.message = std::string(100'000, '\n')}).size() <= kMaxErrorTextBytes);
}

TEST_CASE("a handler's own failure is an application's") {
  const Error error = fail("out of paper");
  CHECK(error == Error{.code = Code::Application,
                       .message = "out of paper",
                       .executed = Executed::Maybe,
                       .origin = Origin::Application});
}

}  // namespace
}  // namespace idl
