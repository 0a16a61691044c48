// Unions: a class around a variant, whose first alternative is "none"; the cases follow in the
// order of their numbers.
#include "idlc/cpp/doc_comment.h"
#include "idlc/cpp/emit.h"

namespace idlc::cpp {

namespace {

void emit_enumerators(Emitter& out, const UnionView& view) {
  out.line("none = 0,");
  for (const UnionCaseView& one : view.cases) {
    out.emit("$name$ = $number$,\n", {{"name", one.name}, {"number", one.number}});
  }
}

void emit_factories(Emitter& out, const UnionView& view) {
  for (const UnionCaseView& one : view.cases) {
    const bool is_void = one.type.empty();
    out.emit(R"(
$doc$
[[nodiscard]]$attribute$ static $Union$ $name$($parameter$);
)",
             {{"doc", doc_comment(one.doc)},
              {"attribute", one.attribute},
              {"Union", view.name},
              {"name", one.name},
              {"parameter", is_void ? "" : one.type + " " + view.parameter}});
  }
}

void emit_accessors(Emitter& out, const UnionView& view) {
  for (const UnionCaseView& one : view.cases) {
    if (one.type.empty()) {
      out.emit("[[nodiscard]] bool $getter$() const;\n", {{"getter", one.getter}});
      continue;
    }
    out.emit(R"(
[[nodiscard]] const $Type$* $getter$() const;
[[nodiscard]] $Type$* $getter$();
)",
             {{"Type", one.type}, {"getter", one.getter}});
  }
}

std::string alternative(const UnionCaseView& one) {
  if (one.type.empty()) return "std::monostate";
  return one.boxed ? "idl::Box<" + one.type + ">" : one.type;
}

std::string variant(const UnionView& view) {
  std::string alternatives = "std::monostate";
  for (const UnionCaseView& one : view.cases) alternatives += ", " + alternative(one);
  return "std::variant<" + alternatives + ", idl::UnknownCase>";
}

// The template for each case with a value, with its place in the variant as `$index$`.
Emitter::Block each_value(const UnionView& view, std::string_view text) {
  return [&view, text](Emitter& out) {
    std::size_t index = 0;
    for (const UnionCaseView& one : view.cases) {
      ++index;
      if (!one.type.empty()) out.emit(text, {{"index", std::to_string(index)}});
    }
  };
}

std::string unknown_index(const UnionView& view) { return std::to_string(view.cases.size() + 1); }

void emit_boxed_accessors(Emitter& out, const UnionView& view, const UnionCaseView& one,
                          const std::string& index) {
  out.emit(R"(

const $Qualified$* $Union$::$getter$() const {
  const auto* const $box$ = std::get_if<$index$>(&value_);
  return $box$ == nullptr ? nullptr : &**$box$;
}

$Qualified$* $Union$::$getter$() {
  auto* const $box$ = std::get_if<$index$>(&value_);
  return $box$ == nullptr ? nullptr : &**$box$;
}
)",
           {{"Union", view.name},
            {"getter", one.getter},
            {"Qualified", one.outer_type},
            {"box", view.box},
            {"index", index}});
}

void emit_plain_accessors(Emitter& out, const UnionView& view, const UnionCaseView& one,
                          const std::string& index) {
  out.emit(R"(

const $Qualified$* $Union$::$getter$() const { return std::get_if<$index$>(&value_); }

$Qualified$* $Union$::$getter$() { return std::get_if<$index$>(&value_); }
)",
           {{"Union", view.name},
            {"getter", one.getter},
            {"Qualified", one.outer_type},
            {"index", index}});
}

void emit_value_case(Emitter& out, const UnionView& view, const UnionCaseView& one,
                     const std::string& index) {
  out.emit(R"(

$Union$ $Union$::$name$($Type$ $value$) {
  $Union$ $made$;
  $made$.value_.emplace<$index$>(std::move($value$));
  return $made$;
}
)",
           {{"Union", view.name},
            {"name", one.name},
            {"Type", one.type},
            {"value", view.parameter},
            {"made", view.local},
            {"index", index}});
  const auto emit_accessors = one.boxed ? emit_boxed_accessors : emit_plain_accessors;
  emit_accessors(out, view, one, index);
}

void emit_void_case(Emitter& out, const UnionView& view, const UnionCaseView& one,
                    const std::string& index) {
  out.emit(R"(

$Union$ $Union$::$name$() {
  $Union$ $made$;
  $made$.value_.emplace<$index$>();
  return $made$;
}

bool $Union$::$getter$() const { return value_.index() == $index$; }
)",
           {{"Union", view.name},
            {"name", one.name},
            {"getter", one.getter},
            {"made", view.local},
            {"index", index}});
}

