// View classes of structs and unions. A class holds its members whole, which is short and reads
// well. Only where types lead to each other, and none can be first, it declares them alone, and the
// definitions follow when all classes are known.
#include "idlc/cpp/emit_encoded.h"

#include "idlc/cpp/doc_comment.h"
#include "idlc/cpp/match.h"

namespace idlc::cpp {

namespace {

// A struct's and a union's differ in their base alone.
template <class View>
void emit_class(Emitter& out, const View& view, const char* base, bool recursive) {
  const auto emit_accessors = [&](Emitter& inner) {
    for (const AccessorView& accessor : view.accessors) {
      inner.lines(doc_comment(accessor.doc));
      constexpr const char* kAttribute = "[[nodiscard]] ";
      if (recursive) {
        inner.line({kAttribute, accessor.type, " ", accessor.name, "() const;"});
      } else {
        inner.line({kAttribute, accessor.type, " ", accessor.name, "() const { return ",
                    accessor.expression, "; }"});
      }
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

void emit_class(Emitter& out, const EncodedView& view, bool recursive) {
  match(
      view, [&](const EncodedStructView& one) { emit_class(out, one, "StructView", recursive); },
      [&](const EncodedUnionView& one) { emit_class(out, one, "UnionView", recursive); },
      [](const EncodedFixedView&) {});
}

// Behind the class.
void emit_members(Emitter& out, const EncodedView& view) {
  const auto emit = [&](const auto& one) {
    for (const AccessorView& accessor : one.accessors) {
      out.emit(R"(

inline $type$ View<$Type$>::$name$() const { return $expression$; }
)",
               {{"type", accessor.type},
                {"Type", one.qualified},
                {"name", accessor.name},
                {"expression", accessor.expression}});
    }
  };
  match(
      view, [](const EncodedFixedView&) {}, emit);
}

// Behind another argument.
std::string joined(const std::vector<std::uint32_t>& numbers) {
  std::string text;
  for (const std::uint32_t number : numbers) text += ", " + std::to_string(number);
  return text;
}

void emit_codec_of(Emitter& out, const EncodedStructView& view) {
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

void emit_codec_of(Emitter& out, const EncodedUnionView& view) {
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

void emit_codec_of(Emitter& out, const EncodedFixedView& view) {
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

void emit_codec(Emitter& out, const EncodedView& view) {
  std::visit([&](const auto& one) { emit_codec_of(out, one); }, view);
}

}  // namespace

void emit_views(Emitter& out, const EncodedGroup& group) {
  if (!group.recursive) {
    for (const EncodedView& view : group.views) {
      emit_codec(out, view);
      emit_class(out, view, /*recursive=*/false);
    }
    return;
  }
  for (const EncodedView& view : group.views) emit_class(out, view, /*recursive=*/true);
  for (const EncodedView& view : group.views) emit_codec(out, view);
  for (const EncodedView& view : group.views) emit_members(out, view);
}

}  // namespace idlc::cpp
