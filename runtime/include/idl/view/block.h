// Views of structs: what generated views derive from, and the three ways in which the fields of a
// block are gone through in order: checking a whole block, checking an older one, showing.
#pragma once

#include <array>
#include <limits>
#include <string_view>
#include <utility>

#include "idl/encode.h"
#include "idl/view/place.h"

namespace idl {
namespace detail {

/// Checks the fields of a block that has every slot which this version knows.
class WholeBlockCheck {
 public:
  WholeBlockCheck(const std::byte* slots, Input tail) : slot_(slots), tail_(tail) {}

  template <class T>
  [[gnu::always_inline]] void field() {
    const std::byte* const slot = slot_;
    slot_ += kSlotOf<T>;
    if constexpr (!FixedType<T> || kNeedsCheck<T>) {
      if (ok_) ok_ = check_field<T>(slot, tail_);
    }
  }

  void skip_fixed(std::size_t bytes) { slot_ += bytes; }
  void skip_body() { skip(4, /*may_be_absent=*/false); }
  void skip_optional_body() { skip(4, /*may_be_absent=*/true); }
  void skip_union() { skip(8, /*may_be_absent=*/false); }

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] const Input& tail() const { return tail_; }

 private:
  void skip(std::size_t bytes, bool may_be_absent) {
    const std::byte* const slot = slot_;
    slot_ += bytes;
    const std::uint32_t length = load_u32(slot_ - 4);
    if (!ok_ || (may_be_absent && length == kAbsentLength)) return;
    Input body = tail_;
    ok_ = take_body(slot, length, tail_, body);
  }

  const std::byte* slot_;
  Input tail_;
  bool ok_ = true;
};

/// Checks the fields of a block that an older version wrote: it ends between two slots.
class OlderBlockCheck {
 public:
  OlderBlockCheck(const std::byte* slots, Input tail)
      : slot_(slots), block_end_(tail.begin), tail_(tail) {}

  template <class T>
  void field() {
    const std::byte* const slot = take(kSlotOf<T>);
    if (slot != nullptr && !check_field<T>(slot, tail_)) stop();
  }

  void skip_fixed(std::size_t bytes) { (void)take(bytes); }
  void skip_body() { skip(4, /*may_be_absent=*/false); }
  void skip_optional_body() { skip(4, /*may_be_absent=*/true); }
  void skip_union() { skip(8, /*may_be_absent=*/false); }

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] const Input& tail() const { return tail_; }

 private:
  [[nodiscard]] const std::byte* take(std::size_t bytes);
  void skip(std::size_t bytes, bool may_be_absent);
  void stop() {
    ok_ = false;
    slot_ = block_end_;
  }

  const std::byte* slot_;
  const std::byte* block_end_;
  Input tail_;
  bool ok_ = true;
};

/// Shows the fields of a checked block in order, with one addition for each body.
template <class Function>
class FieldWalk {
 public:
  FieldWalk(const std::byte* slots, std::size_t block, Function& function)
      : slot_(slots), block_end_(slots + block), body_(block_end_), function_(function) {}

  template <class T>
  [[gnu::always_inline]] void field(std::string_view name, const Viewed<T>& missing) {
    if (slot_ == block_end_) return void(function_(name, missing));
    const std::byte* const slot = slot_;
    const std::byte* const body = body_;
    slot_ += kSlotOf<T>;
    if constexpr (!FixedType<T>) pass_body();
    function_(name, show_field<T>(slot, body));
  }

  template <class T>
  void field(std::string_view name, Viewed<T> (*missing)()) {
    if (slot_ == block_end_) return void(function_(name, missing()));
    field<T>(name, Viewed<T>{});
  }

  void skip_fixed(std::size_t bytes) {
    if (slot_ != block_end_) slot_ += bytes;
  }
  void skip_body() { skip(4); }
  void skip_optional_body() { skip(4); }
  void skip_union() { skip(8); }

