// Two tables of names and their headers, and a scan of the code for the names. A name that is
// missing in the tables is a header that is missing in the output.
#include "idlc/cpp/includes.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <span>
#include <string_view>
#include <vector>

namespace idlc::cpp {

namespace {

// The tables are sorted by names, which have at most one `::`.
struct Origin {
  std::string_view name;
  std::string_view header;
};

constexpr std::array<Origin, 29> kStandard{{
    {"std::array", "array"},
    {"std::byte", "cstddef"},
    {"std::chrono", "chrono"},
    {"std::get", "variant"},
    {"std::get_if", "variant"},
    {"std::hash", "string"},
    {"std::int16_t", "cstdint"},
    {"std::int32_t", "cstdint"},
    {"std::int64_t", "cstdint"},
    {"std::int8_t", "cstdint"},
    {"std::map", "map"},
    {"std::monostate", "variant"},
    {"std::move", "utility"},
    {"std::nullopt", "optional"},
    {"std::numeric_limits", "limits"},
    {"std::optional", "optional"},
    {"std::ostream", "iosfwd"},
    {"std::set", "set"},
    {"std::shared_ptr", "memory"},
    {"std::size_t", "cstddef"},
    {"std::span", "span"},
    {"std::string", "string"},
    {"std::string_view", "string_view"},
    {"std::uint16_t", "cstdint"},
    {"std::uint32_t", "cstdint"},
    {"std::uint64_t", "cstdint"},
    {"std::uint8_t", "cstdint"},
    {"std::variant", "variant"},
    {"std::vector", "vector"},
}};

constexpr std::array<Origin, 18> kRuntime{{
    {"Codec", "idl/codec.h"},
    {"Constraints", "idl/constraints.h"},
    {"IDL_EMPTY", "idl/cycle.h"},
    {"IDL_FORMAT_NEWEST", "idl/format.h"},
    {"from_string", "idl/from_string.h"},
    {"idl::Box", "idl/box.h"},
    {"idl::Bytes", "idl/bytes.h"},
    {"idl::Channel", "idl/rpc.h"},
    {"idl::ConstMap", "idl/const_map.h"},
    {"idl::Duration", "idl/time.h"},
    {"idl::Fd", "idl/fd.h"},
    {"idl::Implementation", "idl/service_value.h"},
    {"idl::NewType", "idl/new_type.h"},
    {"idl::Timestamp", "idl/time.h"},
    {"idl::UnknownCase", "idl/unknown_case.h"},
    {"idl::UnknownFields", "idl/unknown_fields.h"},
    {"idl::Uuid", "idl/uuid.h"},
    {"idl::flags_or", "idl/flags.h"},
}};

static_assert(std::ranges::is_sorted(kStandard, {}, &Origin::name));
static_assert(std::ranges::is_sorted(kRuntime, {}, &Origin::name));

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// The name that begins here, with the scope before it, which has this length.
std::string_view name_at(std::string_view code, std::size_t scope) {
  std::size_t end = scope;
  while (end < code.size() && is_name_char(code[end])) ++end;
  return code.substr(0, end);
}

// Whether the place is inside of a comment or a string. None of them goes beyond its line.
bool is_silent(std::string_view code, std::size_t place) {
  const auto end_of_line_before = place == 0 ? code.npos : code.rfind('\n', place - 1);
  bool in_string = false;
  for (std::size_t at = end_of_line_before + 1; at < place; ++at) {
    if (code[at] == '\\') {
      ++at;
    } else if (code[at] == '"') {
      in_string = !in_string;
    } else if (!in_string && code.substr(at, 2) == "//") {
      return true;
    }
  }
  return in_string;
}

// The length of a name's scope with the colons behind it; 0 for one without.
std::size_t scope_length(std::string_view name) {
  const auto colons = name.find("::");
  return colons == name.npos ? 0 : colons + 2;
}

bool begins_name(std::string_view code, std::size_t at) {
  return at == 0 || !is_name_char(code[at - 1]);
}

bool mentions(std::string_view code, std::string_view name) {
  for (auto at = code.find(name); at != code.npos; at = code.find(name, at + 1)) {
    const bool is_whole = begins_name(code, at) && name_at(code.substr(at), 0) == name;
    if (is_whole && !is_silent(code, at)) return true;
  }
  return false;
}

// What codes mention of a table.
class Mentions {
 public:
  explicit Mentions(std::span<const Origin> origins) : origins_(origins) {
    for (const Origin& origin : origins) {
      const std::string_view scope = origin.name.substr(0, scope_length(origin.name));
      const bool is_known = std::ranges::find(scopes_, scope) != scopes_.end();
      if (!scope.empty() && !is_known) scopes_.push_back(scope);
    }
  }

  void add(std::string_view code) {
    for (const Origin& origin : origins_) {
      if (scope_length(origin.name) > 0 || headers_.contains(origin.header)) continue;
      if (mentions(code, origin.name)) headers_.insert(origin.header);
    }
    add_scoped(code);
  }

  [[nodiscard]] const std::set<std::string_view>& headers() const { return headers_; }

 private:
  // By the colons behind them, which are rarer than the letters that scopes begin with.
  void add_scoped(std::string_view code) {
    for (auto at = code.find(':'); at != code.npos; at = code.find(':', at + 2)) {
      if (at == 0 || at + 1 == code.size() || code[at + 1] != ':') continue;
      for (const std::string_view scope : scopes_) {
        const bool ends_alike = code[at - 1] == scope[scope.size() - 3];  // tells most apart
        if (ends_alike && code.substr(0, at + 2).ends_with(scope)) {
          add_scoped(code, at + 2, scope.size());
        }
      }
    }
  }

  void add_scoped(std::string_view code, std::size_t end, std::size_t length) {
    const std::size_t begin = end - length;
    const std::string_view name = name_at(code.substr(begin), length);
    if (was_recent(name) || !begins_name(code, begin) || is_silent(code, begin)) return;
    look_up(name);
  }

  // Code says the same few names again and again.
  std::string_view& recent(std::string_view name) {
    std::size_t mixed = name.size();
    for (const char c : name.substr(name.size() - 4)) {
      mixed = mixed * 5 + static_cast<unsigned char>(c);
    }
    return recent_[mixed % recent_.size()];
  }

  bool was_recent(std::string_view name) { return recent(name) == name; }

  void look_up(std::string_view name) {
    recent(name) = name;
    const auto found = std::ranges::lower_bound(origins_, name, {}, &Origin::name);
    if (found != origins_.end() && found->name == name) headers_.insert(found->header);
  }

  std::span<const Origin> origins_;
  std::vector<std::string_view> scopes_;  // `std::`
  std::array<std::string_view, 256> recent_{};
  std::set<std::string_view> headers_;
};

std::string includes(Codes codes, std::span<const Origin> origins) {
  Mentions mentions(origins);
  for (const Text& code : codes) {
    for (const std::string& piece : code.pieces()) mentions.add(piece);
  }
  std::string lines;
  for (const std::string_view header : mentions.headers()) {
    lines.append("#include <").append(header).append(">\n");
  }
  return lines;
}

}  // namespace

std::string standard_includes(Codes codes) { return includes(codes, kStandard); }

std::string runtime_includes(Codes codes) { return includes(codes, kRuntime); }

}  // namespace idlc::cpp
