// The checks of constraints: one specialisation for each type that can break one. The statements
// come from the view; a type without any gets nothing.
#include "idlc/cpp/emit.h"

namespace idlc::cpp {

void emit_constraints_declaration(Emitter& out, const ConstraintsView& view) {
  if (view.checks.empty()) return;
  out.emit(R"(

template <>
struct Constraints<$Type$> {
  static void check(const $Type$& value, Validator& validator);
};
)",
           {{"Type", view.type}});
}

void emit_constraints_definition(Emitter& out, const ConstraintsView& view) {
  if (view.checks.empty()) return;
  const auto emit_checks = [&](Emitter& inner) {
    for (const std::string& check : view.checks) inner.lines(check);
  };
  out.emit(R"(

void Constraints<$Type$>::check(const $Type$& value, Validator& validator) {
  $checks$
}
)",
           {{"Type", view.type}, {"checks", emit_checks}});
}

}  // namespace idlc::cpp
