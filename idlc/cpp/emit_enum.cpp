// Enums: the type, the names of its values, and its codec. Every name and number in it comes from
// the view.
#include "idlc/cpp/doc_comment.h"
#include "idlc/cpp/emit.h"

namespace idlc::cpp {

namespace {

void emit_values(Emitter& out, const EnumView& view) {
  for (const EnumValueView& value : view.values) {
    out.emit(R"(
$doc$
$name$ = $number$,
)",
             {{"doc", doc_comment(value.doc)}, {"name", value.name}, {"number", value.number}});
  }
}

}  // namespace

void emit_declaration(Emitter& out, const EnumView& view) {
  out.emit(R"(

$doc$
enum class $Name$ : $underlying$ {
  $values$
};
)",
           {{"doc", doc_comment(view.doc)},
            {"Name", view.name},
            {"underlying", view.underlying},
            {"values", [&](Emitter& inner) { emit_values(inner, view); }}});
}

void emit_to_string_declaration(Emitter& out, const EnumView& view) {
  out.emit(R"(

/// The name that a value has in the schema; empty if it has none.
[[nodiscard]] std::string_view to_string($Path$ $value$);

/// The name, or the number of a value that has none.
[[nodiscard]] std::string to_text($Path$ $value$);
std::ostream& operator<<(std::ostream& $out$, $Path$ $value$);
)",
           {{"Path", view.path}, {"value", view.text.value}, {"out", view.text.out}});
}

void emit_definition(Emitter& out, const EnumView& view) {
  const auto emit_cases = [&](Emitter& inner) {
    for (const EnumValueView& value : view.values) {
      inner.emit(R"(
case $Path$::$name$:
  return $label$;
)",
                 {{"Path", view.path}, {"name", value.name}, {"label", value.label}});
    }
  };
  out.emit(R"(

std::string_view to_string($Path$ $value$) {
  switch ($value$) {
    $cases$
  }
  return {};
}

std::string to_text($Path$ $value$) { return idl::text_of($value$); }

std::ostream& operator<<(std::ostream& $out$, $Path$ $value$) { return idl::print($out$, $value$); }
)",
           {{"Path", view.path},
            {"value", view.text.value},
            {"out", view.text.out},
            {"cases", emit_cases}});
}

void emit_codec_declaration(Emitter& out, const EnumView& view) {
  if (!view.closed) {
    out.emit(R"(

template <>
struct Codec<$Enum$> : EnumCodec<$Enum$> {};
)",
             {{"Enum", view.qualified}});
    return;
  }
  out.emit(R"(

template <>
struct Codec<$Enum$> : ClosedEnumCodec<$Enum$> {
  static bool is_known($Enum$ value);
};
)",
           {{"Enum", view.qualified}});
}

void emit_codec_definition(Emitter& out, const EnumView& view) {
  if (!view.closed) return;
  const auto emit_cases = [&](Emitter& inner) {
    for (const EnumValueView& value : view.values) {
      inner.emit("case $Enum$::$name$:\n", {{"Enum", view.qualified}, {"name", value.name}});
    }
  };
  out.emit(R"(

bool Codec<$Enum$>::is_known($Enum$ value) {
  switch (value) {
    $cases$
      return true;
  }
  return false;
}
)",
           {{"Enum", view.qualified}, {"cases", emit_cases}});
}

}  // namespace idlc::cpp
