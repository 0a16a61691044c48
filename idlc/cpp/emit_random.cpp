// How each type makes its random values: member by member, with what the schema says of each. What
// values look like is the runtime's part (idl/test/random.h).
#include "idlc/cpp/emit_random.h"

#include "idlc/cpp/file_parts.h"
#include "idlc/cpp/layout.h"

namespace idlc::cpp {

namespace {

void emit_declaration(Emitter& out, const RandomEnumView& view) {
  out.emit(R"(

template <>
struct RandomEnum<$Enum$> {
  static std::span<const $Enum$> values();
};
)",
           {{"Enum", view.qualified}});
}

void emit_declaration(Emitter& out, const RandomStructView& view) {
  out.emit(R"(

template <>
struct RandomValue<$Type$> {
  static void fill(test::Random& random, $Type$& value);
};
)",
           {{"Type", view.qualified}});
}

void emit_bounded_declaration(Emitter& out, const std::string& type) {
  out.emit(R"(

template <>
struct RandomValue<$Type$> {
  static void fill(test::Random& random, $Type$& value, const RandomBounds<$Type$>& bounds);
};
)",
           {{"Type", type}});
}

void emit_declaration(Emitter& out, const RandomUnionView& view) {
  emit_bounded_declaration(out, view.qualified);
}

void emit_declaration(Emitter& out, const RandomNewTypeView& view) {
  emit_bounded_declaration(out, view.qualified);
}

void emit_definition(Emitter& out, const RandomEnumView& view) {
  const auto emit_values = [&](Emitter& inner) {
    for (const std::string& value : view.values) inner.line(value + ",");
  };
  out.emit(R"(

std::span<const $Enum$> RandomEnum<$Enum$>::values() {
  // clang-format off
  static constexpr $Enum$ kValues[] = {
      $values$
  };
  // clang-format on
  return kValues;
}
)",
           {{"Enum", view.qualified}, {"values", emit_values}});
}

void emit_empty_definition(Emitter& out, const RandomStructView& view) {
  out.emit(R"(

void RandomValue<$Type$>::fill(test::Random&, $Type$&) {}
)",
           {{"Type", view.qualified}});
}

void emit_definition(Emitter& out, const RandomStructView& view) {
  if (view.members.empty()) return emit_empty_definition(out, view);
  const auto emit_members = [&](Emitter& inner) {
    if (!view.is_finite) {
      return inner.line("// As it is: one that keeps to its constraints would have no end.");
    }
    for (const RandomStructView::Member& member : view.members) {
      inner.emit(
          "random.fill(value.$name$$bounds$);\n",
          {{"name", member.name}, {"bounds", member.bounds.empty() ? "" : ", " + member.bounds}});
    }
  };
  out.emit(R"(

void RandomValue<$Type$>::fill(test::Random&$random$, $Type$&$value$) {
  $members$
}
)",
           {{"Type", view.qualified},
            {"random", view.is_finite ? " random" : ""},
            {"value", view.is_finite ? " value" : ""},
            {"members", emit_members}});
}

void emit_definition(Emitter& out, const RandomUnionView& view) {
  const auto emit_cases = [&](Emitter& inner) {
    std::size_t position = 0;
    for (const RandomUnionView::Case& one : view.cases) {
      inner.emit(R"(
case $position$:
  return random.set(value, $Type$::$name$$bounds$);
)",
                 {{"position", std::to_string(++position)},
                  {"Type", view.qualified},
                  {"name", one.name},
                  {"bounds", one.bounds.empty() ? "" : ", " + one.bounds}});
    }
  };
  const std::string count = std::to_string(view.cases.size());
  out.emit(R"(

void RandomValue<$T$>::fill(test::Random& random, $T$& value, const RandomBounds<$T$>& bounds) {
  switch (random.pick({.count = $count$, .simplest = $simplest$, .required = bounds.required})) {
    $cases$
    default:
      value = {};
  }
}
)",
           {{"T", view.qualified},
            {"count", count},
            {"simplest", view.simplest},
            {"cases", emit_cases}});
}

void emit_definition(Emitter& out, const RandomNewTypeView& view) {
  out.emit(R"(

void RandomValue<$T$>::fill(test::Random& random, $T$& value, const RandomBounds<$T$>& bounds) {
  random.fill(value.value(), bounds.with($own$));
}
)",
           {{"T", view.qualified}, {"own", view.bounds}});
}

// What `emit` writes of each.
template <class Emit>
Text each(const std::vector<RandomView>& values, const Emit& emit) {
  Emitter out;
  for (const RandomView& value : values) {
    std::visit([&](const auto& view) { emit(out, view); }, value);
  }
  return out.take();
}

// Of the other schemas' types.
std::string random_includes(const FileView& view) {
  std::string lines;
  for (const std::string& header : view.random_includes) {
    lines.append("#include \"").append(header).append("\"\n");
  }
  return lines;
}

}  // namespace

Text random_header(const FileView& view, const std::vector<RandomView>& values) {
  Text code = each(values, [](Emitter& out, const auto& one) { emit_declaration(out, one); });
  Emitter out;
  out.emit(R"(
$marker$
#pragma once

#include "$types$"

#include <idl/test/random.h>

$schemas$

$begin$

$values$

$end$
)",
           {{"marker", view.first_line},
            {"types", view.types_header},
            {"schemas", random_includes(view)},
            {"begin", begin_deprecated(view)},
            {"end", end_deprecated(view)},
            {"values", in_namespace("idl", std::move(code),
                                    "// How these types make values for tests; "
                                    "idl::test::Random stands on it.")}});
  return lay_out(out.take());
}

Text random_source(const FileView& view, const std::vector<RandomView>& values) {
  Text code = each(values, [](Emitter& out, const auto& one) { emit_definition(out, one); });
  Emitter out;
  out.emit(R"(
$marker$
#include "$header$"

$ignore$

$values$
)",
           {{"marker", view.first_line},
            {"header", view.random_header},
            {"ignore", ignore_deprecated(view)},
            {"values", in_namespace("idl", std::move(code))}});
  return lay_out(out.take());
}

}  // namespace idlc::cpp
