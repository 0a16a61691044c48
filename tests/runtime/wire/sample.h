// The types of tests/wire/vectors.idl by hand, in the shape of generated headers, so that the
// codecs are tested without the compiler. Nothing but types and the declarations of their codecs.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "idl/box.h"
#include "idl/bytes.h"
#include "idl/codec.h"
#include "idl/new_type.h"
#include "idl/time.h"
#include "idl/unknown_case.h"
#include "idl/unknown_fields.h"
#include "idl/uuid.h"

namespace sample {

enum class Status : std::uint8_t { pending = 0, paid = 1, shipped = 2 };
enum class Level : std::int16_t { low = -1, none = 0, high = 300 };
enum class Channel : std::uint8_t { web = 0, counter = 1 };
enum class Side : std::uint16_t { buy = 1, sell = 2 };

struct Point {
  double x = 0;
  double y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};

struct Pixel {
  bool on = false;
  std::uint16_t level = 0;
  Channel channel = Channel::web;
  friend bool operator==(const Pixel&, const Pixel&) = default;
};

class Sku : public idl::NewType<Sku, std::string> {
 public:
  using NewType::NewType;
};

class Meters : public idl::NewType<Meters, std::uint32_t> {
 public:
  using NewType::NewType;
};

struct Empty {
  friend bool operator==(const Empty&, const Empty&) = default;
};

struct Money {
  std::int64_t cents = 0;
  std::string currency = "EUR";
  friend bool operator==(const Money&, const Money&) = default;
};

struct Card {
  std::string holder{};
  std::uint8_t month = 0;
  friend bool operator==(const Card&, const Card&) = default;
};

struct Category {
  std::string name{};
  std::vector<Category> children{};
  friend bool operator==(const Category&, const Category&);
};

struct Chain {
  std::uint16_t link = 0;
  std::optional<idl::Box<Chain>> next{};
  idl::Box<Money> price{};
  friend bool operator==(const Chain&, const Chain&);
};

struct Payment {
  std::variant<std::monostate, Card, std::string, std::monostate, std::uint32_t,
               std::vector<std::uint16_t>, idl::UnknownCase>
      value{};
  friend bool operator==(const Payment&, const Payment&) = default;
};

struct Scalars {
  bool flag = false;
  std::uint8_t a = 0;
  std::int8_t b = 0;
  std::uint16_t c = 0;
  std::int16_t d = 0;
  std::uint32_t e = 0;
  std::int32_t f = 0;
  std::uint64_t g = 0;
  std::int64_t h = 0;
  float i = 0;
  double j = 0;
  Status status = Status::paid;
  Channel channel = Channel::web;
  idl::Timestamp at{};
  idl::Duration span{};
  idl::Uuid id{};
  std::array<std::uint8_t, 4> digest{};
  Point point{};
  std::optional<std::uint16_t> rank{};
  Side side = Side::sell;
  friend bool operator==(const Scalars&, const Scalars&) = default;
};

struct Containers {
  std::string text{};
  idl::Bytes blob{};
  std::vector<std::string> words{};
  std::set<std::string> tags{};
  std::map<std::string, std::uint32_t> counts{};
  std::map<std::uint8_t, std::vector<std::string>> groups{};
  std::optional<std::string> note{};
  std::optional<std::vector<std::uint16_t>> ranks{};
  std::vector<std::optional<std::string>> aliases{};
  Payment payment{};
  std::vector<Payment> payments{};
  Money price{};
  std::array<Money, 2> bounds{};
  std::vector<std::vector<std::uint8_t>> rows{};
  std::map<Sku, Payment> paid{};
  friend bool operator==(const Containers&, const Containers&) = default;
};

struct V1 {
  std::uint32_t id = 0;
  friend bool operator==(const V1&, const V1&) = default;
};

/// V1 that keeps what it does not know.
struct V1Keeps {
  std::uint32_t id = 0;
  idl::UnknownFields unknown_fields_{};
  friend bool operator==(const V1Keeps&, const V1Keeps&) = default;
};

struct V2 {
  std::uint32_t id = 0;
  std::string name = "none";
  friend bool operator==(const V2&, const V2&) = default;
};

struct V3 {
  std::uint32_t id = 0;
  std::string name = "none";
  std::optional<std::uint16_t> rank{};
  Payment how{};
  std::optional<std::string> note{};
  std::uint8_t level = 3;
  friend bool operator==(const V3&, const V3&) = default;
};

struct V3Reserved {
  std::uint32_t id = 0;
  std::uint8_t level = 3;
  friend bool operator==(const V3Reserved&, const V3Reserved&) = default;
};

struct NotFound {
  std::uint64_t id = 0;
  friend bool operator==(const NotFound&, const NotFound&) = default;
};

/// The codec of a struct: what generated code spells out for each type.
template <class T>
struct SampleStructCodec : idl::StructCodec {
  static std::size_t measure(const T& value, idl::Measure& measure);
  static std::byte* write(const T& value, std::byte* out);
  static bool read(const idl::Input& in, T& value);
};

}  // namespace sample

