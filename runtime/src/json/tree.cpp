// Questions to a tree, and the report of what is wrong with it. Names in reports come from whoever
// sent the text, so they are escaped and cut. What codecs have hidden is not in them, be it a text
// or a name that is not the schema's.
#include "json/tree.h"

#include <algorithm>
#include <utility>

#include "base/characters.h"
#include "base/escape.h"

namespace idl::detail {
namespace {

constexpr std::size_t kMaxNameBytes = 40;
constexpr std::size_t kMaxPathBytes = 400;

std::string shown(std::string_view text) {
  std::string out;
  const std::string_view begin = whole_characters(text, kMaxNameBytes);
  append_escaped(out, begin);
  if (begin.size() < text.size()) out += "...";
  return out;
}

}  // namespace

std::string_view name_of(JsonKind kind) {
  switch (kind) {
    case JsonKind::Null:
      return "null";
    case JsonKind::Bool:
      return "a boolean";
    case JsonKind::Signed:
    case JsonKind::Unsigned:
    case JsonKind::Float:
      return "a number";
    case JsonKind::String:
      return "a string";
    case JsonKind::Array:
      return "an array";
    case JsonKind::Object:
      return "an object";
  }
  return {};
}

Error JsonTree::error() const {
  return error_.value_or(Error{Code::Internal, "a JSON value was refused without a reason"});
}

std::string_view JsonTree::text(std::uint32_t index) const {
  const Node& string = nodes_[index];
  return std::string_view(pool_).substr(string.first, string.size);
}

std::string_view JsonTree::name(std::uint32_t index) const {
  const Node& member = nodes_[index];
  return std::string_view(pool_).substr(member.name_at, member.name_size);
}

std::span<const std::uint32_t> JsonTree::children(std::uint32_t index) const {
  const Node& container = nodes_[index];
  return std::span(children_).subspan(container.first, container.size);
}

bool JsonTree::charge(std::size_t count, std::size_t bytes_each) {
  if (count != 0 && bytes_each > memory_left_ / count) {
    return fail(Code::ResourceExhausted, "the JSON needs more memory than the " +
                                             std::to_string(options_.max_memory) +
                                             " bytes that it is granted");
  }
  memory_left_ -= count * bytes_each;
  return true;
}

bool JsonTree::fail(Code code, std::string problem) {
  if (!error_) error_ = Error{code, std::move(problem)};
  return false;
}

bool JsonTree::fail_at(std::uint32_t node, std::string_view problem) {
  return fail(Code::InvalidArgument, path_of(node) + ": " + std::string(problem));
}

bool JsonTree::fail_for_repetition(std::uint32_t object) {
  const auto by_name = [this](std::uint32_t member) { return name(member); };
  const auto twice = std::ranges::adjacent_find(children(object), {}, by_name);
  return fail_at(*twice, "the member stands twice");
}

bool JsonTree::expect_no_repetition() { return !repeating_ || fail_for_repetition(*repeating_); }

bool JsonTree::is_hidden(std::uint32_t node) const { return outermost_hidden(node).has_value(); }

std::optional<std::uint32_t> JsonTree::outermost_hidden(std::uint32_t node) const {
  std::optional<std::uint32_t> outermost;
  for (; node != kRoot; node = nodes_[node].parent) {
    if (nodes_[node].hidden) outermost = node;
  }
  return outermost;
}

// The end of a long path says most.
std::string JsonTree::path_of(std::uint32_t node) const {
  std::string path;
  const auto outermost = outermost_hidden(node);
  bool inside_hidden = outermost.has_value();
  for (; node != kRoot; node = nodes_[node].parent) {
    if (path.size() > kMaxPathBytes) return "..." + path;
    if (node == outermost) inside_hidden = false;
    path.insert(0, step_to(node, inside_hidden));
  }
  return "$" + path;
}

std::string JsonTree::step_to(std::uint32_t node, bool inside_hidden) const {
  const std::uint32_t parent = nodes_[node].parent;
  if (nodes_[parent].kind == JsonKind::Object) {
    return inside_hidden && !nodes_[node].known ? "[…]" : "." + shown(name(node));
  }
  return "[" + std::to_string(nodes_[node].position) + "]";
}

}  // namespace idl::detail
