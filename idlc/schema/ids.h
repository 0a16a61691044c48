// Typed ids into a Schema's tables.
//
// An id is an index with a type of its own, so that a file can never be taken for a declaration.
// It says nothing about the thing it names: ask the Schema.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace idlc::schema {

/// An index into Schema::files.
struct FileId {
  std::uint32_t index = 0;
  friend auto operator<=>(const FileId&, const FileId&) = default;
};

/// An index into Schema::declarations; types, constants and services share the one table.
struct DeclId {
  std::uint32_t index = 0;
  friend auto operator<=>(const DeclId&, const DeclId&) = default;
};

/// A DeclId of which the owner knows that it names a type: not a constant, not a service.
using TypeId = DeclId;

}  // namespace idlc::schema

template <>
struct std::hash<idlc::schema::DeclId> {
  std::size_t operator()(idlc::schema::DeclId id) const noexcept { return id.index; }
};

template <>
struct std::hash<idlc::schema::FileId> {
  std::size_t operator()(idlc::schema::FileId id) const noexcept { return id.index; }
};
