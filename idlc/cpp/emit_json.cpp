// The two files of a schema's JSON, and what they hold for each type: which member has which name.
// Every name in it comes from the view; how values look is the runtime's part.
#include <fmt/format.h>

#include "idlc/cpp/emit.h"
#include "idlc/cpp/emit_file.h"
#include "idlc/cpp/file_parts.h"
#include "idlc/cpp/layout.h"

namespace idlc::cpp {

namespace {

void emit_declaration_of(Emitter& out, const std::string& type) {
  out.emit(R"(

template <>
struct JsonCodec<$Type$> {
  static void write(const $Type$& value, JsonWriter& out);
  static bool read(const JsonValue& in, $Type$& value);
};
)",
           {{"Type", type}});
}

// What a reader asks for: errors show nothing of a sensitive member.
std::string getter(const auto& member) { return member.is_sensitive ? "get_sensitive" : "get"; }

template <class View>
Emitter::Block each_write(const View& view) {
  return [&view](Emitter& out) {
    for (const TextFieldView& field : view.text_fields) {
      out.emit("out.member($name$, value.$member$);\n",
               {{"name", field.json}, {"member", field.member}});
    }
  };
}

template <class View>
Emitter::Block each_read(const View& view) {
  return [&view](Emitter& out) {
    for (const TextFieldView& field : view.text_fields) {
      out.emit("object.$get$($name$, value.$member$);\n",
               {{"get", getter(field)}, {"name", field.json}, {"member", field.member}});
    }
  };
}

template <class View>
void emit_struct(Emitter& out, const View& view) {
  out.emit(R"(

void JsonCodec<$Type$>::write(const $Type$&$value$, JsonWriter& out) {
  if (!out.begin_object()) return;
  $writes$
  out.end_object();
}

bool JsonCodec<$Type$>::read(const JsonValue& in, $Type$&$value$) {
  JsonObject object(in);
  $reads$
  return object.finish();
}
)",
           {{"Type", view.qualified},
            {"value", view.text_fields.empty() ? "" : " value"},
            {"writes", each_write(view)},
            {"reads", each_read(view)}});
}

void emit_union(Emitter& out, const UnionView& view) {
  const auto emit_writes = [&](Emitter& inner) {
    for (const UnionCaseView& one : view.cases) {
      const std::string content = one.type.empty() ? "" : ", *value." + one.getter + "()";
      inner.emit(
          R"(
case $Type$::Case::$name$:
  out.put_case($json$$content$);
  break;
)",
          {{"Type", view.qualified}, {"name", one.name}, {"json", one.json}, {"content", content}});
    }
  };
  const auto emit_reads = [&](Emitter& inner) {
    for (const UnionCaseView& one : view.cases) {
      inner.emit(
          "object.$get$($json$, $Type$::$name$, value);\n",
          {{"get", getter(one)}, {"Type", view.qualified}, {"name", one.name}, {"json", one.json}});
    }
  };
  out.emit(R"(

void JsonCodec<$Type$>::write(const $Type$& value, JsonWriter& out) {
  if (!out.begin_object()) return;
  switch (value.which()) {
    case $Type$::Case::none:
      break;
    $writes$
    default:
      write_unknown_case(value, out);
  }
  out.end_object();
}

bool JsonCodec<$Type$>::read(const JsonValue& in, $Type$& value) {
  JsonCase object(in);
  $reads$
  return object.finish(value);
}
)",
           {{"Type", view.qualified}, {"writes", emit_writes}, {"reads", emit_reads}});
}

void emit_enum_names(Emitter& out, const EnumView& view) {
  const auto emit_each = [&](std::string_view text) {
    return [&view, text](Emitter& inner) {
      for (const EnumValueView& value : view.values) {
        inner.emit(text, {{"Enum", view.qualified}, {"name", value.name}, {"json", value.json}});
      }
    };
  };
  out.emit(R"(

std::string_view JsonNames<$Enum$>::to_name($Enum$ value) {
  switch (value) {
    $cases$
  }
  return {};
}

std::optional<$Enum$> JsonNames<$Enum$>::from_name(std::string_view name) {
  $comparisons$
  return std::nullopt;
}
)",
           {{"Enum", view.qualified},
            {"cases", emit_each("case $Enum$::$name$:\n  return $json$;\n")},
            {"comparisons", emit_each("if (name == $json$) return $Enum$::$name$;\n")}});
}

// Of the other schemas' types.
std::string json_includes(const FileView& view) {
  std::string lines;
  for (const std::string& header : view.json_includes) {
    lines += fmt::format("#include \"{}\"\n", header);
  }
  return lines;
}

}  // namespace

void emit_json_declaration(Emitter& out, const EnumView& view) {
  if (!view.renamed_in_json) return;
  if (!view.flags.empty()) {
    return out.emit(R"(

template <>
struct JsonNames<$Flags$> {
  static std::span<const FlagName> names();
};
)",
                    {{"Flags", view.qualified}});
  }
  out.emit(R"(

template <>
struct JsonNames<$Enum$> {
  static std::string_view to_name($Enum$ value);
  static std::optional<$Enum$> from_name(std::string_view name);
};
)",
           {{"Enum", view.qualified}});
}

void emit_json_declaration(Emitter& out, const FixedStructView& view) {
  emit_declaration_of(out, view.qualified);
}
void emit_json_declaration(Emitter& out, const StructView& view) {
  emit_declaration_of(out, view.qualified);
}
void emit_json_declaration(Emitter& out, const UnionView& view) {
  emit_declaration_of(out, view.qualified);
}

void emit_json_definition(Emitter& out, const EnumView& view) {
  if (!view.renamed_in_json) return;
  if (view.flags.empty()) {
    emit_enum_names(out, view);
  } else {
    emit_flag_names(out, view, "JsonNames", &EnumValueView::json);
  }
}

void emit_json_definition(Emitter& out, const FixedStructView& view) { emit_struct(out, view); }
void emit_json_definition(Emitter& out, const StructView& view) { emit_struct(out, view); }
void emit_json_definition(Emitter& out, const UnionView& view) { emit_union(out, view); }

Text json_header(const FileView& view, TypeTexts& texts) {
  constexpr const char* kOnJsonCodecs =
      "// How these types look in JSON; idl::to_json and idl::from_json stand on it.";
  Emitter out;
  out.emit(R"(
$marker$
#pragma once

#include "$types$"

#include <idl/json.h>

$begin$

$codecs$

$end$
)",
           {{"marker", view.first_line},
            {"begin", begin_deprecated(view)},
            {"end", end_deprecated(view)},
            {"types", view.types_header},
            {"codecs", in_namespace("idl", texts.json_declarations.take(), kOnJsonCodecs)}});
  return lay_out(out.take());
}

Text json_source(const FileView& view, TypeTexts& texts) {
  Emitter out;
  out.emit(R"(
$marker$
#include "$header$"

#include <idl/json_codec.h>

$schemas$

$ignore$

$codecs$
)",
           {{"marker", view.first_line},
            {"header", view.json_header},
            {"ignore", ignore_deprecated(view)},
            {"schemas", json_includes(view)},
            {"codecs", in_namespace("idl", texts.json_definitions.take())}});
  return lay_out(out.take());
}

}  // namespace idlc::cpp