namespace idl {

template <>
struct Codec<sample::Status> : EnumCodec<sample::Status> {};
template <>
struct Codec<sample::Level> : EnumCodec<sample::Level> {};
template <>
struct Codec<sample::Channel> : ClosedEnumCodec<sample::Channel> {
  static bool is_known(sample::Channel value);
};
template <>
struct Codec<sample::Side> : ClosedEnumCodec<sample::Side> {
  static bool is_known(sample::Side value);
};

template <>
struct Codec<sample::Point> : PlainCodec<16> {
  static void store(std::byte* slot, const sample::Point& point);
  static bool load(const std::byte* slot, sample::Point& point);
};
template <>
struct Codec<sample::Pixel> : FixedCodec<4> {
  static bool is_valid(const sample::Pixel& pixel);
  static void store(std::byte* slot, const sample::Pixel& pixel);
  static bool load(const std::byte* slot, sample::Pixel& pixel);
};

template <>
struct Codec<sample::Empty> : sample::SampleStructCodec<sample::Empty> {};
template <>
struct Codec<sample::Money> : sample::SampleStructCodec<sample::Money> {};
template <>
struct Codec<sample::Card> : sample::SampleStructCodec<sample::Card> {};
template <>
struct Codec<sample::Category> : sample::SampleStructCodec<sample::Category> {};
template <>
struct Codec<sample::Chain> : sample::SampleStructCodec<sample::Chain> {};
template <>
struct Codec<sample::Scalars> : sample::SampleStructCodec<sample::Scalars> {};
template <>
struct Codec<sample::Containers> : sample::SampleStructCodec<sample::Containers> {};
template <>
struct Codec<sample::V1> : sample::SampleStructCodec<sample::V1> {};
template <>
struct Codec<sample::V1Keeps> : StructCodec {
  static std::size_t measure(const sample::V1Keeps& value, Measure& measure);
  static std::byte* write(const sample::V1Keeps& value, std::byte* out);
  static bool read(const Input& in, sample::V1Keeps& value);
};
template <>
struct Codec<sample::V2> : sample::SampleStructCodec<sample::V2> {};
template <>
struct Codec<sample::V3> : sample::SampleStructCodec<sample::V3> {};
template <>
struct Codec<sample::V3Reserved> : sample::SampleStructCodec<sample::V3Reserved> {};

template <>
struct Codec<sample::NotFound> : ErrorCodec {
  static constexpr std::string_view kName = "vectors.NotFound";
  static constexpr std::uint64_t kId = 0x88f4'77d5'5f70'9c4c;
  static std::size_t measure(const sample::NotFound& value, Measure& measure);
  static std::byte* write(const sample::NotFound& value, std::byte* out);
  static bool read(const Input& in, sample::NotFound& value);
};

template <>
struct Codec<sample::Payment> : UnionCodec {
  static std::uint32_t which(const sample::Payment& payment);
  static std::size_t measure(const sample::Payment& payment, Measure& measure);
  static std::byte* write(const sample::Payment& payment, std::byte* out);
  static bool read(std::uint32_t number, const Input& in, sample::Payment& payment);
};

}  // namespace idl
