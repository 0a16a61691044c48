// std::hash of what can be a key. It stands behind all types and codecs, since the standard's
// namespace cannot be opened inside of another. The view says which types have one.
#include "idlc/cpp/emit.h"

namespace idlc::cpp {

namespace {

void emit_declaration_of(Emitter& out, const HashView& view) {
  out.emit(R"(

template <>
struct std::hash<$Struct$> {
  std::size_t operator()(const $Struct$& value) const noexcept;
};
)",
           {{"Struct", view.qualified}});
}

void emit_definition_of(Emitter& out, const HashView& view) {
  const auto emit_members = [&](Emitter& inner) {
    for (const std::string& member : view.members) {
      inner.emit("hasher.add(value.$member$);\n", {{"member", member}});
    }
  };
  out.emit(R"(

std::size_t std::hash<$Struct$>::operator()(const $Struct$& value) const noexcept {
  idl::Hasher hasher;
  $members$
  return hasher.result();
}
)",
           {{"Struct", view.qualified}, {"members", emit_members}});
}

}  // namespace

void emit_hash_declaration(Emitter& out, const StructView& view) {
  for (const HashView& hash : view.hash) emit_declaration_of(out, hash);
}

void emit_hash_declaration(Emitter& out, const FixedStructView& view) {
  for (const HashView& hash : view.hash) emit_declaration_of(out, hash);
}

void emit_hash_definition(Emitter& out, const StructView& view) {
  for (const HashView& hash : view.hash) emit_definition_of(out, hash);
}

void emit_hash_definition(Emitter& out, const FixedStructView& view) {
  for (const HashView& hash : view.hash) emit_definition_of(out, hash);
}

}  // namespace idlc::cpp
