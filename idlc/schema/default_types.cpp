// Values and types are walked side by side, because a value does not know its type. Circles are
// found in the graph of types that are held by value, with the edges of defaults added.
#include "idlc/schema/default_types.h"

#include <algorithm>
#include <unordered_map>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/schema/chain_text.h"
#include "idlc/schema/type_graph.h"
#include "idlc/schema/value_shape.h"

namespace idlc::schema {

namespace {

// How many types of a circle are named before the rest is left out.

// Calls visit(id) for each declared type of which a value is written inside the value.
template <class Visit>
void for_each_written(const Schema& schema, const Type& type, const Value& value,
                      const Visit& visit) {
  const Type& held = held_type(schema, type);
  const auto* named = std::get_if<NamedType>(&held.form);
  const bool is_simple =
      std::holds_alternative<EnumValueRef>(value) || std::holds_alternative<FlagsValue>(value);
  if (named != nullptr && !is_simple) visit(named->id);
  if (const auto* list = std::get_if<ListValue>(&value)) {
    for (const Value& element : list->elements) {
      for_each_written(schema, element_type(schema, held), element, visit);
    }
  } else if (const auto* map = std::get_if<MapValue>(&value)) {
    const Type& content = *std::get<MapType>(held.form).value;
    for (const MapEntry& entry : map->entries) {
      for_each_written(schema, content, entry.value, visit);
    }
  } else if (const auto* fields = std::get_if<StructValue>(&value)) {
    for (const FieldValue& field : fields->fields) {
      for_each_written(schema, *member_of(schema, held, field.number).type, field.value, visit);
    }
  } else if (const auto* tagged = std::get_if<UnionValue>(&value)) {
    for (const Value& content : tagged->content) {
      for_each_written(schema, *member_of(schema, held, tagged->number).type, content, visit);
    }
  }
}

class DefaultRecursion {
 public:
  explicit DefaultRecursion(Draft& draft)
      : draft_(draft), graph_(value_graph(draft)), edges_(default_edges(draft)) {}

  void run() {
    if (edges_.empty()) return;
    for (const DefaultEdge& edge : edges_) graph_[edge.user.index].push_back(edge.used.index);
    const auto components = components_of(graph_, inner_first(draft_.schema));
    std::unordered_map<NodeIndex, std::size_t> component_of;
    for (std::size_t i = 0; i < components.size(); ++i) {
      for (const NodeIndex node : components[i]) component_of.emplace(node, i);
    }
    std::vector<bool> is_reported(components.size());
    for (const DefaultEdge& edge : edges_) {
      const auto component = component_of.at(edge.user.index);
      const bool is_circle = component_of.at(edge.used.index) == component;
      if (!is_circle || is_reported[component]) continue;
      is_reported[component] = true;
      report(edge, components[component]);
    }
  }

 private:
  void report(const DefaultEdge& edge, const Component& component) {
    ChainText chain;
    const auto circle = circle_through(graph_, component, edge.user.index);
    for (const NodeIndex node : circle) chain.add(draft_.schema.declarations[node].name);
    const Declaration& user = draft_.schema[edge.user];
    draft_.sink.report(kRecursiveDefault, edge.field->default_value->span, edge.field->field->name)
        .label(chain.to(user.name));
  }

  Draft& draft_;
  Graph graph_;
  std::vector<DefaultEdge> edges_;
};

}  // namespace

std::vector<DefaultEdge> default_edges(const Draft& draft) {
  std::vector<DefaultEdge> edges;
  for (const FieldUse& use : draft.field_uses) {
    const bool counts = use.place == FieldPlace::Field && use.field->default_value;
    if (!counts || draft.is_broken(use.owner)) continue;
    for_each_written(draft.schema, use.field->type, *use.field->default_value, [&](TypeId used) {
      if (!draft.is_broken(used)) edges.push_back({use.owner, used, &use});
    });
  }
  return edges;
}

void check_default_recursion(Draft& draft) { DefaultRecursion(draft).run(); }

}  // namespace idlc::schema
