// The codecs of sample.h. Structs share one pattern, so each is given once as a list of its fields;
// generated code spells the same three functions out.
#include "sample.h"

#include <tuple>
#include <type_traits>
#include <utility>

#include "idl/wire.h"

namespace sample {

bool operator==(const Category& a, const Category& b) {
  return a.name == b.name && a.children == b.children;
}

bool operator==(const Chain& a, const Chain& b) {
  return a.link == b.link && a.next == b.next && a.price == b.price;
}

namespace {

/// A reserved number of each kind, in the place of a field.
struct ReservedBody {};
struct ReservedOptionalBody {};
struct ReservedUnion {};
template <std::size_t Bytes>
struct ReservedFixed {};

template <class Field>
struct Slot {
  static constexpr std::size_t kSize = idl::Codec<Field>::kSlot;
  static void measure(idl::BlockMeasure& block, const Field& field) { block.add(field); }
  static void write(idl::BlockWriter& block, const Field& field) { block.put(field); }
  template <class Block>
  static void read(Block& block, Field& field, Field& missing) {
    if (!block.get(field)) field = std::move(missing);
  }
};
template <class Reserved>
struct ReservedSlot {
  static void measure(idl::BlockMeasure&, const Reserved&) {}
};
template <>
struct Slot<const ReservedBody> : ReservedSlot<ReservedBody> {
  static constexpr std::size_t kSize = 4;
  static void write(idl::BlockWriter& block, const ReservedBody&) { block.reserve_body(); }
  template <class Block>
  static void read(Block& block, const ReservedBody&, const ReservedBody&) {
    block.skip_body();
  }
};
template <>
struct Slot<const ReservedOptionalBody> : ReservedSlot<ReservedOptionalBody> {
  static constexpr std::size_t kSize = 4;
  static void write(idl::BlockWriter& block, const ReservedOptionalBody&) {
    block.reserve_optional_body();
  }
  template <class Block>
  static void read(Block& block, const ReservedOptionalBody&, const ReservedOptionalBody&) {
    block.skip_optional_body();
  }
};
template <>
struct Slot<const ReservedUnion> : ReservedSlot<ReservedUnion> {
  static constexpr std::size_t kSize = 8;
  static void write(idl::BlockWriter& block, const ReservedUnion&) { block.reserve_union(); }
  template <class Block>
  static void read(Block& block, const ReservedUnion&, const ReservedUnion&) {
    block.skip_union();
  }
};
template <std::size_t Bytes>
struct Slot<const ReservedFixed<Bytes>> : ReservedSlot<ReservedFixed<Bytes>> {
  static constexpr std::size_t kSize = Bytes;
  static void write(idl::BlockWriter& block, const ReservedFixed<Bytes>&) {
    block.reserve_fixed(Bytes);
  }
  template <class Block>
  static void read(Block& block, const ReservedFixed<Bytes>&, const ReservedFixed<Bytes>&) {
    block.skip_fixed(Bytes);
  }
};

constexpr ReservedBody kReservedBody;
constexpr ReservedOptionalBody kReservedOptionalBody;
constexpr ReservedUnion kReservedUnion;
constexpr ReservedFixed<3> kReservedFixed3;

/// The fields of a struct, of a const one as mutable ones.
auto fields(Empty&) { return std::tie(); }
auto fields(Money& v) { return std::tie(v.cents, v.currency); }
auto fields(Card& v) { return std::tie(v.holder, v.month); }
auto fields(Category& v) { return std::tie(v.name, v.children); }
auto fields(Chain& v) { return std::tie(v.link, v.next, v.price); }
auto fields(Scalars& v) {
  return std::tie(v.flag, v.a, v.b, v.c, v.d, v.e, v.f, v.g, v.h, v.i, v.j, v.status, v.channel,
                  v.at, v.span, v.id, v.digest, v.point, v.rank, v.side);
}
auto fields(Containers& v) {
  return std::tie(v.text, v.blob, v.words, v.tags, v.counts, v.groups, v.note, v.ranks, v.aliases,
                  v.payment, v.payments, v.price, v.bounds, v.rows, v.paid);
}
auto fields(V1& v) { return std::tie(v.id); }
auto fields(V2& v) { return std::tie(v.id, v.name); }
auto fields(V3& v) { return std::tie(v.id, v.name, v.rank, v.how, v.note, v.level); }
auto fields(V3Reserved& v) {
  return std::tie(v.id, kReservedBody, kReservedFixed3, kReservedUnion, kReservedOptionalBody,
                  v.level);
}

template <class Tuple>
constexpr std::size_t kBlockSize = 0;
template <class... Fields>
constexpr std::size_t kBlockSize<std::tuple<Fields&...>> =
    (std::size_t{0} + ... + Slot<Fields>::kSize);

}  // namespace

template <class T>
std::size_t SampleStructCodec<T>::measure(const T& value, idl::Measure& measure) {
  const auto tuple = fields(const_cast<T&>(value));
  idl::BlockMeasure block(measure, kBlockSize<std::remove_const_t<decltype(tuple)>>);
  std::apply(
      [&](auto&... field) {
        (Slot<std::remove_reference_t<decltype(field)>>::measure(block, field), ...);
      },
      tuple);
  return block.size();
}

template <class T>
std::byte* SampleStructCodec<T>::write(const T& value, std::byte* out) {
  const auto tuple = fields(const_cast<T&>(value));
  idl::BlockWriter block(out, kBlockSize<std::remove_const_t<decltype(tuple)>>);
  std::apply(
      [&](auto&... field) {
        (Slot<std::remove_reference_t<decltype(field)>>::write(block, field), ...);
      },
      tuple);
  return block.end();
}

template <class T>
bool SampleStructCodec<T>::read(const idl::Input& in, T& value) {
  T made{};
  auto tuple = fields(value);
  auto missing = fields(made);
  return idl::read_struct<kBlockSize<decltype(tuple)>>(in, [&](auto& block) {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      (Slot<std::remove_reference_t<std::tuple_element_t<I, decltype(tuple)>>>::read(
           block, std::get<I>(tuple), std::get<I>(missing)),
       ...);
    }(std::make_index_sequence<std::tuple_size_v<decltype(tuple)>>());
  });
}

