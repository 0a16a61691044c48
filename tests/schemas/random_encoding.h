// Random values of any type of a schema, as the bytes that they travel as.
//
// Written from docs/WIRE.md, over the resolved schema: it shares no code with the generator or the
// runtime, so that whatever decodes these bytes and writes the same ones agrees with the document.
#pragma once

#include <cstdint>
#include <random>
#include <string>

#include "idlc/schema/schema.h"

namespace schemas {

/// Replays from its seed.
class RandomEncoding {
 public:
  RandomEncoding(const idlc::schema::Schema& schema, std::uint32_t seed)
      : schema_(schema), engine_(seed) {}

  /// The encoding of a random value of a struct or error.
  [[nodiscard]] std::string message(idlc::schema::TypeId type);

 private:
  using Type = idlc::schema::Type;

  // A value in its two parts. Of a value that is absent or none there is no body.
  struct Part {
    std::string slot;
    std::string body;
    bool is_absent = false;
  };

  [[nodiscard]] std::size_t below(std::size_t bound) { return engine_() % bound; }
  [[nodiscard]] bool is_fixed(const Type& type) const;
  [[nodiscard]] bool is_union(const Type& type) const;

  [[nodiscard]] std::string fixed(const Type& type);
  [[nodiscard]] std::string fixed_named(const idlc::schema::Declaration& declaration);
  [[nodiscard]] std::string number(idlc::schema::Scalar scalar);
  [[nodiscard]] std::string body(const Type& type);
  [[nodiscard]] std::string text();
  [[nodiscard]] std::string block(const idlc::schema::Block& block);
  [[nodiscard]] std::string list(const Type& element, std::size_t count);
  [[nodiscard]] std::string elements(const Type& element, std::size_t count);
  [[nodiscard]] std::string keys(const Type& key, std::size_t& count);
  [[nodiscard]] std::string map(const idlc::schema::MapType& type);
  [[nodiscard]] Part field(const Type& type);
  [[nodiscard]] std::string alone(const Type& type);
  [[nodiscard]] Part union_value(const idlc::schema::Union& choice);
  [[nodiscard]] Part element(const Type& type, std::size_t begin);

  const idlc::schema::Schema& schema_;
  std::mt19937 engine_;
  unsigned depth_ = 0;
};

}  // namespace schemas
