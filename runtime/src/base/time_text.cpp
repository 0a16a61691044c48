// The calendar is <chrono>'s; what is done here is digits. Sums are made in 128 bits, so that no
// time wraps into another.
#include "base/time_text.h"

#include <array>
#include <charconv>
#include <chrono>

namespace idl::detail {
namespace {

__extension__ using Wide = __int128;

constexpr std::int64_t kSecond = 1'000'000'000;

struct Unit {
  std::string_view name;
  std::int64_t nanoseconds;
};

constexpr std::array<Unit, 6> kUnits{{
    {"h", 3600 * kSecond},
    {"m", 60 * kSecond},
    {"s", kSecond},
    {"ms", 1'000'000},
    {"us", 1'000},
    {"ns", 1},
}};

std::string padded(std::uint64_t number, std::size_t width) {
  std::string digits = std::to_string(number);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

// `.5` of half a whole, nothing of a whole; the fraction is less than `whole`, a power of ten.
std::string fraction_text(std::uint64_t fraction, std::uint64_t whole) {
  if (fraction == 0) return {};
  std::string digits = padded(fraction, std::to_string(whole).size() - 1);
  digits.erase(digits.find_last_not_of('0') + 1);
  return "." + digits;
}

std::uint64_t magnitude(std::int64_t count) {
  const auto bits = static_cast<std::uint64_t>(count);
  return count < 0 ? 0 - bits : bits;
}

std::string in_unit(Duration span, const Unit& unit) {
  const std::uint64_t count = magnitude(span.count());
  const auto whole = static_cast<std::uint64_t>(unit.nanoseconds);
  return (span.count() < 0 ? "-" : "") + std::to_string(count / whole) +
         fraction_text(count % whole, whole) + std::string(unit.name);
}

// Takes what it reads off the front of its text.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  [[nodiscard]] bool at_end() const { return text_.empty(); }
  [[nodiscard]] std::string_view rest() const { return text_; }

  bool skip(char wanted) {
    if (text_.empty() || text_.front() != wanted) return false;
    text_.remove_prefix(1);
    return true;
  }

  std::optional<int> digits(std::size_t width) {
    if (text_.size() < width) return std::nullopt;
    int number = 0;
    for (const char c : text_.substr(0, width)) {
      if (c < '0' || c > '9') return std::nullopt;
      number = number * 10 + (c - '0');
    }
    text_.remove_prefix(width);
    return number;
  }

  // All digits that follow, at least one and at most `most`, as a number of 10^-most.
  std::optional<std::int64_t> fraction(std::size_t most) {
    std::int64_t number = 0;
    std::size_t width = 0;
    while (!text_.empty() && text_.front() >= '0' && text_.front() <= '9') {
      if (++width > most) return std::nullopt;
      number = number * 10 + (text_.front() - '0');
      text_.remove_prefix(1);
    }
    if (width == 0) return std::nullopt;
    for (; width < most; ++width) number *= 10;
    return number;
  }

 private:
  std::string_view text_;
};

std::optional<std::int64_t> scan_date(Scanner& in) {
  const auto year = in.digits(4);
  if (!year || !in.skip('-')) return std::nullopt;
  const auto month = in.digits(2);
  if (!month || !in.skip('-')) return std::nullopt;
  const auto day = in.digits(2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day)));
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch().count();
}

// Hours and minutes, as minutes.
std::optional<int> scan_minutes(Scanner& in) {
  const auto hours = in.digits(2);
  if (!hours || *hours > 23 || !in.skip(':')) return std::nullopt;
  const auto minutes = in.digits(2);
  if (!minutes || *minutes > 59) return std::nullopt;
  return *hours * 60 + *minutes;
}

std::optional<int> scan_offset_minutes(Scanner& in) {
  if (in.skip('Z') || in.skip('z')) return 0;
  const bool is_east = in.skip('+');
  if (!is_east && !in.skip('-')) return std::nullopt;
  const auto minutes = scan_minutes(in);
  if (!minutes) return std::nullopt;
  return is_east ? *minutes : -*minutes;
}

std::optional<std::int64_t> narrow(Wide nanoseconds) {
  if (nanoseconds < INT64_MIN || nanoseconds > INT64_MAX) return std::nullopt;
  return static_cast<std::int64_t>(nanoseconds);
}

}  // namespace

