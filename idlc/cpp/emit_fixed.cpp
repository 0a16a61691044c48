// Fixed structs: frozen aggregates whose members travel without a block around them. Every name and
// type in it comes from the view.
#include "idlc/cpp/doc_comment.h"
#include "idlc/cpp/emit.h"

namespace idlc::cpp {

namespace {

// `call` for each member, with `$member$` in it.
Emitter::Block each_member(const FixedStructView& view, std::string_view call) {
  return [&view, call](Emitter& out) {
    for (const std::string& name : view.equality.members) out.emit(call, {{"member", name}});
  };
}

std::string joined_members(const FixedStructView& view) {
  std::string joined;
  for (const std::string& name : view.equality.members) {
    joined += (joined.empty() ? "value." : ", value.") + name;
  }
  return joined;
}

}  // namespace

void emit_declaration(Emitter& out, const FixedStructView& view) {
  out.emit(R"(

$doc$
struct$attribute$ $Name$ {
  $nested$
  $members$

  friend bool operator==(const $Name$&, const $Name$&);
  $text$
};
)",
           {{"doc", doc_comment(view.doc)},
            {"attribute", view.attribute},
            {"Name", view.name},
            {"nested", [&](Emitter& inner) { emit_nested(inner, view.enums, view.nested); }},
            {"members", [&](Emitter& inner) { emit_documented(inner, view.members); }},
            {"text", [&](Emitter& inner) { emit_text_friends(inner, view.name); }}});
}

void emit_definition(Emitter& out, const FixedStructView& view) {
  emit_equality(out, view.equality);
  emit_text(out, view.text);
}

void emit_codec_declaration(Emitter& out, const FixedStructView& view) {
  const auto emit_check = [&](Emitter& inner) {
    if (view.can_be_invalid) {
      inner.emit("static bool is_valid(const $Struct$& value);\n", {{"Struct", view.qualified}});
    }
  };
  out.emit(R"(

template <>
struct Codec<$Struct$> : $base$<$size$> {
  $is_valid$
  static void store(std::byte* slot, const $Struct$& value);
  static bool load(const std::byte* slot, $Struct$& value);
  static void print(const $Struct$& value, TextWriter& out);
};
)",
           {{"Struct", view.qualified},
            {"base", view.plain ? "PlainCodec" : "FixedCodec"},
            {"size", std::to_string(view.size_bytes)},
            {"is_valid", emit_check}});
}

void emit_codec_definition(Emitter& out, const FixedStructView& view) {
  if (view.can_be_invalid) {
    out.emit(R"(

bool Codec<$Struct$>::is_valid(const $Struct$& value) { return are_valid($members$); }
)",
             {{"Struct", view.qualified}, {"members", joined_members(view)}});
  }
  out.emit(R"(

void Codec<$Struct$>::store(std::byte* slot, const $Struct$& value) {
  SlotWriter out(slot);
  $puts$
}

bool Codec<$Struct$>::load(const std::byte* slot, $Struct$& value) {
  SlotReader in(slot);
  $gets$
  return in.ok();
}
)",
           {{"Struct", view.qualified},
            {"puts", each_member(view, "out.put(value.$member$);\n")},
            {"gets", each_member(view, "in.get(value.$member$);\n")}});
  emit_print(out, view);
}

}  // namespace idlc::cpp
