// The types that wire vectors may name, in the spelling of schemas. A vector names one of them in
// its second column.
#include <map>

#include "idl/encode.h"
#include "show.h"
#include "vectors.h"

namespace sample {
namespace {

template <class T>
idl::Result<Outcome> decode_and_show(idl::BytesView bytes, const idl::DecodeLimits& limits) {
  const auto value = idl::decode<T>(bytes, limits);
  if (!value) return value.error();
  auto rewritten = idl::encode(*value);
  if (!rewritten) return rewritten.error();
  return Outcome{.shown = show(*value), .rewritten = *std::move(rewritten)};
}

template <class T>
using Optional = std::optional<T>;
template <class T>
using List = std::vector<T>;
using Text = std::string;

const std::map<std::string, DecodeFunction, std::less<>>& types() {
  static const std::map<std::string, DecodeFunction, std::less<>> all = {
      {"bool", decode_and_show<bool>},
      {"u8", decode_and_show<std::uint8_t>},
      {"u16", decode_and_show<std::uint16_t>},
      {"u32", decode_and_show<std::uint32_t>},
      {"u64", decode_and_show<std::uint64_t>},
      {"i8", decode_and_show<std::int8_t>},
      {"i16", decode_and_show<std::int16_t>},
      {"i32", decode_and_show<std::int32_t>},
      {"i64", decode_and_show<std::int64_t>},
      {"f32", decode_and_show<float>},
      {"f64", decode_and_show<double>},
      {"string", decode_and_show<Text>},
      {"bytes", decode_and_show<idl::Bytes>},
      {"timestamp", decode_and_show<idl::Timestamp>},
      {"duration", decode_and_show<idl::Duration>},
      {"uuid", decode_and_show<idl::Uuid>},
      {"bool?", decode_and_show<Optional<bool>>},
      {"u16?", decode_and_show<Optional<std::uint16_t>>},
      {"Point?", decode_and_show<Optional<Point>>},
      {"string?", decode_and_show<Optional<Text>>},
      {"Money?", decode_and_show<Optional<Money>>},
      {"u16[3]", decode_and_show<std::array<std::uint16_t, 3>>},
      {"bool[2]", decode_and_show<std::array<bool, 2>>},
      {"u8?[2]", decode_and_show<std::array<Optional<std::uint8_t>, 2>>},
      {"string[2]", decode_and_show<std::array<Text, 2>>},
      {"string?[2]", decode_and_show<std::array<Optional<Text>, 2>>},
      {"Payment[2]", decode_and_show<std::array<Payment, 2>>},
      {"list<bool>", decode_and_show<List<bool>>},
      {"list<u8>", decode_and_show<List<std::uint8_t>>},
      {"list<u32>", decode_and_show<List<std::uint32_t>>},
      {"list<f64>", decode_and_show<List<double>>},
      {"list<Status>", decode_and_show<List<Status>>},
      {"list<Channel>", decode_and_show<List<Channel>>},
      {"list<Point>", decode_and_show<List<Point>>},
      {"list<Pixel>", decode_and_show<List<Pixel>>},
      {"list<Meters>", decode_and_show<List<Meters>>},
      {"list<uuid>", decode_and_show<List<idl::Uuid>>},
      {"list<u8?>", decode_and_show<List<Optional<std::uint8_t>>>},
      {"list<string>", decode_and_show<List<Text>>},
      {"list<string?>", decode_and_show<List<Optional<Text>>>},
      {"list<list<u8>>", decode_and_show<List<List<std::uint8_t>>>},
      {"list<Money>", decode_and_show<List<Money>>},
      {"list<Empty>", decode_and_show<List<Empty>>},
      {"list<Payment>", decode_and_show<List<Payment>>},
      {"list<string[2]>", decode_and_show<List<std::array<Text, 2>>>},
      {"set<bool>", decode_and_show<std::set<bool>>},
      {"set<i8>", decode_and_show<std::set<std::int8_t>>},
      {"set<u16>", decode_and_show<std::set<std::uint16_t>>},
      {"set<string>", decode_and_show<std::set<Text>>},
      {"set<bytes>", decode_and_show<std::set<idl::Bytes>>},
      {"set<uuid>", decode_and_show<std::set<idl::Uuid>>},
      {"set<Level>", decode_and_show<std::set<Level>>},
      {"map<u8, u16>", decode_and_show<std::map<std::uint8_t, std::uint16_t>>},
      {"map<string, u32>", decode_and_show<std::map<Text, std::uint32_t>>},
      {"map<string, string?>", decode_and_show<std::map<Text, Optional<Text>>>},
      {"map<u8, list<string>>", decode_and_show<std::map<std::uint8_t, List<Text>>>},
      {"map<Sku, Payment>", decode_and_show<std::map<Sku, Payment>>},
      {"map<Channel, Money>", decode_and_show<std::map<Channel, Money>>},
      {"Status", decode_and_show<Status>},
      {"Level", decode_and_show<Level>},
      {"Channel", decode_and_show<Channel>},
      {"Side", decode_and_show<Side>},
      {"Point", decode_and_show<Point>},
      {"Pixel", decode_and_show<Pixel>},
      {"Sku", decode_and_show<Sku>},
      {"Meters", decode_and_show<Meters>},
      {"Empty", decode_and_show<Empty>},
      {"Chain", decode_and_show<Chain>},
      {"Money", decode_and_show<Money>},
      {"Card", decode_and_show<Card>},
      {"Category", decode_and_show<Category>},
      {"Payment", decode_and_show<Payment>},
      {"Scalars", decode_and_show<Scalars>},
      {"Containers", decode_and_show<Containers>},
      {"V1", decode_and_show<V1>},
      {"V1Keeps", decode_and_show<V1Keeps>},
      {"list<V1Keeps>", decode_and_show<List<V1Keeps>>},
      {"V2", decode_and_show<V2>},
      {"V3", decode_and_show<V3>},
      {"V3Reserved", decode_and_show<V3Reserved>},
      {"NotFound", decode_and_show<NotFound>},
  };
  return all;
}

}  // namespace

const DecodeFunction* find_type(std::string_view name) {
  const auto found = types().find(name);
  return found == types().end() ? nullptr : &found->second;
}

std::vector<std::string> type_names() {
  std::vector<std::string> names;
  for (const auto& [name, decode] : types()) names.push_back(name);
  return names;
}

}  // namespace sample