 private:
  void skip(std::size_t bytes) {
    if (slot_ == block_end_) return;
    slot_ += bytes;
    pass_body();
  }
  void pass_body() {
    const std::uint32_t length = load_u32(slot_ - 4);
    if (length != kAbsentLength) body_ += length;
  }

  const std::byte* slot_;
  const std::byte* block_end_;
  const std::byte* body_;
  Function& function_;
};

/// Checks the body of a struct T, whose slots take Size bytes.
template <class T, std::size_t Size>
[[nodiscard, gnu::noinline]] bool check_older_block(Input in, std::size_t found) {
  OlderBlockCheck block(in.begin + 4, {in.begin + 4 + found, in.end, in.decoder});
  ViewCodec<T>::fields(block);
  return block.ok() && (block.tail().empty() || block.tail().fail(Flaw::Unused));
}

template <class T, std::size_t Size>
[[nodiscard]] bool check_block(const std::byte* begin, const std::byte* end, Decoder* decoder) {
  const Input in{begin, end, decoder};
  if (!in.decoder->enter(in.begin)) return false;
  if (in.size() < 4) return in.fail(Flaw::CutShort);
  const std::size_t found = load_u32(in.begin);
  if (found > in.size() - 4 || (found > Size && found > kMaxBlockBytes)) {
    return in.fail(Flaw::BlockTooLong);
  }
  if (found < Size) {
    if (!check_older_block<T, Size>(in, found)) return false;
  } else {
    WholeBlockCheck block(in.begin + 4, {in.begin + 4 + found, in.end, in.decoder});
    ViewCodec<T>::fields(block);
    if (!block.ok()) return false;
    if (found == Size && !block.tail().empty()) return block.tail().fail(Flaw::Unused);
  }
  in.decoder->leave();
  return true;
}

/// Where the parts of a struct lie.
struct StructPlaces {
  const std::byte* slots = nullptr;
  std::uint32_t block = 0;  ///< the bytes of the slots; the tail is behind them
  std::uint32_t size = 0;   ///< of the whole
};

class StructView;
[[nodiscard]] const StructPlaces& places_of(const StructView& view);
[[nodiscard]] BytesView bytes_of(const StructView& view);

/// What the views of structs derive from. Generated accessors hide its members where a field has
/// the same name; what generated code needs of it are the functions below, which no field can hide.
class StructView {
 public:
  /// Of an empty body: every field has its default.
  StructView() = default;
  explicit StructView(BytesView checked) {
    if (!checked.empty())
      places_ = {checked.data() + 4, load_u32(checked.data()), size_of(checked)};
  }

  /// The encoded struct, as it came: what to send on, or to store.
  [[nodiscard]] BytesView bytes() const { return bytes_of(*this); }

 private:
  friend const StructPlaces& places_of(const StructView& view);
  friend BytesView bytes_of(const StructView& view);

  static std::uint32_t size_of(BytesView bytes) { return static_cast<std::uint32_t>(bytes.size()); }

  StructPlaces places_;
};

[[nodiscard]] inline const StructPlaces& places_of(const StructView& view) { return view.places_; }

[[nodiscard]] inline BytesView bytes_of(const StructView& view) {
  const StructPlaces& places = view.places_;
  if (places.size == 0) return {};
  return {places.slots - 4, places.size};
}

/// What the body whose length stands here adds to the tail.
[[nodiscard, gnu::always_inline]] inline std::size_t tail_length(const std::byte* length_at) {
  // An absent body counts as all bits set, which becomes 0.
  const std::uint32_t length = load_u32(length_at);
  return length + std::uint32_t{length == kAbsentLength};
}

/// The lengths of the first Count bodies, of which table says where they stand.
template <std::size_t Count, class Table>
[[nodiscard, gnu::always_inline]] inline std::size_t tail_offset(const std::byte* slots,
                                                                 const Table& table) {
  constexpr std::size_t kUnrolled = 32;
  if constexpr (Count <= kUnrolled) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return (std::size_t{0} + ... + tail_length(slots + table[I]));
    }(std::make_index_sequence<Count>());
  } else {
    std::size_t sum = 0;
    for (std::size_t i = 0; i < Count; ++i) sum += tail_length(slots + table[i]);
    return sum;
  }
}

