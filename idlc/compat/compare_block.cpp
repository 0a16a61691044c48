// Structs, errors, parameters and results: blocks of numbered slots. A slot keeps its number, its
// type and its name for as long as anybody may still send or store it.
#include <fmt/format.h>

#include <algorithm>

#include "idlc/compat/rules.h"
#include "idlc/diagnostics/catalogue_breaking.h"
#include "idlc/schema/dump.h"

namespace idlc::compat {

using namespace schema;

namespace {

std::string_view noun_of(BlockKind kind) {
  switch (kind) {
    case BlockKind::Fields:
      return "field";
    case BlockKind::Parameters:
      return "parameter";
    case BlockKind::Results:
      return "result";
  }
  return {};
}

const Field* field_named(const Block& block, std::string_view name) {
  for (const Member& member : block.members) {
    const auto* field = std::get_if<Field>(&member);
    if (field != nullptr && field->name == name) return field;
  }
  return nullptr;
}

std::string comparable_default(const Schema& schema, const Field& field) {
  if (!field.default_value) return {};
  return comparable_text(schema, field.type, *field.default_value);
}

class BlockComparer {
 public:
  BlockComparer(const Comparison& comparison, const BlockPair& pair)
      : comparison_(comparison), findings_(comparison.findings), pair_(pair) {}

  void compare() {
    const auto& old_members = pair_.before.members;
    const auto& new_members = pair_.after.members;
    for (std::size_t i = 0; i < old_members.size(); ++i) {
      compare_slot(old_members[i], i < new_members.size() ? &new_members[i] : nullptr);
    }
    for (std::size_t i = old_members.size(); i < new_members.size(); ++i) {
      if (const auto* field = std::get_if<Field>(&new_members[i])) check_appended(*field);
    }
  }

 private:
  void compare_slot(const Member& before, const Member* after) {
    if (const auto* field = std::get_if<Field>(&before)) return compare_field(*field, after);
    compare_reserved(std::get<ReservedField>(before), after);
  }

  void compare_field(const Field& before, const Member* after) {
    const auto* elsewhere = field_named(pair_.after, before.name);
    if (elsewhere != nullptr && elsewhere->number != before.number && !before.name.empty()) {
      findings_.add(kFieldMoved, wire_impact(), {elsewhere->span, before.span}, subject(before),
                    before.number, elsewhere->number);
      return;
    }
    const auto* field = after == nullptr ? nullptr : std::get_if<Field>(after);
    if (field != nullptr) return compare_fields(before, *field);
    const auto* reserved = after == nullptr ? nullptr : std::get_if<ReservedField>(after);
    if (reserved == nullptr || reserved->slot != before.slot) {
      findings_.add(kFieldRemoved, wire_impact(), {{}, before.span}, subject(before),
                    before.number);
      return;
    }
    check_new_reservation(before);
  }

  // Newer writers write zero, which older readers must be able to take.
  void check_new_reservation(const Field& before) {
    const Who who = readers_before(pair_.travels);
    const Places places{pair_.owner.after, before.span};
    const Type& type = before.type;
    if (const auto* closed = comparison_.old_zero.enum_without_zero(type)) {
      findings_.add(kFieldReserved, {Category::Wire, who}, places, subject(before),
                    fmt::format("old peers refuse the 0 that stands there: `{}` has no such value",
                                closed->full_name));
    } else if (auto broken = comparison_.old_zero.broken(type, *before.annotations)) {
      findings_.add(kFieldReserved, {Category::Wire, who}, places, subject(before),
                    fmt::format("the zero that old peers read there breaks {}", *broken));
    } else if (before.default_value &&
               !comparable_text(comparison_.before, type, *before.default_value).empty()) {
      findings_.add(kFieldReserved, {Category::Behaviour, who}, places, subject(before),
                    fmt::format("old peers read zero there, not the default {}",
                                default_text(comparison_.before, before)));
    }
  }

  void compare_fields(const Field& before, const Field& after) {
    const Places places{after.span, before.span};
    const AnnotatedPair annotated{*before.annotations, *after.annotations, places};
    if (before.name.empty() != after.name.empty()) {
      report_result_named(after, places);
    } else if (!taken_over(before, after)) {
      const bool in_json = pair_.kind == BlockKind::Fields;
      compare_names(comparison_, {before.name, after.name, noun(), annotated, in_json});
    }
    compare_constraints(comparison_, annotated, pair_.travels, subject(after));
    if (auto change = type_change(comparison_, {before.type, after.type})) {
      const Impact impact =
          change->impact.category == Category::Wire ? wire_impact() : change->impact;
      findings_.add(kFieldType, impact, places, subject(after), change->what);
      if (impact.category == Category::Wire) return;
    }
    compare_defaults(before, after);
  }

