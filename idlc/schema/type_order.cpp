// Groups are the components of the naming graph; inside a group, the definition graph decides which
// type stands first.
#include "idlc/schema/type_order.h"

#include <algorithm>
#include <utility>

#include "idlc/schema/default_types.h"
#include "idlc/schema/type_graph.h"

namespace idlc::schema {

namespace {

bool is_type(const Declaration& decl) {
  return !std::holds_alternative<Constant>(decl.form) &&
         !std::holds_alternative<Service>(decl.form);
}

// For each declaration its place in an order in which everything could be defined.
std::vector<std::uint32_t> definition_places(const Draft& draft,
                                             const std::vector<NodeIndex>& roots) {
  Graph graph = definition_graph(draft);
  for (const DefaultEdge& edge : default_edges(draft)) {
    graph[edge.user.index].push_back(edge.used.index);
  }
  std::vector<std::uint32_t> places(draft.schema.declarations.size());
  std::uint32_t next = 0;
  for (const Component& component : components_of(graph, roots)) {
    for (const NodeIndex node : component) places[node] = next++;
  }
  return places;
}

}  // namespace

void order_types(Draft& draft) {
  const std::vector<NodeIndex> roots = inner_first(draft.schema);
  const auto places = definition_places(draft, roots);
  const Graph graph = naming_graph(draft);
  for (Component& component : components_of(graph, roots)) {
    Declaration& first = draft.schema.declarations[component.front()];
    if (!is_type(first)) continue;
    std::sort(component.begin(), component.end(),
              [&](NodeIndex a, NodeIndex b) { return places[a] < places[b]; });
    TypeGroup group;
    group.recursive = is_circle(graph, component);
    for (const NodeIndex node : component) {
      draft.schema.declarations[node].in_cycle = group.recursive;
      group.members.push_back(DeclId{node});
    }
    draft.schema.files[first.file.index].type_order.push_back(std::move(group));
  }
}

}  // namespace idlc::schema
