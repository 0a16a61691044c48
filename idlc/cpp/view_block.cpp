// The statements that move the fields of a block. They are worked out here as plain values, so that
// the templates hold no decision.
#include <fmt/format.h>

#include "idlc/cpp/concat.h"
#include "idlc/cpp/match.h"
#include "idlc/cpp/passed_services.h"
#include "idlc/cpp/view_types.h"

namespace idlc::cpp {

using namespace schema;

namespace {

// `block.put(value.id);`: of every field there are three, so none of them is parsed as a format.
std::string on_member(std::string_view call, const std::string& name) {
  return concat({call, "(value.", name, ");"});
}

// Whether a default is written where it is given: it is one short word, which costs less code than
// a value of the type that is kept for its defaults.
bool is_short(const Value& value) {
  constexpr std::size_t kMaxText = 24;
  return match(
      value, [](const std::string& text) { return text.size() <= kMaxText; },
      [](const ByteString&) { return false; }, [](const Uuid&) { return false; },
      [](const ListValue&) { return false; }, [](const MapValue&) { return false; },
      [](const StructValue&) { return false; }, [](const UnionValue&) { return false; },
      [](const auto&) { return true; });
}

// `if (!block.get(value.count)) value.count = 7;`: the default of a field that an older writer did
// not know.
std::string reading_of(const ViewContext& context, const Field& field, const std::string& name,
                       const std::string& type) {
  if (!field.default_value || std::holds_alternative<Null>(*field.default_value)) {
    return on_member("block.get", name);
  }
  const std::string value =
      is_short(*field.default_value)
          ? context.initializers.expression(field.type, *field.default_value, in_runtime())
          : fmt::format("detail::defaults<{}>().{}", type, name);
  return fmt::format("if (!block.get(value.{0})) value.{0} = {1};", name, value);
}

SlotView view_field(const ViewContext& context, const Field& field, const std::string& name,
                    const std::string& type) {
  SlotView view;
  if (needs_measuring(context.schema, field.type)) view.measure = on_member("block.add", name);
  view.write = on_member("block.put", name);
  view.read = reading_of(context, field, name, type);
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
                     const std::vector<std::string>& names, const std::string& type) {
  BlockView view{.slots_bytes = block.slots_bytes, .slots = {}};
  auto name = names.begin();
  view.slots.reserve(block.members.size());
  for (const Member& member : block.members) {
    view.slots.push_back(match(
        member, [&](const Field& field) { return view_field(context, field, *name++, type); },
        [](const ReservedField& reserved) { return view_reserved(reserved.slot); }));
  }
  return view;
}

}  // namespace idlc::cpp