  // A result without a name is the answer itself, one with a name a member of a struct.
  void report_result_named(const Field& after, const Places& places) {
    const std::string what =
        after.name.empty()
            ? "it has no name now, and in C++ no struct around it"
            : fmt::format("it has the name `{}` now, and in C++ a struct around it", after.name);
    findings_.add(kFieldType, {Category::Source, Who::Source}, places,
                  fmt::format("result of `{}`", pair_.owner_name), what);
  }

  // The name stood elsewhere before: that one has been reported as moved.
  [[nodiscard]] bool taken_over(const Field& before, const Field& after) const {
    return before.name != after.name && field_named(pair_.before, after.name) != nullptr;
  }

  void compare_defaults(const Field& before, const Field& after) {
    if (comparable_default(comparison_.before, before) ==
        comparable_default(comparison_.after, after)) {
      return;
    }
    Who who = wire_impact().who;
    if (pair_.kind == BlockKind::Parameters) {
      if (!before.default_value) return;  // callers gave a value, and may go on to do so
      if (!after.default_value) who = who | Who::Source;  // they may have given none
    }
    findings_.add(kDefaultChanged, {Category::Behaviour, who}, {after.span, before.span},
                  subject(after), default_text(comparison_.before, before),
                  default_text(comparison_.after, after));
  }

  void compare_reserved(const ReservedField& before, const Member* after) {
    const auto* reserved = after == nullptr ? nullptr : std::get_if<ReservedField>(after);
    if (reserved != nullptr && reserved->slot == before.slot && reserved->name == before.name) {
      return;
    }
    const auto* field = after == nullptr ? nullptr : std::get_if<Field>(after);
    const Span place = field == nullptr ? pair_.owner.after : field->span;
    findings_.add(kReservedDropped, wire_impact(), {place, pair_.owner.before}, before.number,
                  before.name);
  }

  // Appended fields are what evolution is for; parameters and results show in signatures.
  void check_appended(const Field& field) {
    check_left_out(field);
    if (pair_.kind == BlockKind::Fields) return;
    const bool is_optional =
        std::holds_alternative<OptionalType>(underlying(comparison_.after, field.type).form);
    const Places places{field.span, pair_.owner.before};
    if (is_optional || field.default_value) {
      findings_.add(kAppended, {Category::Source, Who::Source}, places, subject(field));
    } else {
      findings_.add(kAppendedBare, {Category::Behaviour, wire_impact().who}, places,
                    subject(field));
    }
  }

  // Older writers leave it out; a default that is written satisfies its own constraints.
  void check_left_out(const Field& field) {
    if (field.default_value) return;
    const auto broken = comparison_.new_zero.broken(field.type, *field.annotations);
    if (!broken) return;
    const bool is_result = pair_.kind == BlockKind::Results;
    const Impact impact{is_result ? Category::Behaviour : Category::Wire,
                        writers_before(pair_.travels)};
    findings_.add(kAppendedInvalid, impact, {field.span, pair_.owner.before}, subject(field),
                  *broken);
  }

  [[nodiscard]] std::string_view noun() const { return noun_of(pair_.kind); }

  // "field `id`"; a method's only result may have no name.
  [[nodiscard]] std::string subject(const Field& field) const {
    if (field.name.empty()) return fmt::format("{} of `{}`", noun(), pair_.owner_name);
    return fmt::format("{} `{}`", noun(), field.name);
  }

  // Parameters and results are never stored.
  [[nodiscard]] Impact wire_impact() const {
    return {Category::Wire, pair_.kind == BlockKind::Fields ? Who::Everybody : Who::Peers};
  }

  const Comparison& comparison_;
  Findings& findings_;
  const BlockPair& pair_;
};

}  // namespace

void compare_blocks(const Comparison& comparison, const BlockPair& pair) {
  BlockComparer(comparison, pair).compare();
}

std::string default_text(const Schema& schema, const Field& field) {
  if (!field.default_value) return "its zero";
  return "`" + value_text(schema, field.type, *field.default_value) + "`";
}

}  // namespace idlc::compat
