// Calendar arithmetic in the proleptic Gregorian calendar, through std::chrono, and hexadecimal.
// The system's time zone and locale have no say in it.
#include "idlc/schema/text_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace idlc::schema {

namespace {

constexpr std::int64_t kNanosPerSecond = 1'000'000'000;

// Takes characters off the front of a text; once something did not fit, it stays failed.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  // Exactly `count` decimal digits.
  int digits(std::size_t count) {
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (!at_digit()) return fail();
      value = value * 10 + (rest_.front() - '0');
      rest_.remove_prefix(1);
    }
    return value;
  }

  bool at_digit() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }

  // Takes the character if it is next, whatever its case.
  bool take(char upper) {
    if (rest_.empty()) return false;
    const char lower = static_cast<char>(upper >= 'A' && upper <= 'Z' ? upper - 'A' + 'a' : upper);
    if (rest_.front() != upper && rest_.front() != lower) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void expect(char c) {
    if (!take(c)) fail();
  }

  int fail() {
    failed_ = true;
    return 0;
  }

  bool is_done() const { return !failed_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

// The digits behind the dot, as nanoseconds.
std::int64_t scan_fraction(Scanner& scanner) {
  if (!scanner.take('.')) return 0;
  if (!scanner.at_digit()) return scanner.fail();
  std::int64_t nanos = 0;
  std::int64_t unit = kNanosPerSecond / 10;
  for (; unit > 0 && scanner.at_digit(); unit /= 10) nanos += scanner.digits(1) * unit;
  return nanos;
}

// `Z`, or `+hh:mm`: how far local time is ahead of UTC, in seconds.
std::int64_t scan_offset(Scanner& scanner) {
  if (scanner.take('Z')) return 0;
  const bool is_behind = scanner.take('-');
  if (!is_behind) scanner.expect('+');
  const int hours = scanner.digits(2);
  scanner.expect(':');
  const int minutes = scanner.digits(2);
  if (hours > 23 || minutes > 59) scanner.fail();
  const std::int64_t seconds = hours * 3600 + minutes * 60;
  return is_behind ? -seconds : seconds;
}

// Days since 1970-01-01; a date that does not exist fails the scanner.
std::int64_t scan_date(Scanner& scanner) {
  const int year = scanner.digits(4);
  scanner.expect('-');
  const int month = scanner.digits(2);
  scanner.expect('-');
  const int day = scanner.digits(2);
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return scanner.fail();
  return std::chrono::sys_days{date}.time_since_epoch().count();
}

std::int64_t scan_seconds_of_day(Scanner& scanner) {
  const int hours = scanner.digits(2);
  scanner.expect(':');
  const int minutes = scanner.digits(2);
  scanner.expect(':');
  const int seconds = scanner.digits(2);
  if (hours > 23 || minutes > 59 || seconds > 59) scanner.fail();
  return hours * 3600 + minutes * 60 + seconds;
}

// seconds * 10^9 + nanos with 0 <= nanos < 10^9, if 64 bits hold it. Before 1970 the product alone
// may be out of range where the sum is not, so both parts are counted towards zero first.
std::optional<std::int64_t> combine(std::int64_t seconds, std::int64_t nanos) {
  if (seconds < 0 && nanos > 0) {
    ++seconds;
    nanos -= kNanosPerSecond;
  }
  std::int64_t total = 0;
  if (__builtin_mul_overflow(seconds, kNanosPerSecond, &total)) return std::nullopt;
  if (__builtin_add_overflow(total, nanos, &total)) return std::nullopt;
  return total;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_hyphen_place(std::size_t i) { return i == 8 || i == 13 || i == 18 || i == 23; }

}  // namespace

std::variant<Nanoseconds, TimestampProblem> parse_timestamp(std::string_view text) {
  Scanner scanner(text);
  const std::int64_t days = scan_date(scanner);
  scanner.expect('T');
  const std::int64_t second_of_day = scan_seconds_of_day(scanner);
  const std::int64_t nanos = scan_fraction(scanner);
  const std::int64_t offset = scan_offset(scanner);
  if (!scanner.is_done()) return TimestampProblem::Malformed;
  const auto count = combine(days * 86'400 + second_of_day - offset, nanos);
  if (!count) return TimestampProblem::OutOfRange;
  return Nanoseconds{*count};
}

std::optional<Uuid> parse_uuid(std::string_view text) {
  constexpr std::size_t kTextLength = 36;
  if (text.size() != kTextLength) return std::nullopt;
  Uuid uuid;
  std::size_t digits = 0;
  for (std::size_t i = 0; i < kTextLength; ++i) {
    if (is_hyphen_place(i)) {
      if (text[i] != '-') return std::nullopt;
      continue;
    }
    const int digit = hex_digit(text[i]);
    if (digit < 0) return std::nullopt;
    auto& byte = uuid.bytes[digits++ / 2];
    byte = static_cast<std::uint8_t>(byte << 4 | digit);
  }
  return uuid;
}

std::string duration_text(Nanoseconds span) {
  struct Unit {
    std::int64_t nanoseconds;
    std::string_view name;
  };
  constexpr std::array kUnits{
      Unit{3'600'000'000'000, "h"}, Unit{60'000'000'000, "m"}, Unit{1'000'000'000, "s"},
      Unit{1'000'000, "ms"},        Unit{1'000, "us"},         Unit{1, "ns"}};
  if (span.count == 0) return "0s";
  const auto* unit = std::ranges::find_if(
      kUnits, [&](const Unit& one) { return span.count % one.nanoseconds == 0; });
  return fmt::format("{}{}", span.count / unit->nanoseconds, unit->name);
}

std::string timestamp_text(Nanoseconds time) {
  // The first day begins before the first representable nanosecond: no sum may pass through it.
  const std::chrono::nanoseconds since{time.count};
  const auto day = std::chrono::floor<std::chrono::days>(since);
  std::chrono::nanoseconds of_day = since % std::chrono::days(1);
  if (of_day.count() < 0) of_day += std::chrono::days(1);
  const std::chrono::year_month_day date{std::chrono::sys_days{day}};
  const std::chrono::hh_mm_ss clock{of_day};
  std::string text =
      fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  clock.hours().count(), clock.minutes().count(), clock.seconds().count());
  if (const auto nanos = clock.subseconds().count(); nanos != 0) {
    std::string fraction = fmt::format("{:09}", nanos);
    fraction.erase(fraction.find_last_not_of('0') + 1);
    text += "." + fraction;
  }
  return text + "Z";
}

std::string uuid_text(const Uuid& uuid) {
  std::string text;
  for (const std::uint8_t byte : uuid.bytes) {
    if (is_hyphen_place(text.size())) text += '-';
    text += fmt::format("{:02x}", byte);
  }
  return text;
}

}  // namespace idlc::schema
