// Parsing: nlohmann's parser, which neither recurses nor accepts what is no JSON, tells its events
// to a builder that keeps the limits. This is the only file that sees that library.
#include <algorithm>
#include <bit>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/characters.h"
#include "base/escape.h"
#include "json/tree.h"

namespace idl::detail {

namespace {

// The library's words behind its own prefix, `[json.exception.parse_error.101] parse error at …: `,
// and before the text that it quotes: whether that is a secret, nobody knows at this point.
std::string bare_problem(std::string_view what) {
  constexpr std::size_t kMaxBytes = 200;
  for (const std::string_view quote : {"; last read: ", " parsing '"}) {
    what = what.substr(0, what.find(quote));
  }
  for (const std::string_view prefix : {"] ", ": "}) {
    const auto end = what.find(prefix);
    if (end != std::string_view::npos) what.remove_prefix(end + prefix.size());
  }
  std::string problem;
  append_escaped(problem, whole_characters(what, kMaxBytes));
  return problem;
}

}  // namespace

// The events of nlohmann's SAX interface; each gives false to end the parsing.
class JsonTree::Builder {
 public:
  explicit Builder(JsonTree& tree) : tree_(tree) {}

  // NOLINTBEGIN(readability-identifier-naming): the library names them.
  bool null() { return add({}); }
  bool boolean(bool value) { return add({.kind = JsonKind::Bool, .number = value ? 1U : 0U}); }
  bool number_integer(std::int64_t value) {
    return add({.kind = JsonKind::Signed, .number = static_cast<std::uint64_t>(value)});
  }
  bool number_unsigned(std::uint64_t value) {
    return add({.kind = JsonKind::Unsigned, .number = value});
  }
  bool number_float(double value, const std::string&) {
    return add({.kind = JsonKind::Float, .number = std::bit_cast<std::uint64_t>(value)});
  }
  bool string(const std::string& value) {
    Node node{.kind = JsonKind::String};
    return store(value, node.first, node.size) && add(node);
  }
  bool binary(const std::vector<std::uint8_t>&) { return false; }
  bool start_object(std::size_t) { return open(JsonKind::Object); }
  bool start_array(std::size_t) { return open(JsonKind::Array); }
  bool key(const std::string& value) { return store(value, name_at_, name_size_); }
  bool end_object() {
    if (!close()) return false;
    sort_members();
    return true;
  }
  bool end_array() { return close(); }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::json::exception& problem) {
    return tree_.fail(Code::InvalidArgument, "malformed JSON at byte " + std::to_string(position) +
                                                 ": " + bare_problem(problem.what()));
  }
  // NOLINTEND(readability-identifier-naming)

 private:
  // An array or object whose end has not come yet, and where its children begin among those open.
  struct Open {
    std::uint32_t node;
    std::size_t first_child;
  };

  bool add(Node node) {
    // Twice, since a growing vector holds the old half too; and the child's place in its parent.
    if (!tree_.charge(1, 2 * sizeof(Node) + 2 * sizeof(std::uint32_t))) return false;
    const auto index = static_cast<std::uint32_t>(tree_.nodes_.size());
    node.name_at = std::exchange(name_at_, 0);
    node.name_size = std::exchange(name_size_, 0);
    if (!open_.empty()) {
      node.parent = open_.back().node;
      node.position = static_cast<std::uint32_t>(children_.size() - open_.back().first_child);
      children_.push_back(index);
    }
    tree_.nodes_.push_back(node);
    return true;
  }

  bool open(JsonKind kind) {
    if (open_.size() == tree_.options_.max_depth) {
      return tree_.fail(Code::InvalidArgument,
                        "JSON nested deeper than " + std::to_string(open_.size()) + " levels");
    }
    if (!add(Node{.kind = kind})) return false;
    open_.push_back({static_cast<std::uint32_t>(tree_.nodes_.size() - 1), children_.size()});
    return true;
  }

  // Moves the children of the innermost to where they stay.
  bool close() {
    const Open closed = open_.back();
    open_.pop_back();
    Node& node = tree_.nodes_[closed.node];
    const auto begin = children_.begin() + static_cast<std::ptrdiff_t>(closed.first_child);
    node.first = static_cast<std::uint32_t>(tree_.children_.size());
    node.size = static_cast<std::uint32_t>(children_.end() - begin);
    tree_.children_.insert(tree_.children_.end(), begin, children_.end());
    children_.erase(begin, children_.end());
    last_closed_ = closed.node;
    return true;
  }

  // By their names, so that each is found fast. One that stands twice is refused later, by whoever
  // knows whether it may be shown.
  void sort_members() {
    Node& node = tree_.nodes_[last_closed_];
    const auto begin = tree_.children_.begin() + static_cast<std::ptrdiff_t>(node.first);
    const auto by_name = [this](std::uint32_t member) { return tree_.name(member); };
    std::ranges::sort(begin, tree_.children_.end(), {}, by_name);
    const auto twice = std::ranges::adjacent_find(begin, tree_.children_.end(), {}, by_name);
    node.repeats = twice != tree_.children_.end();
    if (node.repeats && !tree_.repeating_) tree_.repeating_ = last_closed_;
  }

  bool store(const std::string& text, std::uint32_t& at, std::uint32_t& size) {
    at = static_cast<std::uint32_t>(tree_.pool_.size());
    size = static_cast<std::uint32_t>(text.size());
    if (!tree_.charge(text.size(), 2)) return false;
    tree_.pool_ += text;
    return true;
  }

  JsonTree& tree_;
  std::vector<Open> open_;
  std::vector<std::uint32_t> children_;  // of all that are open
  std::uint32_t last_closed_ = 0;
  std::uint32_t name_at_ = 0;
  std::uint32_t name_size_ = 0;
};

JsonTree::JsonTree(std::string_view text, const JsonOptions& options)
    : options_(options), memory_left_(options.max_memory) {
  // Offsets have 32 bits.
  const std::size_t most = std::min<std::size_t>(options.max_bytes, std::size_t{1} << 30U);
  if (text.size() > most) {
    fail(Code::MessageTooLarge, "JSON of " + std::to_string(text.size()) +
                                    " bytes exceeds the limit of " + std::to_string(most));
    return;
  }
  Builder builder(*this);
  if (!nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) {
    fail(Code::InvalidArgument, "malformed JSON");
  }
}

}  // namespace idl::detail
