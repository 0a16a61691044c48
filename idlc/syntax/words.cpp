// Tables of words, small enough to be searched from end to end. Whether a word is special depends
// on where it stands: that is the parser's business.
#include "idlc/syntax/words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace idlc::syntax {
namespace {

constexpr std::array<std::string_view, 13> kDeclarationWords{
    "package", "import", "annotation", "const", "type",  "enum",   "closed",
    "flags",   "fixed",  "struct",     "union", "error", "service"};

constexpr std::array<std::string_view, 9> kOtherWords{
    "public", "as", "new", "extends", "oneway", "stream", "throws", "reserved", "void"};

constexpr std::array<std::string_view, 20> kBuiltInTypes{
    "bool", "i8",     "i16",   "i32",       "i64",      "u8",   "u16",  "u32", "u64", "f32",
    "f64",  "string", "bytes", "timestamp", "duration", "uuid", "list", "set", "map", "box"};

constexpr std::array<std::string_view, 5> kLiteralWords{"null", "true", "false", "inf", "nan"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kForeignWords{
    {{"message", "struct"},
     {"class", "struct"},
     {"record", "struct"},
     {"table", "struct"},
     {"exception", "error"},
     {"interface", "service"},
     {"protocol", "service"},
     {"oneof", "union"},
     {"variant", "union"},
     {"typedef", "type"},
     {"using", "type"},
     {"namespace", "package"},
     {"module", "package"},
     {"include", "import"}}};

template <class Table>
bool contains(const Table& table, std::string_view word) {
  return std::find(table.begin(), table.end(), word) != table.end();
}

}  // namespace

std::span<const std::string_view> declaration_words() { return kDeclarationWords; }

bool is_declaration_word(std::string_view word) { return contains(kDeclarationWords, word); }

std::string_view type_name_collision(std::string_view name) {
  // `fd` is the one built-in type that stands in no other place than a service.
  if (contains(kBuiltInTypes, name) || name == "fd") return "a built-in type";
  if (contains(kDeclarationWords, name) || contains(kOtherWords, name)) {
    return "a word of the grammar";
  }
  return {};
}

bool is_literal_word(std::string_view name) { return contains(kLiteralWords, name); }

std::string_view foreign_declaration_word(std::string_view word) {
  const auto* found = std::find_if(kForeignWords.begin(), kForeignWords.end(),
                                   [=](const auto& entry) { return entry.first == word; });
  return found == kForeignWords.end() ? std::string_view{} : found->second;
}

}  // namespace idlc::syntax
