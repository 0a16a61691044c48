// Two tables of names and their headers, and a scan of the code for the names. A name that is
// missing in the tables is a header that is missing in the output.
#include "idlc/cpp/includes.h"

#include <algorithm>
#include <array>
#include <set>
#include <span>

namespace idlc::cpp {

namespace {

// The tables are sorted by names, which have at most one `::`.
struct Origin {
  std::string_view name;
  std::string_view header;
};

constexpr std::array<Origin, 28> kStandard{{
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

constexpr std::array<Origin, 17> kRuntime{{
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
    {"idl::NewType", "idl/new_type.h"},
    {"idl::Timestamp", "idl/time.h"},
    {"idl::UnknownCase", "idl/unknown_case.h"},
    {"idl::UnknownFields", "idl/unknown_fields.h"},
    {"idl::Uuid", "idl/uuid.h"},
    {"idl::flags_or", "idl/flags.h"},
}};

static_assert(std::ranges::is_sorted(kStandard, {}, &Origin::name));
static_assert(std::ranges::is_sorted(kRuntime, {}, &Origin::name));

// A table of answers: the question is asked for every character of the output.
constexpr std::array<bool, 256> kIsNameChar = [] {
  std::array<bool, 256> is{};
  for (unsigned c = 'a'; c <= 'z'; ++c) is[c] = true;
  for (unsigned c = 'A'; c <= 'Z'; ++c) is[c] = true;
  for (unsigned c = '0'; c <= '9'; ++c) is[c] = true;
  is['_'] = true;
  return is;
}();

// What a code mentions of a table, found in one pass over it.
class Mentions {
 public:
  explicit Mentions(std::span<const Origin> origins) : origins_(origins) {
    for (const Origin& origin : origins) begins_one_[index(origin.name.front())] = true;
  }

  void add(std::string_view code) {
    for (std::size_t at = 0; at < code.size();) {
      const char c = code[at];
      if (kIsNameChar[index(c)]) {
        const auto begin = at;
        while (at < code.size() && kIsNameChar[index(code[at])]) ++at;
        if (begins_one_[index(c)]) add_name(code.substr(begin), at - begin);
      } else if (c == '/' || c == '"') {
        at += std::max<std::size_t>(silent_length(code.substr(at)), 1);
      } else {
        ++at;
      }
    }
  }

  [[nodiscard]] const std::set<std::string_view>& headers() const { return headers_; }

 private:
  static std::size_t index(char c) { return static_cast<unsigned char>(c); }

  static std::size_t word_length(std::string_view code) {
    std::size_t length = 0;
    while (length < code.size() && kIsNameChar[index(code[length])]) ++length;
    return length;
  }

  // The length of a comment, up to its line's end, or of a string.
  static std::size_t silent_length(std::string_view code) {
    if (code.front() == '/' && code.substr(1, 1) == "/")
      return std::min(code.find('\n'), code.size());
    if (code.front() != '"') return 0;
    std::size_t length = 1;
    while (length < code.size() && code[length] != '"') length += code[length] == '\\' ? 2U : 1U;
    return std::min(length + 1, code.size());
  }

  // The code begins with a word of this length: it may be a name of the table, or qualify one.
  void add_name(std::string_view code, std::size_t length) {
    look_up(code.substr(0, length));
    if (code.substr(length, 2) != "::") return;
    look_up(code.substr(0, length + 2 + word_length(code.substr(length + 2))));
  }

  void look_up(std::string_view name) {
    const auto found = std::ranges::lower_bound(origins_, name, {}, &Origin::name);
    if (found != origins_.end() && found->name == name) headers_.insert(found->header);
  }

  std::span<const Origin> origins_;
  std::array<bool, 256> begins_one_{};
  std::set<std::string_view> headers_;
};

std::string includes(Codes codes, std::span<const Origin> origins) {
  Mentions mentions(origins);
  for (const std::string_view code : codes) mentions.add(code);
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