void emit_which(Emitter& out, const UnionView& view) {
  const auto emit_cases = [&](Emitter& inner) {
    std::size_t index = 0;
    for (const UnionCaseView& one : view.cases) {
      inner.emit(R"(
case $index$:
  return Case::$name$;
)",
                 {{"index", std::to_string(++index)}, {"name", one.name}});
    }
  };
  out.emit(R"(

$Union$::Case $Union$::which() const {
  switch (value_.index()) {
    $cases$
    case $unknown$:
      return static_cast<Case>(std::get<$unknown$>(value_).number);
    default:
      return Case::none;
  }
}
)",
           {{"Union", view.name}, {"cases", emit_cases}, {"unknown", unknown_index(view)}});
}

}  // namespace

void emit_declaration(Emitter& out, const UnionView& view) {
  out.emit(R"(

$doc$
class$attribute$ $Union$ {
 public:
  $nested$

  enum class Case : std::uint32_t {
    $enumerators$
  };

  $Union$() = default;
  $factories$

  /// The case that is set; a number without an enumerator is one that a newer peer sent.
  [[nodiscard]] Case which() const;

  $accessors$

  friend bool operator==(const $Union$&, const $Union$&);
  $text$

 private:
  friend struct idl::Codec<$Union$>;

  $variant$ value_;
};
)",
           {{"doc", doc_comment(view.doc)},
            {"attribute", view.attribute},
            {"Union", view.name},
            {"nested", [&](Emitter& inner) { emit_nested(inner, view.enums, view.nested); }},
            {"enumerators", [&](Emitter& inner) { emit_enumerators(inner, view); }},
            {"factories", [&](Emitter& inner) { emit_factories(inner, view); }},
            {"accessors", [&](Emitter& inner) { emit_accessors(inner, view); }},
            {"text", [&](Emitter& inner) { emit_text_friends(inner, view.name); }},
            {"variant", variant(view)}});
}

void emit_definition(Emitter& out, const UnionView& view) {
  std::size_t index = 0;
  for (const UnionCaseView& one : view.cases) {
    const auto emit_case = one.type.empty() ? emit_void_case : emit_value_case;
    emit_case(out, view, one, std::to_string(++index));
  }
  emit_which(out, view);
  emit_equality(out, view.equality);
  emit_text(out, view.text);
}

void emit_codec_declaration(Emitter& out, const UnionView& view) {
  out.emit(R"(

template <>
struct Codec<$Union$> : UnionCodec {
  static std::uint32_t which(const $Union$& value);
  static std::size_t measure(const $Union$& value, Measure& measure);
  static std::byte* write(const $Union$& value, std::byte* out);
  static bool read(std::uint32_t number, const Input& in, $Union$& value);
  static void print(const $Union$& value, TextWriter& out);
};
)",
           {{"Union", view.qualified}});
}

void emit_codec_definition(Emitter& out, const UnionView& view) {
  const auto emit_reads = [&](Emitter& inner) {
    std::size_t index = 0;
    for (const UnionCaseView& one : view.cases) {
      inner.emit(one.type.empty() ? R"(
case $number$:
  value.value_.emplace<$index$>();
  return in.expect_empty();
)"
                                  : R"(
case $number$:
  return in.read(set_case<$index$>(value.value_));
)",
                 {{"number", one.number}, {"index", std::to_string(++index)}});
    }
  };
  out.emit(R"(

std::uint32_t Codec<$Union$>::which(const $Union$& value) { return static_cast<std::uint32_t>(value.which()); }

std::size_t Codec<$Union$>::measure(const $Union$& value, Measure& measure) {
  switch (value.value_.index()) {
    $measures$
    case $unknown$:
      return measure.unknown(std::get<$unknown$>(value.value_));
    default:
      return 0;
  }
}

std::byte* Codec<$Union$>::write(const $Union$& value, std::byte* out) {
  switch (value.value_.index()) {
    $writes$
    case $unknown$:
      return write_unknown(std::get<$unknown$>(value.value_), out);
    default:
      return out;
  }
}

bool Codec<$Union$>::read(std::uint32_t number, const Input& in, $Union$& value) {
  switch (number) {
    case 0:
      value.value_.emplace<0>();
      return in.expect_empty();
    $reads$
    default:
      return in.read_unknown(number, set_case<$unknown$>(value.value_));
  }
}
)",
           {{"Union", view.qualified},
            {"unknown", unknown_index(view)},
            {"measures", each_value(view, R"(
case $index$:
  return measure.body(std::get<$index$>(value.value_));
)")},
            {"writes", each_value(view, R"(
case $index$:
  return write_body(std::get<$index$>(value.value_), out);
)")},
            {"reads", emit_reads}});
  emit_print(out, view);
}

}  // namespace idlc::cpp
