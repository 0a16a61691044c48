// The statements that move the fields of a block. They are worked out here as plain values, so that
// the templates hold no decision.
#include <fmt/format.h>

#include "idlc/cpp/match.h"
#include "idlc/cpp/passed_services.h"
#include "idlc/cpp/view_types.h"

namespace idlc::cpp {

using namespace schema;

namespace {

// `block.put(value.id);`: of every field there are three, so none of them is parsed as a format.
std::string on_member(std::string_view call, const std::string& name) {
  constexpr std::string_view kBegin = "(value.";
  std::string text;
  text.reserve(call.size() + kBegin.size() + name.size() + 2);
  return text.append(call).append(kBegin).append(name).append(");");
}

SlotView view_field(const Schema& schema, const Field& field, const std::string& name) {
  SlotView view;
  if (needs_measuring(schema, field.type)) view.measure = on_member("block.add", name);
  view.write = on_member("block.put", name);
  view.read = on_member("block.get", name);
  if (is_descriptor(field.type)) view.attach = on_member("out.add", name);
  if (passed_service(field.type)) view.visit = on_member("visit", name);
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

std::string skipping_of(const Slot& slot) { return view_reserved(slot).read; }

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
