// View classes of structs and unions. A class holds declarations alone, so that types may show each
// other in any order; the definitions follow when all classes are known.
#include "idlc/cpp/emit_encoded.h"

#include "idlc/cpp/doc_comment.h"

namespace idlc::cpp {

namespace {

// A struct's and a union's differ in their base alone.
template <class View>
void emit_class(Emitter& out, const View& view, const char* base) {
  const auto emit_accessors = [&](Emitter& inner) {
    for (const AccessorView& accessor : view.accessors) {
      inner.lines(doc_comment(accessor.doc));
      inner.line("[[nodiscard]] " + accessor.type + " " + accessor.name + "() const;");
    }
  };
  out.emit(R"(

$doc$
template <>
class View<$Type$> : public detail::$Base$ {
 public:
  using detail::$Base$::$Base$;

  $accessors$
};
)",
           {{"doc", doc_comment(view.doc)},
            {"Type", view.qualified},
            {"Base", base},
            {"accessors", emit_accessors}});
}

template <class View>
void emit_members(Emitter& out, const View& view) {
  for (const AccessorView& accessor : view.accessors) {
    out.emit(R"(

inline $type$ View<$Type$>::$name$() const { return $expression$; }
)",
             {{"type", accessor.type},
              {"Type", view.qualified},
              {"name", accessor.name},
              {"expression", accessor.expression}});
  }
}

// Behind another argument.
std::string joined(const std::vector<std::uint32_t>& numbers) {
  std::string text;
  for (const std::uint32_t number : numbers) text += ", " + std::to_string(number);
  return text;
}

}  // namespace

void emit_view_class(Emitter& out, const EncodedStructView& view) {
  emit_class(out, view, "StructView");
}

void emit_view_class(Emitter& out, const EncodedUnionView& view) {
  emit_class(out, view, "UnionView");
}

void emit_view_codec(Emitter& out, const EncodedStructView& view) {
  const auto emit_lines = [](const std::vector<std::string>& lines) {
    return [&lines](Emitter& inner) {
      for (const std::string& line : lines) inner.line(line);
    };
  };
  out.emit(R"(

template <>
struct ViewCodec<$Type$> : StructViewCodec<$Type$, $bytes$$lengths$> {
  $defaults$

  template <class Block>
)",
           {{"Type", view.qualified},
            {"bytes", std::to_string(view.slots_bytes)},
            {"lengths", joined(view.lengths)},
            {"defaults", emit_lines(view.defaults)}});
  if (view.fields.empty()) {
    out.emit("  static void fields(Block&) {}\n};\n");
    return;
  }
  out.emit(R"(
  [[gnu::always_inline]] static void fields(Block& block) {
    $fields$
  }
};
)",
           {{"fields", emit_lines(view.fields)}});
}

void emit_view_codec(Emitter& out, const EncodedUnionView& view) {
  const auto emit_cases = [&](Emitter& inner) {
    for (const EncodedCaseView& one : view.cases) {
      inner.emit(R"(
case $number$:
  return $expression$;
)",
                 {{"number", one.number}, {"expression", one.expression}});
    }
  };
  out.emit(R"(

template <>
struct ViewCodec<$Type$> : UnionViewCodec<$Type$> {
  template <class Visitor>
  static bool visit(std::uint32_t number, Visitor& visitor) {
    switch (number) {
      case 0:
        return visitor.none();
      $cases$
      default:
        return visitor.unknown();
    }
  }
};
)",
           {{"Type", view.qualified}, {"cases", emit_cases}});
}

void emit_view_codec(Emitter& out, const EncodedFixedView& view) {
  const auto emit_checks = [&](Emitter& inner) {
    for (const std::string& type : view.member_types) {
      inner.emit("in.check<$type$>();\n", {{"type", type}});
    }
  };
  out.emit(R"(

template <>
struct ViewCodec<$Type$> : FixedViewCodec<$Type$> {
  static bool check(const std::byte* slot) {
    SlotChecker in(slot);
    $checks$
    return in.ok();
  }
};
)",
           {{"Type", view.qualified}, {"checks", emit_checks}});
}

void emit_view_members(Emitter& out, const EncodedStructView& view) { emit_members(out, view); }

void emit_view_members(Emitter& out, const EncodedUnionView& view) { emit_members(out, view); }

}  // namespace idlc::cpp
