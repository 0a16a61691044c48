// Names of bits, both ways. Bits without a name go by their position, so that what an older version
// of a schema shows can be read again.
#include "idl/flags.h"

#include <algorithm>
#include <charconv>

namespace idl::detail {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

}  // namespace

std::string_view name_of_bit(std::uint32_t bit, std::span<const FlagName> names) {
  const auto found = std::ranges::find(names, bit, &FlagName::bit);
  return found == names.end() ? std::string_view() : found->name;
}

std::optional<std::uint32_t> bit_of_name(std::string_view name, std::uint32_t width,
                                         std::span<const FlagName> names) {
  const auto found = std::ranges::find(names, name, &FlagName::name);
  if (found != names.end()) return found->bit;
  std::uint32_t bit = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), bit);
  const bool is_number = error == std::errc() && end == name.data() + name.size();
  if (!is_number || bit >= width) return std::nullopt;
  return bit;
}

std::optional<std::uint64_t> parse_flags(std::string_view text, std::uint32_t width,
                                         std::span<const FlagName> names) {
  text = trimmed(text);
  if (text.starts_with('[') && text.ends_with(']') && text.size() > 1) {
    text = trimmed(text.substr(1, text.size() - 2));
  }
  std::uint64_t bits = 0;
  bool more = !text.empty();
  while (more) {
    const auto comma = text.find(',');
    const auto bit = bit_of_name(trimmed(text.substr(0, comma)), width, names);
    if (!bit) return std::nullopt;
    bits |= std::uint64_t{1} << *bit;
    more = comma != std::string_view::npos;
    if (more) text.remove_prefix(comma + 1);
  }
  return bits;
}

}  // namespace idl::detail
