// Structs and errors: aggregates, and codecs that go through their blocks slot by slot. Every name,
// type and initialiser in it comes from the view.
#include <algorithm>

#include <fmt/format.h>

#include "idlc/cpp/doc_comment.h"
#include "idlc/cpp/emit.h"
#include "idlc/cpp/line_breaker.h"

namespace idlc::cpp {

namespace {

// The statements that one pass needs, in the order of the slots.
Emitter::Block each_slot(const StructView& view, std::string SlotView::*statement) {
  return [&view, statement](Emitter& out) {
    for (const SlotView& slot : view.block.slots) {
      if (!(slot.*statement).empty()) out.line(slot.*statement);
    }
  };
}

// ` value` where a statement of that pass names it: an unused parameter has no name.
std::string parameter(const StructView& view, std::string SlotView::*statement) {
  if (view.block.keeps_unknown) return " value";
  for (const SlotView& slot : view.block.slots) {
    if ((slot.*statement).find("value.") != std::string::npos) return " value";
  }
  return {};
}

constexpr const char* kUnknownFields = R"(
/// What a newer version of the schema has added, as it came.
idl::UnknownFields unknown_fields_{};
)";

void emit_wire_name(Emitter& out, const ErrorView& error) {
  out.emit(R"(
static constexpr std::string_view kName = $name$;
static constexpr std::uint64_t kId = $id$;

)",
           {{"name", error.wire_name}, {"id", error.wire_id}});
}

// Only several results of a method have descriptors among them.
bool brings_descriptors(const StructView& view) {
  return std::ranges::any_of(view.block.slots,
                             [](const SlotView& slot) { return !slot.attach.empty(); });
}

std::string attach_declaration(const StructView& view) {
  if (!brings_descriptors(view)) return {};
  return "static void attach(const " + view.qualified + "& value, detail::DescriptorSink& out);\n";
}

// Nor have others services; whoever calls it may change the value or not.
void emit_visit(Emitter& out, const StructView& view) {
  const auto brings = [](const SlotView& slot) { return !slot.visit.empty(); };
  if (std::ranges::none_of(view.block.slots, brings)) return;
  out.emit(R"(
template <class Value, class Visit>
static void visit_references(Value& value, const Visit& visit) {
  $visits$
}
)",
           {{"visits", each_slot(view, &SlotView::visit)}});
}

void emit_attach(Emitter& out, const StructView& view) {
  if (!brings_descriptors(view)) return;
  out.emit(R"(

void Codec<$Struct$>::attach(const $Struct$& value, detail::DescriptorSink& out) {
  $attaches$
}
)",
           {{"Struct", view.qualified}, {"attaches", each_slot(view, &SlotView::attach)}});
}

// The fields are read by a function that gets a reader, because there are two: of blocks that are
// as this version writes them, and of all others.
void emit_read(Emitter& out, const StructView& view, const std::string& unknown) {
  const std::string bytes = std::to_string(view.block.slots_bytes);
  const std::string value = parameter(view, &SlotView::read);
  const std::string keeps = unknown.empty() ? "" : unknown + ", ";
  if (view.block.slots.empty()) {
    out.emit(R"(

bool Codec<$Struct$>::read(const Input& in, $Struct$&$value$) {
  return read_struct<$bytes$>(in, $keeps$[](auto&) {});
}
)",
             {{"Struct", view.qualified}, {"value", value}, {"bytes", bytes}, {"keeps", keeps}});
    return;
  }
  const std::string& first = view.block.slots.front().read;
  const std::string line =
      "  return read_struct<" + bytes + ">(in, " + keeps + "[&](auto& block) { " + first + " });";
  if (view.block.slots.size() == 1 && first.starts_with("block.") && columns_of(line) <= kColumns) {
    out.emit(R"(

bool Codec<$Struct$>::read(const Input& in, $Struct$&$value$) {
  $line$
}
)",
             {{"Struct", view.qualified}, {"value", value}, {"line", line.substr(2)}});
    return;
  }
  out.emit(R"(

bool Codec<$Struct$>::read(const Input& in, $Struct$&$value$) {
  return read_struct<$bytes$>(in, $keeps$[&](auto& block) {
    $reads$
  });
}
)",
           {{"Struct", view.qualified},
            {"value", value},
            {"bytes", bytes},
            {"keeps", keeps},
            {"reads", each_slot(view, &SlotView::read)}});
}

}  // namespace

void emit_declaration(Emitter& out, const StructView& view) {
  out.emit(R"(

$doc$
struct$attribute$ $Name$ {
  $nested$
  $fields$
  $unknown$

  friend bool operator==(const $Name$&, const $Name$&);
  $text$
};
)",
           {{"doc", doc_comment(view.doc)},
            {"attribute", view.attribute},
            {"Name", view.name},
            {"unknown", view.block.keeps_unknown ? kUnknownFields : ""},
            {"nested", [&](Emitter& inner) { emit_nested(inner, view.enums, view.nested); }},
            {"fields", [&](Emitter& inner) { emit_documented(inner, view.fields); }},
            {"text", [&](Emitter& inner) { emit_text_friends(inner, view.name); }}});
}

void emit_definition(Emitter& out, const StructView& view) {
  emit_equality(out, view.equality);
  emit_text(out, view.text);
}

void emit_codec_declaration(Emitter& out, const StructView& view) {
  const auto emit_error = [&](Emitter& inner) {
    for (const ErrorView& error : view.error) emit_wire_name(inner, error);
  };
  out.emit(R"(

template <>
struct Codec<$Struct$> : $base$ {
  $error$
  static std::size_t measure(const $Struct$& value, Measure& measure);
  static std::byte* write(const $Struct$& value, std::byte* out);
  static bool read(const Input& in, $Struct$& value);
  $attach$
  $visit$
  static void print(const $Struct$& value, TextWriter& out);
};
)",
           {{"Struct", view.qualified},
            {"base", view.error.empty() ? "StructCodec" : "ErrorCodec"},
            {"attach", attach_declaration(view)},
            {"visit", [&](Emitter& inner) { emit_visit(inner, view); }},
            {"error", emit_error}});
}

void emit_codec_definition(Emitter& out, const StructView& view) {
  const std::string unknown = view.block.keeps_unknown ? "value.unknown_fields_" : "";
  out.emit(R"(

std::size_t Codec<$Struct$>::measure(const $Struct$&$measured$, Measure& measure) {
  BlockMeasure block(measure, $bytes$$kept$);
  $measures$
  return block.size();
}

std::byte* Codec<$Struct$>::write(const $Struct$&$written$, std::byte* out) {
  BlockWriter block(out, $bytes$$kept$);
  $writes$
  return block.end($unknown$);
}

)",
           {{"Struct", view.qualified},
            {"bytes", std::to_string(view.block.slots_bytes)},
            {"kept", unknown.empty() ? "" : ", " + unknown},
            {"unknown", unknown},
            {"measured", parameter(view, &SlotView::measure)},
            {"measures", each_slot(view, &SlotView::measure)},
            {"written", parameter(view, &SlotView::write)},
            {"writes", each_slot(view, &SlotView::write)}});
  emit_read(out, view, unknown);
  emit_attach(out, view);
  emit_print(out, view);
}

}  // namespace idlc::cpp
