// Types of fixed size from the inside out, then all blocks. What the sizes are is layout.h's
// business; this pass asks for them in the right order.
#include "idlc/schema/lay_out.h"

#include <fmt/format.h>

#include <algorithm>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/schema/layout.h"
#include "idlc/schema/resolve_type.h"
#include "idlc/schema/type_graph.h"

namespace idlc::schema {

namespace {

// How many elements the arrays of a type have together, counted through aliases; beyond the limit
// it does not matter how many.
std::uint64_t element_count(const Schema& schema, const Type& type) {
  const auto* array = std::get_if<ArrayType>(&underlying(schema, type).form);
  if (array == nullptr) return 1;
  return std::min(element_count(schema, *array->element), kMaxBlockBytes) * array->size;
}

class LayOut {
 public:
  explicit LayOut(Draft& draft) : draft_(draft), uses_(draft.schema.declarations.size()) {
    for (const TypeUse& use : draft.type_uses) uses_[use.owner.index].push_back(&use);
  }

  void run() {
    const Graph graph = value_graph(draft_);
    for (const Component& component : components_of(graph, inner_first(draft_.schema))) {
      for (const NodeIndex node : component) size_type(DeclId{node});
    }
    for (std::uint32_t i = 0; i < draft_.schema.declarations.size(); ++i) {
      fill_blocks(draft_.schema.declarations[i]);
    }
  }

 private:
  void size_type(DeclId id) {
    bool fits = true;
    for (const TypeUse* use : uses_[id.index]) {
      const bool use_fits = has_invalid(draft_, use->type) || check_arrays(*use->expr, use->type);
      fits = fits && use_fits;
    }
    auto* fixed = std::get_if<FixedStruct>(&draft_.schema[id].form);
    if (fits && fixed != nullptr) fits = size_fixed(id, *fixed);
    // An array that is too large has been reported; so whoever contains it shall not be.
    if (!fits && draft_.tree_as<syntax::ServiceDecl>(id) == nullptr) draft_.mark_broken(id);
  }

  bool size_fixed(DeclId id, FixedStruct& fixed) {
    std::uint64_t total = 0;
    for (const FixedMember& member : fixed.members) {
      if (has_invalid(draft_, member.type)) return false;
      total += fixed_size_bytes(draft_.schema, member.type).value_or(0);
    }
    if (total > kMaxBlockBytes) {
      draft_.sink.report(kFixedTooLarge, draft_.schema[id].span, total);
      return false;
    }
    fixed.size_bytes = static_cast<std::uint32_t>(total);
    return true;
  }

  // Arrays of one use, the inner before the outer, so that one complaint is enough.
  bool check_arrays(const syntax::TypeExpr& expr, const Type& type) {
    const Type* current = &type;
    std::vector<const Type*> layers;
    for (std::size_t i = 0; i < expr.suffixes.size(); ++i) {
      layers.push_back(current);
      const auto* array = std::get_if<ArrayType>(&current->form);
      current = array != nullptr ? &*array->element : &*std::get<OptionalType>(current->form).value;
    }
    if (!check_arguments(expr, *current)) return false;
    for (const syntax::TypeSuffix& suffix : expr.suffixes) {
      const bool fits = suffix.is_optional() || check_array(*layers.back(), suffix.span);
      if (!fits) return false;
      layers.pop_back();
    }
    return true;
  }

  bool check_arguments(const syntax::TypeExpr& expr, const Type& base) {
    if (const auto* list = std::get_if<ListType>(&base.form)) {
      return check_arrays(expr.arguments[0], *list->element);
    }
    if (const auto* set = std::get_if<SetType>(&base.form)) {
      return check_arrays(expr.arguments[0], *set->element);
    }
    if (const auto* box = std::get_if<BoxType>(&base.form)) {
      return check_arrays(expr.arguments[0], *box->value);
    }
    const auto* map = std::get_if<MapType>(&base.form);
    if (map == nullptr) return true;
    const bool key_fits = check_arrays(expr.arguments[0], *map->key);
    return check_arrays(expr.arguments[1], *map->value) && key_fits;
  }

  bool check_array(const Type& type, const Span& place) {
    const auto bytes = fixed_size_bytes(draft_.schema, type);
    if (bytes && *bytes > kMaxBlockBytes) {
      draft_.sink.report(kFixedTooLarge, place, *bytes)
          .label(fmt::format("at most {} bytes", kMaxBlockBytes));
      return false;
    }
    const std::uint64_t count = element_count(draft_.schema, type);
    if (count <= kMaxBlockBytes) return true;
    draft_.sink.report(kArraySize, place, std::to_string(count))
        .label("nested arrays are counted together");
    return false;
  }

  void fill_blocks(Declaration& decl) {
    if (auto* structure = std::get_if<Struct>(&decl.form)) {
      fill_block(structure->block, decl.name, decl.span);
    } else if (auto* error = std::get_if<Error>(&decl.form)) {
      fill_block(error->block, decl.name, decl.span);
    } else if (auto* service = std::get_if<Service>(&decl.form)) {
      for (Method& method : service->methods) {
        fill_block(method.parameters, method.name, method.span);
        fill_block(method.results, method.name, method.span);
      }
    }
  }

  void fill_block(Block& block, const std::string& name, const Span& place) {
    std::uint64_t total = 0;
    for (Member& member : block.members) total += fill_slot(member);
    if (total > kMaxBlockBytes) {
      draft_.sink.report(kBlockTooLarge, place, name, total)
          .label(fmt::format("at most {} bytes", kMaxBlockBytes));
    }
    block.slots_bytes = static_cast<std::uint32_t>(total);
  }

  std::uint64_t fill_slot(Member& member) const {
    if (auto* field = std::get_if<Field>(&member)) {
      if (has_invalid(draft_, field->type)) return 0;
      return fill(field->slot, field->type);
    }
    auto& reserved = std::get<ReservedField>(member);
    if (reserved.type && has_invalid(draft_, *reserved.type)) return 0;
    return reserved.type ? fill(reserved.slot, *reserved.type) : reserved.slot.size_bytes;
  }

  // A slot that alone is too large has been reported as an array.
  std::uint64_t fill(Slot& slot, const Type& type) const {
    slot = slot_of(draft_.schema, type);
    return slot.size_bytes > kMaxBlockBytes ? 0 : slot.size_bytes;
  }

  Draft& draft_;
  std::vector<std::vector<const TypeUse*>> uses_;
};

}  // namespace

void lay_out(Draft& draft) { LayOut(draft).run(); }

}  // namespace idlc::schema
