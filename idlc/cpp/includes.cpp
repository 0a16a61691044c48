// Two tables of names and their headers, and a scan of the code for the names. A name that is
// missing in the tables is a header that is missing in the output.
#include "idlc/cpp/includes.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <span>

namespace idlc::cpp {

namespace {

struct Origin {
  std::string_view name;
  std::string_view header;
};

constexpr std::array<Origin, 26> kStandard{{
    {"std::array", "array"},       {"std::byte", "cstddef"},
    {"std::chrono", "chrono"},     {"std::get", "variant"},
    {"std::get_if", "variant"},    {"std::int16_t", "cstdint"},
    {"std::int32_t", "cstdint"},   {"std::int64_t", "cstdint"},
    {"std::int8_t", "cstdint"},    {"std::map", "map"},
    {"std::monostate", "variant"}, {"std::move", "utility"},
    {"std::nullopt", "optional"},  {"std::numeric_limits", "limits"},
    {"std::optional", "optional"}, {"std::set", "set"},
    {"std::size_t", "cstddef"},    {"std::span", "span"},
    {"std::string", "string"},     {"std::string_view", "string_view"},
    {"std::uint16_t", "cstdint"},  {"std::uint32_t", "cstdint"},
    {"std::uint64_t", "cstdint"},  {"std::uint8_t", "cstdint"},
    {"std::variant", "variant"},   {"std::vector", "vector"},
}};

constexpr std::array<Origin, 9> kRuntime{{
    {"Codec", "idl/codec.h"},
    {"IDL_FORMAT_NEWEST", "idl/format.h"},
    {"idl::Bytes", "idl/bytes.h"},
    {"idl::Channel", "idl/rpc.h"},
    {"idl::Duration", "idl/time.h"},
    {"idl::NewType", "idl/new_type.h"},
    {"idl::Timestamp", "idl/time.h"},
    {"idl::UnknownCase", "idl/unknown_case.h"},
    {"idl::Uuid", "idl/uuid.h"},
}};

bool is_name_char(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// The code without comments, which fill whole lines, and without the insides of strings.
std::string bare_code(std::string_view code) {
  std::string bare;
  bool in_string = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (!in_string && code.substr(i, 2) == "//") i = std::min(code.find('\n', i), code.size() - 1);
    if (in_string && code[i] == '\\') {
      ++i;
    } else if (code[i] == '"') {
      in_string = !in_string;
    } else if (!in_string) {
      bare += code[i];
    }
  }
  return bare;
}

// Whether the name stands in the code, alone or qualified further, but as no part of a longer one.
bool names(std::string_view code, std::string_view name) {
  for (auto at = code.find(name); at != std::string_view::npos; at = code.find(name, at + 1)) {
    const auto end = at + name.size();
    const bool begins = at == 0 || !is_name_char(code[at - 1]);
    if (begins && (end == code.size() || !is_name_char(code[end]))) return true;
  }
  return false;
}

std::string includes(std::string_view code, std::span<const Origin> origins) {
  const std::string bare = bare_code(code);
  std::set<std::string_view> headers;
  for (const Origin& origin : origins) {
    if (names(bare, origin.name)) headers.insert(origin.header);
  }
  std::string lines;
  for (const std::string_view header : headers) {
    lines.append("#include <").append(header).append(">\n");
  }
  return lines;
}

}  // namespace

std::string standard_includes(std::string_view code) { return includes(code, kStandard); }

std::string runtime_includes(std::string_view code) { return includes(code, kRuntime); }

}  // namespace idlc::cpp
