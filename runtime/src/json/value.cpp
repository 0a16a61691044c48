// What codecs ask a value. Numbers are taken only if they are exactly what is asked for: none is
// rounded, and none wraps.
#include "idl/json/value.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/characters.h"
#include "base/escape.h"
#include "base/time_text.h"
#include "json/base64.h"
#include "json/tree.h"

namespace idl {

using detail::JsonKind;

namespace {

// The number that the whole text is, in decimal digits.
template <class Number>
std::optional<Number> parse_digits(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// 2⁶³ and 2⁶⁴ are the first that do not fit; both are exact.
constexpr double kSignedEnd = 9223372036854775808.0;
constexpr double kUnsignedEnd = 18446744073709551616.0;

std::optional<std::int64_t> to_signed(const detail::JsonTree::Node& node, std::string_view text) {
  switch (node.kind) {
    case JsonKind::Signed:
      return node.signed_number();
    case JsonKind::Unsigned:
      if (node.number > INT64_MAX) return std::nullopt;
      return static_cast<std::int64_t>(node.number);
    case JsonKind::Float:
      if (std::trunc(node.float_number()) != node.float_number() ||
          node.float_number() < -kSignedEnd || node.float_number() >= kSignedEnd) {
        return std::nullopt;
      }
      return static_cast<std::int64_t>(node.float_number());
    case JsonKind::String:
      return parse_digits<std::int64_t>(text);
    default:
      return std::nullopt;
  }
}

std::optional<std::uint64_t> to_unsigned(const detail::JsonTree::Node& node,
                                         std::string_view text) {
  switch (node.kind) {
    case JsonKind::Signed:
      if (node.signed_number() < 0) return std::nullopt;
      return static_cast<std::uint64_t>(node.signed_number());
    case JsonKind::Unsigned:
      return node.number;
    case JsonKind::Float:
      if (std::trunc(node.float_number()) != node.float_number() || node.float_number() < 0 ||
          node.float_number() >= kUnsignedEnd) {
        return std::nullopt;
      }
      return static_cast<std::uint64_t>(node.float_number());
    case JsonKind::String:
      return parse_digits<std::uint64_t>(text);
    default:
      return std::nullopt;
  }
}

std::optional<double> special_number(std::string_view text) {
  if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
  if (text == "Infinity") return std::numeric_limits<double>::infinity();
  if (text == "-Infinity") return -std::numeric_limits<double>::infinity();
  return std::nullopt;
}

}  // namespace

bool JsonValue::is_null() const { return tree_->node(node_).kind == JsonKind::Null; }

std::optional<std::string_view> JsonValue::text() const {
  if (tree_->node(node_).kind != JsonKind::String) return std::nullopt;
  return tree_->text(node_);
}

bool JsonValue::may_be_number() const {
  switch (tree_->node(node_).kind) {
    case JsonKind::Signed:
    case JsonKind::Unsigned:
    case JsonKind::Float:
      return true;
    case JsonKind::String: {
      const std::string_view text = tree_->text(node_);
      return !text.empty() && (text[0] == '-' || (text[0] >= '0' && text[0] <= '9'));
    }
    default:
      return false;
  }
}

bool JsonValue::read(bool& value) const {
  const auto& node = tree_->node(node_);
  if (node.kind != JsonKind::Bool) return fail_expecting("true or false");
  value = node.number != 0;
  return true;
}

bool JsonValue::read(double& value) const {
  const auto& node = tree_->node(node_);
  switch (node.kind) {
    case JsonKind::Signed:
      value = static_cast<double>(node.signed_number());
      return true;
    case JsonKind::Unsigned:
      value = static_cast<double>(node.number);
      return true;
    case JsonKind::Float:
      value = node.float_number();
      return true;
    default:
      break;
  }
  const auto special = special_number(text().value_or(""));
  if (!special) return fail_expecting(R"(a number, "NaN", "Infinity" or "-Infinity")");
  value = *special;
  return true;
}

bool JsonValue::read(float& value) const {
  double wide = 0;
  if (!read(wide)) return false;
  constexpr double kMost = std::numeric_limits<float>::max();
  if (std::isfinite(wide) && std::abs(wide) > kMost) return fail("the number exceeds an f32");
  value = static_cast<float>(wide);
  return true;
}

bool JsonValue::read(std::string& value) const {
  const auto found = text();
  if (!found) return fail_expecting("a string");
  if (!charge(found->size(), 1)) return false;
  value = *found;
  return true;
}

bool JsonValue::read(Bytes& value) const {
  const auto found = text();
  if (!found) return fail_expecting("a string in base64");
  if (!charge(found->size(), 1)) return false;
  auto decoded = detail::parse_base64(*found);
  if (!decoded) return fail_expecting("base64");
  value = std::move(*decoded);
  return true;
}

bool JsonValue::read(Uuid& value) const {
  const auto uuid = Uuid::parse(text().value_or(""));
  if (!uuid) return fail_expecting("a uuid");
  value = *uuid;
  return true;
}

bool JsonValue::read(Duration& value) const {
  const auto span = detail::parse_duration(text().value_or(""));
  if (!span) return fail_expecting(R"(a duration such as "1.5s")");
  value = *span;
  return true;
}

bool JsonValue::read(Timestamp& value) const {
  const auto time = detail::parse_timestamp(text().value_or(""));
  if (!time) return fail_expecting(R"(a timestamp such as "2026-01-31T12:30:00Z")");
  value = *time;
  return true;
}

bool JsonValue::read_signed(std::int64_t& value, std::int64_t min, std::int64_t max) const {
  const auto number = to_signed(tree_->node(node_), text().value_or(""));
  if (!number || *number < min || *number > max) {
    return fail_expecting("an integer from " + std::to_string(min) + " to " + std::to_string(max));
  }
  value = *number;
  return true;
}

bool JsonValue::read_unsigned(std::uint64_t& value, std::uint64_t max) const {
  const auto number = to_unsigned(tree_->node(node_), text().value_or(""));
  if (!number || *number > max) {
    return fail_expecting("an integer from 0 to " + std::to_string(max));
  }
  value = *number;
  return true;
}

bool JsonValue::read_flags(std::uint64_t& bits, std::uint32_t width,
                           std::span<const FlagName> names) const {
  if (!expect_array()) return false;
  for (std::size_t i = 0; i < size(); ++i) {
    const JsonValue one = element(i);
    std::uint64_t position = 0;
    if (const auto name = one.text()) {
      const auto bit = detail::bit_of_name(*name, width, names);
      if (!bit) return one.fail_expecting("a name of the flags or a position");
      position = *bit;
    } else if (!one.read_unsigned(position, width - 1)) {
      return false;
    }
    bits |= std::uint64_t{1} << position;
  }
  return true;
}

bool JsonValue::expect_array() const {
  return tree_->node(node_).kind == JsonKind::Array || fail_showing_kind("an array");
}

bool JsonValue::expect_array(std::size_t size) const {
  if (tree_->node(node_).kind == JsonKind::Array && this->size() == size) return true;
  return fail_showing_kind("an array of " + std::to_string(size));
}

bool JsonValue::expect_object() const {
  if (tree_->node(node_).kind != JsonKind::Object) return fail_showing_kind("an object");
  return !tree_->node(node_).repeats || tree_->fail_for_repetition(node_);
}

std::size_t JsonValue::size() const { return tree_->node(node_).size; }

JsonValue JsonValue::element(std::size_t index) const {
  return {*tree_, tree_->children(node_)[index]};
}

std::optional<JsonValue> JsonValue::member(std::string_view name) const {
  const auto members = tree_->children(node_);
  const auto by_name = [this](std::uint32_t node) { return tree_->name(node); };
  const auto at = std::ranges::lower_bound(members, name, {}, by_name);
  if (at == members.end() || tree_->name(*at) != name) return std::nullopt;
  tree_->mark_known(*at);
  return JsonValue(*tree_, *at);
}

bool JsonValue::fail_for_unknown_member() const {
  for (const std::uint32_t node : tree_->children(node_)) {
    if (!tree_->node(node).known) return tree_->fail_at(node, "there is no such member");
  }
  return false;
}

void JsonValue::hide_unknown_members() const {
  for (const std::uint32_t node : tree_->children(node_)) {
    if (!tree_->node(node).known) tree_->hide(node);
  }
}

void JsonValue::count_as_known() const { tree_->mark_known(node_); }

JsonValue JsonValue::hide() const {
  tree_->hide(node_);
  return *this;
}

std::string_view JsonValue::name() const { return tree_->name(node_); }

bool JsonValue::ignores_unknown_members() const {
  return tree_->options().unknown_members == UnknownMembers::Ignore;
}

bool JsonValue::charge(std::size_t count, std::size_t bytes_each) const {
  return tree_->charge(count, bytes_each);
}

bool JsonValue::fail(std::string_view problem) const { return tree_->fail_at(node_, problem); }

bool JsonValue::fail_expecting(std::string_view expected) const {
  constexpr std::size_t kMaxShown = 40;
  const auto string = text();
  if (!string || string->size() > kMaxShown || tree_->is_hidden(node_)) {
    return fail_showing_kind(expected);
  }
  std::string found;
  detail::append_escaped(found, *string);
  return fail("expected " + std::string(expected) + ", found \"" + found + '"');
}

bool JsonValue::fail_showing_kind(std::string_view expected) const {
  const std::string_view kind = detail::name_of(tree_->node(node_).kind);
  return fail("expected " + std::string(expected) + ", found " + std::string(kind));
}

}  // namespace idl
