// Small named values that travel beside a call's parameters: a token, a tenant, a request's id. The
// runtime gives none of them a meaning; interceptors and handlers do.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "idl/bytes.h"

namespace idl {

/// The most metadata of one call, names and values counted: more is the work of an attacker or
/// belongs into the parameters. A call with more fails with ResourceExhausted, at the caller before
/// anything is sent.
inline constexpr std::size_t kMaxMetadataEntries = 64;
inline constexpr std::size_t kMaxMetadataBytes = 16 * 1024;

/// Values by name. Names are UTF-8, which is checked when the call is made; values are any bytes.
class Metadata {
 public:
  using Entries = std::map<std::string, Bytes>;

  Metadata() = default;
  /// Texts by name, such as `{{"tenant", "blue"}, {"token", token}}`.
  Metadata(std::initializer_list<std::pair<std::string_view, std::string_view>> texts);
  explicit Metadata(Entries entries) : entries_(std::move(entries)) {}

  /// Adds a value, in place of an older one of that name.
  void set(std::string_view name, std::string_view text);
  void set_bytes(std::string_view name, BytesView value);

  /// The value of that name, or nothing; valid until the metadata changes. A text is what the
  /// caller sent, which need not be UTF-8.
  [[nodiscard]] std::optional<std::string_view> text(std::string_view name) const;
  [[nodiscard]] std::optional<BytesView> bytes(std::string_view name) const;

  [[nodiscard]] bool empty() const { return entries_.empty(); }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  /// All of them, by name.
  [[nodiscard]] const Entries& entries() const { return entries_; }

  friend bool operator==(const Metadata&, const Metadata&) = default;

 private:
  Entries entries_;
};

}  // namespace idl
