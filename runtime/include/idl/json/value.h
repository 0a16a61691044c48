// One value of a parsed JSON text, and the questions that codecs ask it. A question that is
// answered with false has noted what is wrong and where; the first such note is the one that is
// reported. Of a value that is hidden no note shows more than its kind and its place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "idl/bytes.h"
#include "idl/flags.h"
#include "idl/time.h"
#include "idl/uuid.h"

namespace idl {
namespace detail {

class JsonTree;

/// What an element of a set or map takes beside itself.
inline constexpr std::size_t kJsonTreeNode = 48;

}  // namespace detail

/// A handle, valid as long as the document.
class JsonValue {
 public:
  JsonValue(detail::JsonTree& tree, std::uint32_t node) : tree_(&tree), node_(node) {}

  [[nodiscard]] bool is_null() const;
  /// The text, if it is a string; valid as long as the document.
  [[nodiscard]] std::optional<std::string_view> text() const;
  /// Whether it is a number, or a string of one.
  [[nodiscard]] bool may_be_number() const;

  // Scalars. Each fails if this is no such value.
  [[nodiscard]] bool read(bool& value) const;
  [[nodiscard]] bool read(float& value) const;
  [[nodiscard]] bool read(double& value) const;
  [[nodiscard]] bool read(std::string& value) const;
  [[nodiscard]] bool read(Bytes& value) const;
  [[nodiscard]] bool read(Uuid& value) const;
  [[nodiscard]] bool read(Duration& value) const;
  [[nodiscard]] bool read(Timestamp& value) const;
  /// An integer, as a number without a fraction or as a string of digits.
  [[nodiscard]] bool read_signed(std::int64_t& value, std::int64_t min, std::int64_t max) const;
  [[nodiscard]] bool read_unsigned(std::uint64_t& value, std::uint64_t max) const;

  /// An array of names of bits, or of positions below `width`.
  [[nodiscard]] bool read_flags(std::uint64_t& bits, std::uint32_t width,
                                std::span<const FlagName> names) const;

  // Arrays, and objects, whose members stand in the order of their names.
  [[nodiscard]] bool expect_array() const;
  [[nodiscard]] bool expect_array(std::size_t size) const;
  [[nodiscard]] bool expect_object() const;
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] JsonValue element(std::size_t index) const;
  /// The member with this name, if there is one. It counts as known from now on.
  [[nodiscard]] std::optional<JsonValue> member(std::string_view name) const;
  /// Notes the first member that nobody has asked for. Always false.
  bool fail_for_unknown_member() const;
  /// Hides the members that nobody has asked for: a newer schema may call them sensitive.
  void hide_unknown_members() const;
  /// Of a member of an object: its name is one of the schema's, which errors may show.
  void count_as_known() const;
  /// Of a member of an object.
  [[nodiscard]] std::string_view name() const;
  [[nodiscard]] bool ignores_unknown_members() const;

  /// Keeps the value, everything inside of it, and names that are not the schema's out of errors.
  /// The value itself.
  JsonValue hide() const;

  /// Whether there is memory for this many elements; it counts all that was asked for.
  [[nodiscard]] bool charge(std::size_t count, std::size_t bytes_each) const;

  /// Notes what is wrong. Always false.
  bool fail(std::string_view problem) const;
  /// "expected …, found …", with the text of a short string. Always false.
  bool fail_expecting(std::string_view expected) const;

 private:
  // The same, with no more than the kind of what was found: a string in the place of an array or
  // object may be the secret that belongs inside.
  bool fail_showing_kind(std::string_view expected) const;

  detail::JsonTree* tree_;
  std::uint32_t node_;
};

}  // namespace idl
