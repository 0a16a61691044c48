// Enums and flags: their numbers travel, their names stand in JSON and in C++ code.
// What a closed one may do differs from what an open one may.
#include <algorithm>

#include "idlc/compat/rules.h"
#include "idlc/diagnostics/catalogue_breaking.h"

namespace idlc::compat {

using namespace schema;

namespace {

bool is_reserved(const ReservedNumbers& reserved, const Integer& number) {
  return std::ranges::any_of(reserved.numbers, [&](const NumberRange& range) {
    return !(number < range.first) && !(range.last < number);
  });
}

const EnumValue* value_named(const Enum& all, std::string_view name) {
  const auto found = std::ranges::find(all.values, name, &EnumValue::name);
  return found == all.values.end() ? nullptr : &*found;
}

const EnumValue* value_numbered(const Enum& all, const Integer& number) {
  const auto found = std::ranges::find(all.values, number, &EnumValue::number);
  return found == all.values.end() ? nullptr : &*found;
}

// Flags are an open enum whose numbers are the positions of their bits, and whose default is no
// bit.
Enum enum_of(const Declaration& declaration) {
  if (const auto* enumeration = std::get_if<Enum>(&declaration.form)) return *enumeration;
  const auto& flags = std::get<Flags>(declaration.form);
  Enum bits;
  bits.width = flags.width;
  bits.reserved = flags.reserved;
  bits.has_zero = true;
  for (const FlagBit& one : flags.bits) {
    bits.values.push_back({one.name, one.span, one.doc, Integer{false, one.bit}, one.annotations});
  }
  return bits;
}

class EnumComparer {
 public:
  EnumComparer(const Comparison& comparison, const DeclPair& pair)
      : comparison_(comparison),
        findings_(comparison.findings),
        pair_(pair),
        before_(enum_of(pair.before)),
        after_(enum_of(pair.after)) {}

  void compare() {
    compare_shapes();
    for (const EnumValue& value : before_.values) compare_value(value);
    if (before_.openness == Openness::Closed && after_.openness == Openness::Closed) {
      for (const EnumValue& value : after_.values) check_new_value(value);
    }
    compare_reserved(comparison_, pair_, before_.reserved, after_.reserved);
  }

 private:
  void compare_shapes() {
    const std::string& name = pair_.after.full_name;
    if (before_.width != after_.width) {
      findings_.add(kEnumWidthChanged, kWireImpact, pair_.places(), name, name_of(before_.width),
                    name_of(after_.width));
    }
    if (before_.openness != after_.openness) {
      const bool is_closed = after_.openness == Openness::Closed;
      const Travels travels = comparison_.uses.of(pair_.before);
      const Who who = is_closed ? writers_before(travels) : readers_before(travels);
      findings_.add(kEnumOpenness, {Category::Wire, who}, pair_.places(), name,
                    is_closed ? "closed" : "open");
    }
    if (before_.has_zero && !after_.has_zero) {
      findings_.add(kZeroRemoved, {Category::Behaviour, Who::Everybody}, pair_.places(), name);
    }
  }

  void compare_value(const EnumValue& before) {
    if (const auto* same = value_named(after_, before.name)) {
      if (same->number == before.number) return compare_value_names(before, *same);
      findings_.add(kValueRenumbered, kWireImpact, {same->span, before.span}, before.name,
                    to_string(before.number), to_string(same->number));
      return;
    }
    if (const auto* renamed = value_numbered(after_, before.number)) {
      if (value_named(before_, renamed->name) != nullptr) return;  // reported as renumbered
      return compare_value_names(before, *renamed);
    }
    if (is_reserved(after_.reserved, before.number)) return;
    findings_.add(kValueRemoved, kWireImpact, {{}, before.span}, before.name,
                  to_string(before.number), pair_.after.full_name);
  }

  void compare_value_names(const EnumValue& before, const EnumValue& after) {
    const AnnotatedPair annotated{
        *before.annotations, *after.annotations, {after.span, before.span}};
    compare_names(comparison_, {before.name, after.name, "value", annotated});
  }

  void check_new_value(const EnumValue& value) {
    if (value_named(before_, value.name) != nullptr) return;
    if (value_numbered(before_, value.number) != nullptr) return;
    const Who who = readers_before(comparison_.uses.of(pair_.before));
    findings_.add(kClosedEnumGrew, {Category::Wire, who}, {value.span, pair_.before.span},
                  pair_.after.full_name, value.name);
  }

  const Comparison& comparison_;
  Findings& findings_;
  const DeclPair& pair_;
  const Enum before_;
  const Enum after_;
};

}  // namespace

void compare_enums(const Comparison& comparison, const DeclPair& pair) {
  EnumComparer(comparison, pair).compare();
}

}  // namespace idlc::compat