std::string timestamp_text(Timestamp time) {
  // In numbers, since the first moments of the range do not fit time_point's own arithmetic.
  const std::int64_t count = time.time_since_epoch().count();
  constexpr std::int64_t kDay = 86'400 * kSecond;
  const std::int64_t day = count / kDay - (count % kDay < 0 ? 1 : 0);
  const auto in_day = static_cast<std::uint64_t>((count % kDay + kDay) % kDay);
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
  constexpr auto kWhole = static_cast<std::uint64_t>(kSecond);
  const std::uint64_t seconds = in_day / kWhole;
  return padded(static_cast<std::uint64_t>(static_cast<int>(date.year())), 4) + "-" +
         padded(static_cast<unsigned>(date.month()), 2) + "-" +
         padded(static_cast<unsigned>(date.day()), 2) + "T" + padded(seconds / 3600, 2) + ":" +
         padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2) +
         fraction_text(in_day % kWhole, kWhole) + "Z";
}

std::optional<Timestamp> parse_timestamp(std::string_view text) {
  Scanner in(text);
  const auto days = scan_date(in);
  if (!days || !(in.skip('T') || in.skip('t'))) return std::nullopt;
  const auto minutes = scan_minutes(in);
  if (!minutes || !in.skip(':')) return std::nullopt;
  const auto seconds = in.digits(2);
  if (!seconds || *seconds > 59) return std::nullopt;
  std::optional<std::int64_t> fraction = 0;
  if (in.skip('.')) fraction = in.fraction(9);
  const auto offset = scan_offset_minutes(in);
  if (!fraction || !offset || !in.at_end()) return std::nullopt;
  const Wide whole = (static_cast<Wide>(*days) * 1440 + *minutes - *offset) * 60 + *seconds;
  const auto nanoseconds = narrow(whole * kSecond + *fraction);
  if (!nanoseconds) return std::nullopt;
  return Timestamp(Duration(*nanoseconds));
}

std::string duration_text(Duration span) {
  const std::uint64_t count = magnitude(span.count());
  for (const Unit& unit : kUnits) {
    const auto whole = static_cast<std::uint64_t>(unit.nanoseconds);
    const bool takes_fractions = unit.nanoseconds <= kSecond;
    if (count >= whole && (takes_fractions || count % whole == 0)) return in_unit(span, unit);
  }
  return "0s";
}

std::string seconds_text(Duration span) { return in_unit(span, kUnits[2]); }

std::optional<Duration> parse_duration(std::string_view text) {
  Scanner in(text);
  const bool is_negative = in.skip('-');
  const std::string_view rest = in.rest();
  std::uint64_t whole = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), whole);
  if (error != std::errc() || end == rest.data()) return std::nullopt;
  Scanner behind(rest.substr(static_cast<std::size_t>(end - rest.data())));
  // In 10^-9 of the unit, which of a second is a nanosecond.
  std::optional<std::int64_t> fraction = 0;
  if (behind.skip('.')) fraction = behind.fraction(9);
  if (!fraction) return std::nullopt;
  for (const Unit& unit : kUnits) {
    if (behind.rest() != unit.name) continue;
    const Wide part = static_cast<Wide>(*fraction) * unit.nanoseconds;
    if (part % kSecond != 0) return std::nullopt;
    const Wide sum = static_cast<Wide>(whole) * unit.nanoseconds + part / kSecond;
    const auto nanoseconds = narrow(is_negative ? -sum : sum);
    if (!nanoseconds) return std::nullopt;
    return Duration(*nanoseconds);
  }
  return std::nullopt;
}

}  // namespace idl::detail
