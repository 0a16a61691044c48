// Templates: holes in lines, holes of their own, and what may not go wrong silently. The templates
// here are made up: no schema is needed for them.
#include "idlc/cpp/emitter.h"

#include <doctest/doctest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

namespace idlc::cpp {
namespace {

// Whether emitting that template ends the process.
bool aborts(std::string_view text, std::initializer_list<Emitter::Hole> holes) {
  const pid_t child = fork();
  if (child == 0) {
    std::signal(SIGABRT, SIG_DFL);  // not the test runner's handler
    (void)std::freopen("/dev/null", "w", stderr);
    Emitter().emit(text, holes);
    _exit(0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

TEST_CASE("holes inside of lines are filled") {
  Emitter out;
  out.emit("$a$ $b$$a$;\n", {{"a", "x"}, {"b", "y"}});
  CHECK(out.take().joined() == "x yx;\n");
}

TEST_CASE("what fills a hole is not scanned again") {
  Emitter out;
  out.emit("$a$\n", {{"a", "$b$"}});
  CHECK(out.take().joined() == "$b$\n");
}

TEST_CASE("a hole alone in its line is filled at its indentation, line by line") {
  Emitter out;
  out.emit("{\n  $lines$\n}\n", {{"lines", "one\n\n  two\n"}});
  CHECK(out.take().joined() == "{\n  one\n\n    two\n}\n");
}

TEST_CASE("a line in parts stands at the indentation of its block") {
  Emitter out;
  const auto parts = [](Emitter& emitter) { emitter.line({"a", "", "$b$", ";"}); };
  out.emit("{\n  $block$\n}\n", {{"block", parts}});
  CHECK(out.take().joined() == "{\n  a$b$;\n}\n");
}

TEST_CASE("large texts are handed on as they are, between the lines around them") {
  Text large;
  for (int i = 0; i < 10'000; ++i) large.next_line() += "  line;\n\n";
  const std::string expected = "{\n" + large.joined() + "}\n";
  Emitter out;
  out.emit("{\n$large$\n}\n", {{"large", Emitter::moved(std::move(large))}});
  CHECK(out.take().joined() == expected);
}

TEST_CASE("blocks nest") {
  Emitter out;
  const auto inner = [](Emitter& emitter) { emitter.emit("$x$;\n", {{"x", "deep"}}); };
  const auto outer = [&](Emitter& emitter) { emitter.emit("{\n  $b$\n}\n", {{"b", inner}}); };
  out.emit("a\n  $b$\n", {{"b", outer}});
  CHECK(out.take().joined() == "a\n  {\n    deep;\n  }\n");
}

TEST_CASE("a hole that yields nothing takes its line with it") {
  Emitter out;
  out.emit("a\n$none$\nb\n", {{"none", ""}});
  CHECK(out.take().joined() == "a\nb\n");
}

TEST_CASE("a newline at the start of a template is dropped, and only one") {
  Emitter out;
  out.emit("\n\na\n");
  CHECK(out.take().joined() == "\na\n");
}

TEST_CASE("mistakes in templates end the program") {
  CHECK_FALSE(aborts("$a$\n", {{"a", "x"}}));
  CHECK(aborts("$b$\n", {{"a", "x"}}));
  CHECK(aborts("x\n", {{"a", "x"}}));
  CHECK(aborts("x $a\n", {{"a", "x"}}));
  CHECK(aborts("x $a$\n", {{"a", [](Emitter&) {}}}));
}

}  // namespace
}  // namespace idlc::cpp
