// Which way values travel, and who notices when one side refuses what the other one writes.
// For declared types it follows from the services of the old schema: whose parameters, results,
// errors and streams hold them, directly or through other types.
#pragma once

#include <vector>

#include "idlc/compat/impact.h"
#include "idlc/schema/schema.h"

namespace idlc::compat {

/// The ways of something; where no method is known that takes or answers it, it may go any way.
struct Travels {
  bool taken = false;     ///< parameters and streams to the server
  bool answered = false;  ///< results and declared errors
  bool streamed = false;  ///< streams to the caller, who holds each element against constraints
  bool stored = false;    ///< data of a declared type may lie in files

  [[nodiscard]] bool is_known() const { return taken || answered || streamed; }
};

/// Who is hit when the new version refuses bytes that the old one writes.
[[nodiscard]] Who writers_before(const Travels& travels);

/// Who is hit when the old version refuses bytes that the new one writes.
[[nodiscard]] Who readers_before(const Travels& travels);

/// Who is hit when the new version checks values more strictly. Results are checked by the server
/// alone, before it sends them.
[[nodiscard]] Who checked_now(const Travels& travels);

/// The ways of every declaration of a schema, worked out once. Linear.
class Uses {
 public:
  explicit Uses(const schema::Schema& schema);

  /// Of a declaration of that schema.
  [[nodiscard]] Travels of(const schema::Declaration& declaration) const;

 private:
  using Way = bool Travels::*;
  void mark(const schema::Type& type, Way way);
  void mark(schema::TypeId id, Way way);
  void mark(const schema::Block& block, Way way);
  void mark_content(const schema::Declaration& declaration, Way way);
  void mark_method(const schema::Method& method);

  const schema::Schema& schema_;
  std::vector<Travels> travels_;      // by the index of the declaration
  std::vector<schema::TypeId> open_;  // reached, but not what they hold
};

}  // namespace idlc::compat
