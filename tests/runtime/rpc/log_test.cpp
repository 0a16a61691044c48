// The log: what a line may hold, and how many lines may come. Time is a number here; what the
// server writes is in watch_test.cpp.
#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <vector>

#include <idl/log.h>

#include "rpc/log_line.h"

using namespace std::chrono_literals;
using idl::detail::log_line;
using idl::detail::LogRate;

namespace {

class Lines final : public idl::LogSink {
 public:
  void write(idl::LogLevel level, std::string_view line) noexcept override {
    lines.push_back(std::string(to_string(level)) + ' ' + std::string(line));
  }

  std::vector<std::string> lines;
};

}  // namespace

TEST_CASE("P22 W11 a line of the log is one printable line, whatever a peer puts into it") {
  CHECK(log_line("plain `text` of ours", 0) == "plain `text` of ours");
  CHECK(log_line("a\nb\r\x1b[2J\x7f", 0) == "a\\nb\\r\\u{1b}[2J\\u{7f}");
  CHECK(log_line("\xff\xe2\x80\xae", 0) == "\\xff\\u{202e}");
  CHECK(log_line("grün", 0) == "grün");
}

TEST_CASE("P22 W11 a line of the log has at most 1 KiB, also where escaping makes it longer") {
  CHECK(log_line(std::string(1024, 'x'), 0) == std::string(1024, 'x'));
  CHECK(log_line(std::string(1025, 'x'), 0) == std::string(1021, 'x') + "...");
  const std::string mebibyte = log_line(std::string(std::size_t{1} << 20, '\x01'), 0);
  CHECK(mebibyte.size() <= idl::kMaxLogLineBytes);
  CHECK(mebibyte.ends_with("..."));
  const std::string umlauts = log_line(std::string(1020, 'x') + "üüüü", 0);
  CHECK(umlauts == std::string(1020, 'x') + "...");  // No character is cut in two.
}

TEST_CASE("P22 a burst of lines is cut off, and the next line tells how many were") {
  idl::TimePoint now = idl::TimePoint() + 1h;
  LogRate rate(now);
  for (std::uint32_t i = 0; i < idl::kLogBurst; ++i) CHECK(rate.admit(now) == 0U);
  for (int i = 0; i < 7; ++i) CHECK(!rate.admit(now));
  now += 1s;
  CHECK(rate.admit(now) == 7U);
  for (std::uint32_t i = 1; i < idl::kLogLinesPerSecond; ++i) CHECK(rate.admit(now) == 0U);
  CHECK(!rate.admit(now));
  CHECK(log_line("x", 7) == "(7 lines were left out) x");
}

TEST_CASE("a log writes to its sink, and without one nowhere") {
  const auto sink = std::make_shared<Lines>();
  idl::Log log(sink);
  log.write(idl::LogLevel::Info, "one");
  log.write(idl::LogLevel::Warning, "two\n");
  log.write(idl::LogLevel::Error, "three");
  CHECK(sink->lines == std::vector<std::string>{"info one", "warning two\\n", "error three"});
  idl::Log silent(nullptr);
  silent.write(idl::LogLevel::Error, "nobody reads this");
}
