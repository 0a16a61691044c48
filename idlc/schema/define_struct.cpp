// Structs, errors and fixed structs: members with their numbers, names and types. Defaults come
// later, when every constant has its value.
#include <algorithm>
#include <utility>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/schema/define.h"
#include "idlc/schema/numbering.h"
#include "idlc/schema/resolve_type.h"
#include "idlc/schema/scope_names.h"

namespace idlc::schema {

namespace {

NumberEntry entry_of(const syntax::Number& number, bool is_reserved, std::size_t index) {
  const Integer integer{false, number.value};
  return {integer, integer, number.span, is_reserved, index};
}

// Fields and reserved numbers in number order, without those that were reported.
std::vector<NumberEntry> numbered_members(Draft& draft, const syntax::StructDecl& tree) {
  std::vector<NumberEntry> entries;
  entries.reserve(tree.fields.size() + tree.reserved.size());
  bool damaged = tree.damaged;
  for (std::size_t i = 0; i < tree.fields.size(); ++i) {
    const auto& number = tree.fields[i].number;
    const bool usable = number && check_number_limits(draft.sink, *number);
    if (usable) entries.push_back(entry_of(*number, false, i));
    damaged = damaged || !usable;
  }
  for (std::size_t i = 0; i < tree.reserved.size(); ++i) {
    const auto& number = tree.reserved[i].number;
    const bool usable = check_number_limits(draft.sink, number);
    if (usable) entries.push_back(entry_of(number, true, i));
    damaged = damaged || !usable;
  }
  return check_numbers(draft.sink, std::move(entries), NumberRule::Dense, damaged);
}

void check_names(Draft& draft, const syntax::StructDecl& tree) {
  ScopeNames names(draft.sink);
  for (const auto& reserved : tree.reserved) names.reserve(reserved.name);
  for (const auto& field : tree.fields) names.add(field.name);
}

// The word `union` stands for any union; its slot is the same for all.
ReservedField reserved_field(Draft& draft, DeclId id, const syntax::ReservedField& tree) {
  ReservedField field;
  field.number = static_cast<std::uint32_t>(tree.number.value);
  field.name = tree.name.text;
  if (is_word(tree.type, "union")) {
    field.slot = {SlotForm::Union, 8};
  } else {
    field.type = resolve_type(draft, id, tree.type);
    draft.type_uses.back().is_member = false;
  }
  return field;
}

Field field_of(Draft& draft, DeclId id, const syntax::Field& tree) {
  Field field;
  field.number = static_cast<std::uint32_t>(tree.number->value);
  field.name = tree.name.text;
  field.span = tree.name.span;
  field.doc = tree.doc.text;
  field.type = resolve_type(draft, id, tree.type);
  return field;
}

// A block, and for each of its fields the text that it was made from.
struct BlockWithTexts {
  Block block;
  std::vector<const syntax::Field*> texts;
};

BlockWithTexts block_of(Draft& draft, DeclId id, const syntax::StructDecl& tree) {
  BlockWithTexts made;
  made.block.members.reserve(tree.fields.size() + tree.reserved.size());
  made.texts.reserve(tree.fields.size());
  for (const NumberEntry& entry : numbered_members(draft, tree)) {
    if (entry.is_reserved) {
      made.block.members.emplace_back(reserved_field(draft, id, tree.reserved[entry.index]));
    } else {
      made.block.members.emplace_back(field_of(draft, id, tree.fields[entry.index]));
      made.texts.push_back(&tree.fields[entry.index]);
    }
  }
  return made;
}

// Notes each field with its text, now that it stays where it is.
void note_fields(Draft& draft, DeclId id, Block& block,
                 const std::vector<const syntax::Field*>& texts) {
  auto text = texts.begin();
  for (Member& member : block.members) {
    auto* field = std::get_if<Field>(&member);
    if (field == nullptr) continue;
    const syntax::Field& source = **text++;
    const auto* value = source.default_value ? &*source.default_value : nullptr;
    draft.field_uses.push_back({id, FieldPlace::Field, field, &source.type, value});
  }
}

void define_fixed(Draft& draft, DeclId id, const syntax::StructDecl& tree) {
  FixedStruct fixed;
  for (const syntax::Field& field : tree.fields) {
    fixed.members.push_back(
        {field.name.text, field.name.span, field.doc.text, resolve_type(draft, id, field.type)});
  }
  if (tree.fields.empty() && !tree.damaged) {
    draft.sink.report(kEmptyFixedStruct, tree.name.span, tree.name.text);
  }
  draft.schema[id].form = std::move(fixed);
}

}  // namespace

void define_struct(Draft& draft, DeclId id, const syntax::StructDecl& tree) {
  check_names(draft, tree);
  const bool is_numbered =
      std::ranges::any_of(tree.fields, [](const auto& field) { return field.number.has_value(); });
  // It may have been meant as a fixed struct.
  if (tree.damaged && !is_numbered) draft.mark_broken(id);
  if (tree.kind == syntax::StructKind::Fixed) return define_fixed(draft, id, tree);
  auto& form = draft.schema[id].form;
  auto [block, texts] = block_of(draft, id, tree);
  if (tree.kind == syntax::StructKind::Error) {
    note_fields(draft, id, form.emplace<Error>(Error{std::move(block), 0}).block, texts);
  } else {
    note_fields(draft, id, form.emplace<Struct>(Struct{std::move(block)}).block, texts);
  }
}

}  // namespace idlc::schema