template struct SampleStructCodec<Empty>;
template struct SampleStructCodec<Money>;
template struct SampleStructCodec<Card>;
template struct SampleStructCodec<Category>;
template struct SampleStructCodec<Chain>;
template struct SampleStructCodec<Scalars>;
template struct SampleStructCodec<Containers>;
template struct SampleStructCodec<V1>;
template struct SampleStructCodec<V2>;
template struct SampleStructCodec<V3>;
template struct SampleStructCodec<V3Reserved>;

}  // namespace sample

namespace idl {

std::size_t Codec<sample::V1Keeps>::measure(const sample::V1Keeps& value, Measure& measure) {
  BlockMeasure block(measure, 4, value.unknown_fields_);
  return block.size();
}

std::byte* Codec<sample::V1Keeps>::write(const sample::V1Keeps& value, std::byte* out) {
  BlockWriter block(out, 4, value.unknown_fields_);
  block.put(value.id);
  return block.end(value.unknown_fields_);
}

bool Codec<sample::V1Keeps>::read(const Input& in, sample::V1Keeps& value) {
  return read_struct<4>(in, value.unknown_fields_, [&](auto& block) { block.get(value.id); });
}

}  // namespace idl

namespace idl {

bool Codec<sample::Channel>::is_known(sample::Channel value) {
  return value == sample::Channel::web || value == sample::Channel::counter;
}

bool Codec<sample::Side>::is_known(sample::Side value) {
  return value == sample::Side::buy || value == sample::Side::sell;
}

void Codec<sample::Point>::store(std::byte* slot, const sample::Point& point) {
  SlotWriter out(slot);
  out.put(point.x);
  out.put(point.y);
}

bool Codec<sample::Point>::load(const std::byte* slot, sample::Point& point) {
  SlotReader in(slot);
  in.get(point.x);
  in.get(point.y);
  return in.ok();
}

bool Codec<sample::Pixel>::is_valid(const sample::Pixel& pixel) { return are_valid(pixel.channel); }

void Codec<sample::Pixel>::store(std::byte* slot, const sample::Pixel& pixel) {
  SlotWriter out(slot);
  out.put(pixel.on);
  out.put(pixel.level);
  out.put(pixel.channel);
}

bool Codec<sample::Pixel>::load(const std::byte* slot, sample::Pixel& pixel) {
  SlotReader in(slot);
  in.get(pixel.on);
  in.get(pixel.level);
  in.get(pixel.channel);
  return in.ok();
}

std::size_t Codec<sample::NotFound>::measure(const sample::NotFound& value, Measure& measure) {
  BlockMeasure block(measure, 8);
  block.add(value.id);
  return block.size();
}

std::byte* Codec<sample::NotFound>::write(const sample::NotFound& value, std::byte* out) {
  BlockWriter block(out, 8);
  block.put(value.id);
  return block.end();
}

bool Codec<sample::NotFound>::read(const Input& in, sample::NotFound& value) {
  return read_struct<8>(in, [&](auto& block) { block.get(value.id); });
}

std::uint32_t Codec<sample::Payment>::which(const sample::Payment& payment) {
  if (const auto* unknown = std::get_if<6>(&payment.value)) return unknown->number;
  return static_cast<std::uint32_t>(payment.value.index());
}

std::size_t Codec<sample::Payment>::measure(const sample::Payment& payment, Measure& measure) {
  switch (payment.value.index()) {
    case 1:
      return measure.body(std::get<1>(payment.value));
    case 2:
      return measure.body(std::get<2>(payment.value));
    case 4:
      return measure.body(std::get<4>(payment.value));
    case 5:
      return measure.body(std::get<5>(payment.value));
    case 6:
      return measure.unknown(std::get<6>(payment.value));
    default:
      return 0;
  }
}

std::byte* Codec<sample::Payment>::write(const sample::Payment& payment, std::byte* out) {
  switch (payment.value.index()) {
    case 1:
      return write_body(std::get<1>(payment.value), out);
    case 2:
      return write_body(std::get<2>(payment.value), out);
    case 4:
      return write_body(std::get<4>(payment.value), out);
    case 5:
      return write_body(std::get<5>(payment.value), out);
    case 6:
      return write_unknown(std::get<6>(payment.value), out);
    default:
      return out;
  }
}

bool Codec<sample::Payment>::read(std::uint32_t number, const Input& in, sample::Payment& payment) {
  switch (number) {
    case 0:
      return in.expect_empty();
    case 1:
      return in.read(payment.value.emplace<1>());
    case 2:
      return in.read(payment.value.emplace<2>());
    case 3:
      payment.value.emplace<3>();
      return in.expect_empty();
    case 4:
      return in.read(payment.value.emplace<4>());
    case 5:
      return in.read(payment.value.emplace<5>());
    default:
      return in.read_unknown(number, payment.value.emplace<6>());
  }
}

}  // namespace idl