/// The field without a body at this offset of the block of an S, or what an older writer leaves it.
template <class T, std::size_t Offset, class S>
[[nodiscard, gnu::always_inline]] inline Viewed<T> fixed_field(const View<S>& view,
                                                               Viewed<T> missing = {}) {
  const StructPlaces& places = places_of(view);
  if (Offset >= places.block) return missing;
  return show_field<T>(places.slots + Offset, nullptr);
}

/// The field with the body of this index in an S.
template <class T, std::size_t Index, class S>
[[nodiscard, gnu::always_inline]] inline Viewed<T> body_field(const View<S>& view,
                                                              Viewed<T> missing = {}) {
  constexpr auto& kLengths = ViewCodec<S>::kLengths;
  constexpr std::size_t kOffset = kLengths[Index] + 4 - kSlotOf<T>;
  const StructPlaces& places = places_of(view);
  if (kOffset >= places.block) return missing;
  const std::byte* const tail = places.slots + places.block;
  return show_field<T>(places.slots + kOffset, tail + tail_offset<Index>(places.slots, kLengths));
}

/// The same with a function that makes what an older writer leaves.
template <class T, std::size_t Offset, class S>
[[nodiscard]] Viewed<T> fixed_field(const View<S>& view, Viewed<T> (*missing)()) {
  return Offset >= places_of(view).block ? missing() : fixed_field<T, Offset>(view);
}
template <class T, std::size_t Index, class S>
[[nodiscard]] Viewed<T> body_field(const View<S>& view, Viewed<T> (*missing)()) {
  constexpr std::size_t kOffset = ViewCodec<S>::kLengths[Index] + 4 - kSlotOf<T>;
  return kOffset >= places_of(view).block ? missing() : body_field<T, Index>(view);
}

template <class T, class S>
T member_type(T S::*);
template <class T, class S>
S owner_type(T S::*);

/// What a member is in a struct that was just made. It is encoded when it is first asked for, and
/// then stays: there is one for each default of a schema.
template <auto Member>
[[nodiscard]] Viewed<decltype(member_type(Member))> default_view() {
  using T = decltype(member_type(Member));
  using S = decltype(owner_type(Member));
  static const Bytes* const encoded = new Bytes(idl::encode(S{}.*Member).value());
  return show_alone<T>(*encoded);
}

}  // namespace detail

/// Base for structs and errors: all slots of a T take Size bytes, and the lengths of its bodies
/// stand at these places among them, in order. The codec adds
///   template <class Block> static void fields(Block&)   which goes through all slots in order.
template <class T, std::size_t Size, std::uint16_t... Lengths>
struct StructViewCodec {
  using Shown = View<T>;
  static constexpr std::array<std::uint16_t, sizeof...(Lengths)> kLengths{Lengths...};

  [[gnu::always_inline]] static bool check(Input body) {
    return body.empty() || detail::check_block<T, Size>(body.begin, body.end, body.decoder);
  }
  static View<T> show(BytesView body) { return View<T>(body); }
};

/// One field, for fields(): its type, its name in the schema, and what it is where an older writer
/// left it out.
template <class T, class Block>
[[gnu::always_inline]] inline void field(Block& block, std::string_view name,
                                         const Viewed<T>& missing = {}) {
  if constexpr (requires { block.template field<T>(name, missing); }) {
    block.template field<T>(name, missing);
  } else {
    block.template field<T>();
  }
}

/// The same with a default that is made when it is needed.
template <class T, class Block>
[[gnu::always_inline]] inline void field(Block& block, std::string_view name,
                                         Viewed<T> (*missing)()) {
  if constexpr (requires { block.template field<T>(name, missing()); }) {
    block.template field<T>(name, missing);
  } else {
    block.template field<T>();
  }
}

}  // namespace idl
