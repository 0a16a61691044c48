// Enums and flags: the type, the names of its values or the operators of its bits, and its codec.
// Every name and number in it comes from the view.
#include "idlc/cpp/doc_comment.h"
#include "idlc/cpp/emit.h"

namespace idlc::cpp {

namespace {

void emit_values(Emitter& out, const EnumView& view) {
  for (const EnumValueView& value : view.values) {
    out.emit(R"(
$doc$
$name$$attribute$ = $number$,
)",
             {{"doc", doc_comment(value.doc)},
              {"name", value.name},
              {"attribute", value.attribute},
              {"number", value.number}});
  }
}

// Beside the enum, so that they are found wherever its values are.
void emit_operators(Emitter& out, const EnumView& view, const FlagsView& flags) {
  out.emit(
      R"(

$friend$constexpr $Flags$ operator|($Flags$ $a$, $Flags$ $b$) { return idl::flags_or($a$, $b$); }
$friend$constexpr $Flags$ operator&($Flags$ $a$, $Flags$ $b$) { return idl::flags_and($a$, $b$); }
$friend$constexpr $Flags$ operator^($Flags$ $a$, $Flags$ $b$) { return idl::flags_xor($a$, $b$); }
$friend$constexpr $Flags$ operator~($Flags$ $a$) { return idl::flags_not($a$); }
$friend$constexpr $Flags$& operator|=($Flags$& $a$, $Flags$ $b$) { return $a$ = $a$ | $b$; }
$friend$constexpr $Flags$& operator&=($Flags$& $a$, $Flags$ $b$) { return $a$ = $a$ & $b$; }
$friend$constexpr $Flags$& operator^=($Flags$& $a$, $Flags$ $b$) { return $a$ = $a$ ^ $b$; }
)",
      {{"friend", flags.friendship}, {"Flags", view.name}, {"a", flags.left}, {"b", flags.right}});
}

void emit_from_string_declaration(Emitter& out, const EnumView& view) {
  out.emit(R"(

template <>
std::optional<$Enum$> from_string(std::string_view name);
)",
           {{"Enum", view.qualified}});
}

void emit_from_string(Emitter& out, const EnumView& view) {
  if (!view.flags.empty()) {
    return out.emit(R"(

template <>
std::optional<$Flags$> from_string(std::string_view text) { return flags_from_string<$Flags$>(text); }
)",
                    {{"Flags", view.qualified}});
  }
  const auto emit_names = [&](Emitter& inner) {
    for (const EnumValueView& value : view.values) {
      inner.emit("$Enum$::$name$,\n", {{"Enum", view.qualified}, {"name", value.name}});
    }
  };
  out.emit(R"(

template <>
std::optional<$Enum$> from_string(std::string_view name) {
  // clang-format off
  constexpr std::array<$Enum$, $count$> kValues{{
      $values$
  }};
  // clang-format on
  for (const $Enum$ value : kValues) {
    if (to_string(value) == name) return value;
  }
  return std::nullopt;
}
)",
           {{"Enum", view.qualified},
            {"count", std::to_string(view.values.size())},
            {"values", emit_names}});
}

}  // namespace

void emit_declaration(Emitter& out, const EnumView& view) {
  out.emit(R"(

$doc$
enum class$attribute$ $Name$ : $underlying$ {
  $values$
};
)",
           {{"doc", doc_comment(view.doc)},
            {"attribute", view.attribute},
            {"Name", view.name},
            {"underlying", view.underlying},
            {"values", [&](Emitter& inner) { emit_values(inner, view); }}});
  for (const FlagsView& flags : view.flags) emit_operators(out, view, flags);
}

void emit_to_string_declaration(Emitter& out, const EnumView& view) {
  const auto emit_name = [&](Emitter& inner) {
    if (!view.flags.empty())
      return inner.line(
          "/// The bits that are set, by their names or else their positions: `[read, 6]`.");
    inner.emit(R"(
/// The name that a value has in the schema; empty if it has none.
[[nodiscard]] std::string_view to_string($Path$ $value$);

/// The name, or the number of a value that has none.
)",
               {{"Path", view.path}, {"value", view.text.value}});
  };
  out.emit(R"(

$name$
[[nodiscard]] std::string to_text($Path$ $value$);
std::ostream& operator<<(std::ostream& $out$, $Path$ $value$);
)",
           {{"name", emit_name},
            {"Path", view.path},
            {"value", view.text.value},
            {"out", view.text.out}});
}

namespace {

void emit_to_string_definition(Emitter& out, const EnumView& view) {
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
)",
           {{"Path", view.path}, {"value", view.text.value}, {"cases", emit_cases}});
}

}  // namespace

void emit_definition(Emitter& out, const EnumView& view) {
  if (view.flags.empty()) emit_to_string_definition(out, view);
  out.emit(R"(

std::string to_text($Path$ $value$) { return idl::text_of($value$); }

std::ostream& operator<<(std::ostream& $out$, $Path$ $value$) { return idl::print($out$, $value$); }
)",
           {{"Path", view.path}, {"value", view.text.value}, {"out", view.text.out}});
}

void emit_codec_declaration(Emitter& out, const EnumView& view) {
  emit_from_string_declaration(out, view);
  if (!view.flags.empty()) {
    out.emit(R"(

template <>
struct Codec<$Flags$> : EnumCodec<$Flags$> {
  static std::span<const FlagName> names();
};
)",
             {{"Flags", view.qualified}});
    return;
  }
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

void emit_flag_names(Emitter& out, const EnumView& view, std::string_view table,
                     std::string EnumValueView::*name) {
  const auto emit_each = [&](Emitter& inner) {
    for (const EnumValueView& value : view.values) {
      inner.emit("{$bit$, $name$},\n", {{"bit", value.bit}, {"name", value.*name}});
    }
  };
  out.emit(R"(

std::span<const FlagName> $Table$<$Flags$>::names() {
  // clang-format off
  static constexpr std::array<FlagName, $count$> kNames{{
      $names$
  }};
  // clang-format on
  return kNames;
}
)",
           {{"Table", std::string(table)},
            {"Flags", view.qualified},
            {"count", std::to_string(view.values.size())},
            {"names", emit_each}});
}

void emit_codec_definition(Emitter& out, const EnumView& view) {
  emit_from_string(out, view);
  if (!view.flags.empty()) return emit_flag_names(out, view, "Codec", &EnumValueView::label);
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
