// The small values of schemas: uuids, times, new types, unknown cases. How they travel is tested
// with the wire vectors.
#include <doctest/doctest.h>

#include <map>
#include <string>
#include <unordered_set>

#include "idl/format.h"
#include "idl/new_type.h"
#include "idl/time.h"
#include "idl/unknown_case.h"
#include "idl/uuid.h"

namespace idl {
namespace {

constexpr std::string_view kText = "00112233-4455-6677-8899-aabbccddeeff";

TEST_CASE("a uuid is read and printed") {
  const auto uuid = Uuid::parse(kText);
  REQUIRE(uuid);
  CHECK(uuid->bytes[0] == 0x00);
  CHECK(uuid->bytes[1] == 0x11);
  CHECK(uuid->bytes[15] == 0xFF);
  CHECK(to_string(*uuid) == kText);
  CHECK(Uuid::parse("00112233-4455-6677-8899-AABBCCDDEEFF") == uuid);
  CHECK(to_string(Uuid{}) == "00000000-0000-0000-0000-000000000000");
}

TEST_CASE("what is not quite a uuid is none") {
  CHECK_FALSE(Uuid::parse(""));
  CHECK_FALSE(Uuid::parse("00112233-4455-6677-8899-aabbccddeef"));
  CHECK_FALSE(Uuid::parse("00112233-4455-6677-8899-aabbccddeeff0"));
  CHECK_FALSE(Uuid::parse("00112233445566778899aabbccddeeff"));
  CHECK_FALSE(Uuid::parse("{0112233-4455-6677-8899-aabbccddeef}"));
  CHECK_FALSE(Uuid::parse("00112233-4455-6677-8899-aabbccddeefg"));
  CHECK_FALSE(Uuid::parse("0011223-34455-6677-8899-aabbccddeeff"));
  CHECK_FALSE(Uuid::parse("00112233-4455-6677-8899_aabbccddeeff"));
  CHECK_FALSE(Uuid::parse(" 0112233-4455-6677-8899-aabbccddeeff"));
}

TEST_CASE("uuids are ordered bytewise and can be hashed") {
  Uuid low;
  Uuid high;
  low.bytes[15] = 0xFF;
  high.bytes[0] = 0x80;
  CHECK(low < high);
  const std::unordered_set<Uuid> set = {low, high, low};
  CHECK(set.size() == 2);
}

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::seconds;
using Picoseconds = std::chrono::duration<std::int64_t, std::pico>;
using UnsignedHours = std::chrono::duration<std::uint64_t, std::ratio<3600>>;
using Thirds = std::chrono::duration<std::int64_t, std::ratio<1, 3>>;

TEST_CASE("spans convert where they fit and never wrap") {
  CHECK(to_duration(seconds(2)) == Duration(2'000'000'000));
  CHECK(to_duration(microseconds(-5)) == Duration(-5'000));
  CHECK(to_duration(Picoseconds(1'999)) == Duration(1));
  CHECK(to_duration(Picoseconds(-1'999)) == Duration(-1));
  CHECK(to_duration(seconds(9'223'372'036)) == Duration(9'223'372'036'000'000'000));
  CHECK_FALSE(to_duration(seconds(9'223'372'037)));
  CHECK_FALSE(to_duration(seconds(-9'223'372'037)));
  CHECK_FALSE(to_duration(hours::max()));
  CHECK(to_duration(Duration::min()) == Duration::min());
  CHECK(to_duration(Duration::max()) == Duration::max());
  CHECK_FALSE(to_duration(UnsignedHours(~std::uint64_t{0})));
  CHECK(to_duration(UnsignedHours(1)) == hours(1));
  CHECK(to_duration(Thirds(3'000'000'000)) == seconds(1'000'000'000));
}

TEST_CASE("points of other clocks' resolutions convert from 1677 to 2262") {
  using Days = std::chrono::sys_days;
  using std::chrono::day;
  using std::chrono::month;
  using std::chrono::year;
  CHECK(to_timestamp(Days(year(1970) / 1 / 2)) == Timestamp(hours(24)));
  CHECK(to_timestamp(Days(year(2262) / 4 / 11)));
  CHECK_FALSE(to_timestamp(Days(year(2262) / 4 / 12)));
  CHECK(to_timestamp(Days(year(1677) / 9 / 22)));
  CHECK_FALSE(to_timestamp(Days(year(1677) / 9 / 21)));
  const auto point = std::chrono::system_clock::time_point(seconds(5));
  CHECK(to_timestamp(point) == Timestamp(seconds(5)));
}

class CustomerId : public NewType<CustomerId, std::string> {
 public:
  using NewType::NewType;
};
class Meters : public NewType<Meters, double> {
 public:
  using NewType::NewType;
};

TEST_CASE("a new type holds its value, compares by it, and mixes with nothing") {
  CustomerId ada("ada");
  CHECK(ada.value() == "ada");
  CHECK(ada == CustomerId("ada"));
  CHECK(ada < CustomerId("bob"));
  ada.value() += "!";
  CHECK(std::move(ada).value() == "ada!");
  CHECK(CustomerId().value().empty());
  CHECK(Meters().value() == 0);
  static_assert(!std::is_convertible_v<std::string, CustomerId>);
  static_assert(!std::is_convertible_v<CustomerId, std::string>);
}

TEST_CASE("a new type is a key of maps and of hash tables") {
  const std::map<CustomerId, int> map = {{CustomerId("b"), 2}, {CustomerId("a"), 1}};
  CHECK(map.begin()->second == 1);
  const std::unordered_set<CustomerId> set = {CustomerId("a"), CustomerId("a")};
  CHECK(set.size() == 1);
}

TEST_CASE("unknown cases compare by number and body") {
  const UnknownCase a{.number = 9, .body = {std::byte{1}}};
  CHECK(a == UnknownCase{.number = 9, .body = {std::byte{1}}});
  CHECK_FALSE(a == UnknownCase{.number = 9, .body = {}});
  CHECK_FALSE(a == UnknownCase{.number = 8, .body = {std::byte{1}}});
}

TEST_CASE("the runtime serves the format that is generated today") {
  CHECK(IDL_FORMAT_OLDEST <= 2);
  CHECK(IDL_FORMAT_NEWEST >= 2);
}

}  // namespace
}  // namespace idl
