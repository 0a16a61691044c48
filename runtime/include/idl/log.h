// What a program that runs unattended tells its operator: lines of text, for whatever keeps them.
// The runtime is silent unless it is given a sink, and payloads never get there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace idl {

enum class LogLevel : std::uint8_t {
  Info,     ///< for the record
  Warning,  ///< a peer misbehaves, or a limit turned something away
  Error,    ///< this side has a fault
};

/// The level's name in lower case.
[[nodiscard]] std::string_view to_string(LogLevel level);

/// The longest line; what is beyond is cut off.
inline constexpr std::size_t kMaxLogLineBytes = 1024;

/// How many lines may come at once, and how many a second after that: whoever provokes lines must
/// not fill a disk with them.
inline constexpr std::uint32_t kLogBurst = 100;
inline constexpr std::uint32_t kLogLinesPerSecond = 10;

/// Where lines go.
class LogSink {
 public:
  virtual ~LogSink() = default;

  /// Takes a line: printable UTF-8 without an end of line, at most kMaxLogLineBytes, valid during
  /// the call only. Any thread calls it, several at once, never under a lock of the runtime.
  virtual void write(LogLevel level, std::string_view line) noexcept = 0;
};

/// Writes to the standard error output, each line behind its level.
[[nodiscard]] std::shared_ptr<LogSink> log_to_stderr();

namespace detail {
class LogRate;
}  // namespace detail

/// Lines on their way to a sink, made safe: escaped, cut to kMaxLogLineBytes, and no more of them
/// than kLogBurst and kLogLinesPerSecond; how many were left out, the next line says. The runtime
/// and interceptors write through it. Any thread.
class Log {
 public:
  /// Without a sink nothing is written.
  explicit Log(std::shared_ptr<LogSink> sink);
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  /// Writes a line. The text may hold what a peer sent.
  void write(LogLevel level, std::string_view text);

 private:
  const std::shared_ptr<LogSink> sink_;
  const std::unique_ptr<detail::LogRate> rate_;
};

}  // namespace idl
