// Universally unique identifiers (RFC 9562): sixteen bytes, compared bytewise, and their text.
// Making new ones is not done here: the runtime has no source of randomness of its own.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace idl {

/// The nil uuid unless something else is put in.
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};

  friend bool operator==(const Uuid&, const Uuid&) = default;
  friend auto operator<=>(const Uuid&, const Uuid&) = default;

  /// Reads "01234567-89ab-cdef-0123-456789abcdef", in either case and in no other form.
  [[nodiscard]] static std::optional<Uuid> parse(std::string_view text);
};

/// The 36 characters of a uuid, in lower case.
[[nodiscard]] std::string to_string(const Uuid& uuid);

}  // namespace idl

template <>
struct std::hash<idl::Uuid> {
  std::size_t operator()(const idl::Uuid& uuid) const noexcept;
};
