// Looking at encoded values without decoding them: the bytes are checked once, then fields are read
// where they lie, without a copy and without memory. `#include "order.view.h"`, which idlc writes
// beside the types, includes this and gives View<Order> a member for each field.
//
// Whoever makes a view must let the bytes stand, unchanged, as long as the view is used, and
// everything that came out of it: strings, ranges, iterators, views of parts.
#pragma once

#include "idl/encode.h"
#include "idl/view/block.h"
#include "idl/view/list.h"
#include "idl/view/map.h"
#include "idl/view/place.h"
#include "idl/view/shown.h"
#include "idl/view/union.h"

namespace idl {

/// A view of the value that these bytes, all of them, encode. Takes what decode takes and refuses
/// what decode refuses, with the same words; but since it allocates nothing, limits on memory do
/// not apply. The bytes must outlive the view.
template <class T>
[[nodiscard]] Result<Viewed<T>> view(BytesView bytes, const DecodeLimits& limits = {}) {
  if (bytes.size() > limits.max_bytes || bytes.size() > kHardMaxMessageBytes) {
    return detail::message_too_large(bytes.size(), limits.max_bytes);
  }
  Decoder decoder = Decoder::without_memory(bytes, limits.max_depth);
  if (!detail::check_alone<T>(decoder.input())) return decoder.error();
  return detail::show_alone<T>(bytes);
}

/// The encoded value: for a struct what view.bytes() gives, unless that is a field of its own.
template <class T>
[[nodiscard]] BytesView bytes_of(const View<T>& view) {
  if constexpr (std::is_base_of_v<detail::StructView, View<T>>) {
    return detail::bytes_of(view);
  } else {
    return view.bytes();
  }
}

/// The value that a view shows, with memory of its own. Throws std::bad_alloc if there is none.
template <class T>
[[nodiscard]] T to_value(const View<T>& view) {
  T value{};
  if constexpr (detail::FixedType<T>) {
    if (!view.bytes().empty()) (void)detail::load(view.bytes().data(), value);
  } else if constexpr (detail::UnionType<T>) {
    Decoder decoder = Decoder::of_checked(view.body());
    (void)Codec<T>::read(detail::case_number(view), decoder.input(), value);
  } else {
    Decoder decoder = Decoder::of_checked(bytes_of(view));
    (void)Codec<T>::read(decoder.input(), value);
  }
  return value;
}

/// Calls the function with the name in the schema and the view of each field, in the order of their
/// numbers. Where all fields are wanted this is faster than one after the other: where a body
/// begins is the sum of the lengths before it, and is not added up anew.
template <class T, class Function>
  requires std::is_base_of_v<detail::StructView, View<T>>
void for_each_field(const View<T>& view, Function function) {
  const detail::StructPlaces& places = detail::places_of(view);
  detail::FieldWalk<Function> walk(places.slots, places.block, function);
  ViewCodec<T>::fields(walk);
}

/// Calls the function with the name in the schema and the view of the case that is set, which is
/// std::monostate for a void case. False, and nothing called, for none and for unknown cases.
template <class T, class Function>
  requires std::is_base_of_v<detail::UnionView, View<T>>
bool visit_case(const View<T>& view, Function function) {
  detail::CaseWalk<Function> walk{view.body(), function};
  return ViewCodec<T>::visit(detail::case_number(view), walk);
}

}  // namespace idl
