// The sum of every number and of the length of every text that a view shows: what a program does
// that looks at everything once.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

#include <idl/view.h>

#include "data.view.h"

namespace bench {

inline std::uint64_t digest(std::string_view text) { return text.size(); }
inline std::uint64_t digest(idl::BytesView bytes) { return bytes.size(); }
inline std::uint64_t digest(std::monostate) { return 0; }
inline std::uint64_t digest(const data::Place& place) {
  return static_cast<std::uint64_t>(place.x + place.y + place.z);
}
inline std::uint64_t digest(const data::Vector& vector) {
  return static_cast<std::uint64_t>(vector.x + vector.y + vector.z);
}

template <class T>
  requires std::is_arithmetic_v<T> || std::is_enum_v<T>
std::uint64_t digest(T number) {
  return static_cast<std::uint64_t>(number);
}

template <class T>
std::uint64_t digest(const idl::View<T>& view);

template <class T>
std::uint64_t digest(const std::optional<T>& value) {
  return value ? digest(*value) : 0;
}

template <class K, class V>
std::uint64_t digest(const std::pair<K, V>& entry) {
  return digest(entry.first) + digest(entry.second);
}

template <class T>
std::uint64_t digest(const idl::View<T>& view) {
  std::uint64_t sum = 0;
  const auto add = [&](std::string_view, const auto& field) { sum += digest(field); };
  if constexpr (std::is_base_of_v<idl::detail::StructView, idl::View<T>>) {
    idl::for_each_field(view, add);
  } else if constexpr (std::is_base_of_v<idl::detail::UnionView, idl::View<T>>) {
    (void)idl::visit_case(view, add);
  } else {
    for (const auto& element : view) sum += digest(element);
  }
  return sum;
}

}  // namespace bench
