// The text of uuids: five groups of hexadecimal digits, joined by hyphens. Both cases of the digits
// are read, the lower one is written.
#include "idl/uuid.h"

namespace idl {
namespace {

constexpr std::size_t kTextSize = 36;

/// Whether a hyphen stands before this byte's two digits.
constexpr bool begins_group(std::size_t byte) {
  return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

std::optional<std::uint8_t> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<std::uint8_t>(c - 'A' + 10);
  return std::nullopt;
}

}  // namespace

std::optional<Uuid> Uuid::parse(std::string_view text) {
  if (text.size() != kTextSize) return std::nullopt;
  Uuid uuid;
  std::size_t at = 0;
  for (std::size_t i = 0; i < uuid.bytes.size(); ++i) {
    if (begins_group(i) && text[at++] != '-') return std::nullopt;
    const auto high = hex_digit(text[at++]);
    const auto low = hex_digit(text[at++]);
    if (!high || !low) return std::nullopt;
    uuid.bytes[i] = static_cast<std::uint8_t>(*high << 4U | *low);
  }
  return uuid;
}

std::string to_string(const Uuid& uuid) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(kTextSize);
  for (std::size_t i = 0; i < uuid.bytes.size(); ++i) {
    if (begins_group(i)) text += '-';
    text += kDigits[uuid.bytes[i] >> 4U];
    text += kDigits[uuid.bytes[i] & 15U];
  }
  return text;
}

}  // namespace idl

std::size_t std::hash<idl::Uuid>::operator()(const idl::Uuid& uuid) const noexcept {
  const auto* text = reinterpret_cast<const char*>(uuid.bytes.data());
  return std::hash<std::string_view>{}(std::string_view(text, uuid.bytes.size()));
}
