// Lines of the log: admitted, escaped, cut, and given to the sink without a lock.
// What is worth a line is decided by whoever writes it.
#include "idl/log.h"

#include <cstdio>
#include <exception>
#include <utility>

#include "base/characters.h"
#include "base/clock.h"
#include "base/escape.h"
#include "rpc/log_line.h"

namespace idl {
namespace detail {
namespace {

constexpr std::string_view kEllipsis = "...";

}  // namespace

std::string log_line(std::string_view text, std::uint64_t left_out) {
  std::string line;
  if (left_out != 0) line = "(" + std::to_string(left_out) + " lines were left out) ";
  const std::string_view considered = whole_characters(text, kMaxLogLineBytes);
  append_escaped(line, considered);
  if (line.size() > kMaxLogLineBytes || considered.size() < text.size()) {
    const std::size_t room = kMaxLogLineBytes - kEllipsis.size();
    line.resize(whole_characters(line, room).size());
    line += kEllipsis;
  }
  return line;
}

LogRate::LogRate(TimePoint now) : bucket_(kLogBurst, kLogLinesPerSecond, now) {}

std::optional<std::uint64_t> LogRate::admit(TimePoint now) {
  const std::lock_guard guard(mutex_);
  if (bucket_.take(now)) return std::exchange(left_out_, 0);
  ++left_out_;
  return std::nullopt;
}

}  // namespace detail

namespace {

class StderrSink final : public LogSink {
 public:
  void write(LogLevel level, std::string_view line) noexcept override {
    const std::string_view name = to_string(level);
    // One call, so that lines of several threads do not mix.
    std::fprintf(stderr, "%.*s: %.*s\n", static_cast<int>(name.size()), name.data(),
                 static_cast<int>(line.size()), line.data());
  }
};

}  // namespace

std::string_view to_string(LogLevel level) {
  switch (level) {
    case LogLevel::Info:
      return "info";
    case LogLevel::Warning:
      return "warning";
    case LogLevel::Error:
      return "error";
  }
  return "unknown";
}

std::shared_ptr<LogSink> log_to_stderr() { return std::make_shared<StderrSink>(); }

Log::Log(std::shared_ptr<LogSink> sink)
    : sink_(std::move(sink)),
      rate_(std::make_unique<detail::LogRate>(detail::steady_clock().now())) {}

Log::~Log() = default;

void Log::write(LogLevel level, std::string_view text) {
  if (sink_ == nullptr) return;
  const auto left_out = rate_->admit(detail::steady_clock().now());
  if (left_out) sink_->write(level, detail::log_line(text, *left_out));
}

}  // namespace idl
