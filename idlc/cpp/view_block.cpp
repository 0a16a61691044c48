// The statements that move the fields of a block. They are worked out here as plain values, so that
// the templates hold no decision.
#include <fmt/format.h>

#include "idlc/cpp/match.h"
#include "idlc/cpp/view_types.h"

namespace idlc::cpp {

using namespace schema;

namespace {

SlotView view_field(const Schema& schema, const Field& field, const std::string& name) {
  SlotView view;
  if (needs_measuring(schema, field.type)) view.measure = fmt::format("block.add(value.{});", name);
  view.write = fmt::format("block.put(value.{});", name);
  view.read = fmt::format("block.get(value.{});", name);
  if (is_descriptor(field.type)) view.attach = fmt::format("out.add(value.{});", name);
  return view;
}

SlotView view_reserved(const Slot& slot) {
  switch (slot.form) {
    case SlotForm::Fixed:
      return {.measure = {},
              .write = fmt::format("block.reserve_fixed({});", slot.size_bytes),
              .read = fmt::format("block.skip_fixed({});", slot.size_bytes)};
    case SlotForm::Body:
      return {.measure = {}, .write = "block.reserve_body();", .read = "block.skip_body();"};
    case SlotForm::OptionalBody:
      return {.measure = {},
              .write = "block.reserve_optional_body();",
              .read = "block.skip_optional_body();"};
    case SlotForm::Union:
      return {.measure = {}, .write = "block.reserve_union();", .read = "block.skip_union();"};
    case SlotForm::Attachment:
      break;  // stands in no struct
  }
  return {};
}

}  // namespace

BlockView view_block(const ViewContext& context, const Block& block,
                     const std::vector<std::string>& names) {
  BlockView view{.slots_bytes = block.slots_bytes, .slots = {}};
  auto name = names.begin();
  view.slots.reserve(block.members.size());
  for (const Member& member : block.members) {
    view.slots.push_back(match(
        member, [&](const Field& field) { return view_field(context.schema, field, *name++); },
        [](const ReservedField& reserved) { return view_reserved(reserved.slot); }));
  }
  return view;
}

}  // namespace idlc::cpp
