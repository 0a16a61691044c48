// A parsed JSON text as a flat tree: what JsonValue points into. Nodes are small, their number is
// bounded by the memory that the options grant, and nothing here recurses.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "idl/error.h"
#include "idl/json.h"

namespace idl::detail {

enum class JsonKind : std::uint8_t { Null, Bool, Signed, Unsigned, Float, String, Array, Object };

/// `an array`, for messages.
[[nodiscard]] std::string_view name_of(JsonKind kind);

class JsonTree {
 public:
  static constexpr std::uint32_t kRoot = 0;

  struct Node {
    JsonKind kind = JsonKind::Null;
    bool known = false;    ///< somebody has asked for this member
    bool hidden = false;   ///< nothing of it, or inside of it, is shown
    bool repeats = false;  ///< of an object: a name stands in it twice
    std::uint32_t parent = 0;
    std::uint32_t position = 0;  ///< among those of its parent, as written
    std::uint32_t name_at = 0;   ///< of a member: its name in the pool
    std::uint32_t name_size = 0;
    std::uint32_t first = 0;  ///< of a string: in the pool; of an array or object: in the children
    std::uint32_t size = 0;
    std::uint64_t number = 0;  ///< of a number or boolean: its value, or its bits

    [[nodiscard]] std::int64_t signed_number() const { return static_cast<std::int64_t>(number); }
    [[nodiscard]] double float_number() const { return std::bit_cast<double>(number); }
  };

  JsonTree(std::string_view text, const JsonOptions& options);

  [[nodiscard]] const JsonOptions& options() const { return options_; }
  [[nodiscard]] bool has_failed() const { return error_.has_value(); }
  [[nodiscard]] Error error() const;

  [[nodiscard]] const Node& node(std::uint32_t index) const { return nodes_[index]; }
  [[nodiscard]] std::string_view text(std::uint32_t index) const;
  [[nodiscard]] std::string_view name(std::uint32_t index) const;
  /// Of an object, in the order of their names.
  [[nodiscard]] std::span<const std::uint32_t> children(std::uint32_t index) const;
  void mark_known(std::uint32_t index) { nodes_[index].known = true; }
  void hide(std::uint32_t index) { nodes_[index].hidden = true; }
  /// Whether it, or something around it, was hidden.
  [[nodiscard]] bool is_hidden(std::uint32_t index) const;

  /// Takes memory from the budget.
  [[nodiscard]] bool charge(std::size_t count, std::size_t bytes_each);

  /// Note what is wrong: with the text, with its size, or with the value of a node. The first note
  /// stays. Always false.
  bool fail(Code code, std::string problem);
  bool fail_at(std::uint32_t node, std::string_view problem);
  /// Notes the name that stands twice in this object. Always false.
  bool fail_for_repetition(std::uint32_t object);
  /// Looks for names that stand twice in what no codec has read. To be asked last, when all that
  /// is to be hidden is.
  [[nodiscard]] bool expect_no_repetition();

 private:
  class Builder;

  /// `$.lines[3].quantity`
  [[nodiscard]] std::string path_of(std::uint32_t node) const;
  [[nodiscard]] std::string step_to(std::uint32_t node, bool inside_hidden) const;
  [[nodiscard]] std::optional<std::uint32_t> outermost_hidden(std::uint32_t node) const;

  JsonOptions options_;
  std::size_t memory_left_;
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> children_;
  std::string pool_;
  std::optional<std::uint32_t> repeating_;  // the first object in which a name stands twice
  std::optional<Error> error_;
};

}  // namespace idl::detail
