// The leaves of the syntax tree: names, dotted paths, doc comments, and the values that stand in
// constants, defaults and sizes. Plain values that own their text. Nothing is resolved here: a
// NameValue may turn out to be an enum value, a constant, or nothing.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "idlc/source/span.h"

namespace idlc::syntax {

// An identifier where it was written. Never empty in a tree: what has no name is left out of it.
struct Name {
  std::string text;
  Span span;
};

// The `///` lines before something, without the slashes and one following space, joined by "\n".
// Empty text: there was none.
struct Doc {
  std::string text;
  Span span;
};

// A dotted name, `a.b.C`, or `.a.b.C` from the root. Without parts after an error that has been
// reported: whoever resolves it stays silent.
struct Path {
  std::vector<Name> parts;
  bool from_root = false;
  Span span;  // with the leading dot

  [[nodiscard]] bool is_broken() const { return parts.empty(); }
};

// The path as it was written, without blanks.
[[nodiscard]] std::string to_string(const Path& path);

// A string literal where a value cannot stand: an import's path, a reserved name.
struct StringLiteral {
  std::string text;  // unescaped
  Span span;         // with the quotation marks
};

struct NullValue {};
struct BoolValue {
  bool value = false;
};
// Any integer that fits into 64 bits and a sign: whether it fits its type is the schema's question.
struct IntegerValue {
  bool negative = false;
  std::uint64_t magnitude = 0;
};
// Includes `inf`, `-inf` and `nan`.
struct FloatValue {
  double value = 0;
};
struct StringValue {
  std::string text;  // unescaped, valid UTF-8
};
struct BytesValue {
  std::string bytes;
};
struct DurationValue {
  std::int64_t nanoseconds = 0;
};
struct NameValue {
  Path path;
};
struct Value;
struct BracesEntry;
// `[a, b]`: a list, set, array or flags.
struct ListValue {
  std::vector<Value> elements;
};
// `{k: v}`: a map, struct or union.
struct BracesValue {
  std::vector<BracesEntry> entries;
};
// Something that was wrong and has been reported. Whoever checks it stays silent.
struct BrokenValue {};

// Lists and braces nest at most kMaxNesting levels.
struct Value {
  Span span;  // with the sign, or the brackets
  std::variant<BrokenValue, NullValue, BoolValue, IntegerValue, FloatValue, StringValue, BytesValue,
               DurationValue, NameValue, ListValue, BracesValue>
      node;

  [[nodiscard]] bool is_broken() const { return std::holds_alternative<BrokenValue>(node); }
};

// One entry between braces. The field of a struct and the case of a union are NameValues, and so is
// a map's key that is written as a name: only the type can tell them apart.
struct BracesEntry {
  Value key;
  Value value;
};

}  // namespace idlc::syntax
