// What a type looks like in a log: `<<`, to_text, and the functions of codecs that go through the
// fields. Every name and label in it comes from the view.
#include "idlc/cpp/emit.h"

#include <algorithm>

namespace idlc::cpp {

namespace {

// The function that prints whatever has fields.
template <class View>
void emit_fields(Emitter& out, const View& view) {
  const auto emit_each = [&](Emitter& inner) {
    for (const TextFieldView& field : view.text_fields) {
      if (field.is_sensitive) {
        inner.line({"out.redacted(", field.label, ");"});
      } else {
        inner.line({"out.field(", field.label, ", value.", field.member, ");"});
      }
    }
  };
  const bool all_hidden = std::ranges::all_of(view.text_fields, &TextFieldView::is_sensitive);
  out.emit(R"(

void Codec<$Struct$>::print(const $Struct$&$value$, TextWriter& out) {
  if (!out.begin($label$)) return;
  $fields$
  out.end();
}
)",
           {{"Struct", view.qualified},
            {"value", all_hidden ? "" : " value"},
            {"label", view.label},
            {"fields", emit_each}});
}

}  // namespace

void emit_text_friends(Emitter& out, const std::string& type) {
  out.emit(R"(
friend std::ostream& operator<<(std::ostream&, const $Type$&);
friend std::string to_text(const $Type$&);
)",
           {{"Type", type}});
}

void emit_text(Emitter& out, const TextView& view) {
  out.emit(R"(

std::ostream& operator<<(std::ostream& $out$, const $Type$& $value$) { return idl::print($out$, $value$); }

std::string to_text(const $Type$& $value$) { return idl::text_of($value$); }
)",
           {{"Type", view.type}, {"out", view.out}, {"value", view.value}});
}

void emit_print(Emitter& out, const StructView& view) { emit_fields(out, view); }

void emit_print(Emitter& out, const FixedStructView& view) { emit_fields(out, view); }

void emit_print(Emitter& out, const UnionView& view) {
  const auto emit_cases = [&](Emitter& inner) {
    std::size_t index = 0;
    for (const UnionCaseView& one : view.cases) {
      ++index;
      const std::string value = ", std::get<" + std::to_string(index) + ">(value.value_)";
      inner.emit(R"(
case $index$:
  out.$what$($label$$value$);
  break;
)",
                 {{"index", std::to_string(index)},
                  {"what", one.is_sensitive ? "redacted" : "field"},
                  {"label", one.label},
                  {"value", one.type.empty() || one.is_sensitive ? "" : value}});
    }
  };
  out.emit(R"(

void Codec<$Union$>::print(const $Union$& value, TextWriter& out) {
  if (!out.begin($label$)) return;
  switch (value.value_.index()) {
    $cases$
    case $unknown$:
      out.field(std::get<$unknown$>(value.value_));
      break;
    default:
      break;
  }
  out.end();
}
)",
           {{"Union", view.qualified},
            {"label", view.label},
            {"cases", emit_cases},
            {"unknown", std::to_string(view.cases.size() + 1)}});
}

}  // namespace idlc::cpp
