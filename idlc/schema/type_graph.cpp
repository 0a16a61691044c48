// Each graph is one walk over the uses of types. What a circle in one of them means, the passes
// that ask for them know.
#include "idlc/schema/type_graph.h"

#include "idlc/schema/type_parts.h"

namespace idlc::schema {

namespace {

bool is_service(const Draft& draft, DeclId id) {
  return draft.tree_as<syntax::ServiceDecl>(id) != nullptr;
}

bool is_alias(const Draft& draft, DeclId id) {
  return std::holds_alternative<Alias>(draft.schema[id].form);
}

bool is_box(const Draft& draft, const Type& type) {
  return std::holds_alternative<BoxType>(innermost(draft.schema, type).form);
}

// Calls visit(id) for each declared type of which every value of the type needs one: those in boxes
// too, but not what an optional box or a container can do without.
template <class Visit>
void for_each_needed(const Draft& draft, const Type& type, const Visit& visit) {
  if (const auto* named = std::get_if<NamedType>(&type.form)) return visit(named->id);
  if (const auto* box = std::get_if<BoxType>(&type.form)) {
    for_each_needed(draft, *box->value, visit);
  } else if (const auto* array = std::get_if<ArrayType>(&type.form)) {
    for_each_needed(draft, *array->element, visit);
  } else if (const auto* optional = std::get_if<OptionalType>(&type.form)) {
    if (!is_box(draft, *optional->value)) for_each_needed(draft, *optional->value, visit);
  }
}

// Whether the uses of types in a declaration make up its values.
bool makes_values(const Draft& draft, const TypeUse& use) {
  return use.is_member && !is_service(draft, use.owner) && !draft.is_broken(use.owner);
}

// Calls visit(id) for each declared type whose values are a part of the owner's by this use.
template <class Visit>
void for_each_part(const Draft& draft, const TypeUse& use, const Visit& visit) {
  const bool is_case = draft.tree_as<syntax::UnionDecl>(use.owner) != nullptr;
  if (!makes_values(draft, use) || (is_case && is_box(draft, use.type))) return;
  for_each_needed(draft, use.type, visit);
}

// Calls visit(user, used, holding) for each name of a type in a type that has not been reported.
template <class Visit>
void for_each_edge(const Draft& draft, const Visit& visit) {
  for (const TypeUse& use : draft.type_uses) {
    if (!makes_values(draft, use)) continue;
    for_each_name(use.type, [&](TypeId used, Holding holding) { visit(use.owner, used, holding); });
  }
}

// The types behind an alias whose values are inside the alias's.
void add_contents(const Draft& draft, const Alias& alias, std::vector<NodeIndex>& edges) {
  for_each_name(alias.underlying, [&](TypeId id, Holding holding) {
    if (holding == Holding::Indirect) return;
    edges.push_back(id.index);
    const auto* inner = std::get_if<Alias>(&draft.schema[id].form);
    if (inner != nullptr) add_contents(draft, *inner, edges);
  });
}

void add_inner_first(const Schema& schema, DeclId id, std::vector<NodeIndex>& order) {
  for (const DeclId nested : schema[id].nested) add_inner_first(schema, nested, order);
  order.push_back(id.index);
}

}  // namespace

Graph value_graph(const Draft& draft) {
  Graph graph(draft.schema.declarations.size());
  for (const TypeUse& use : draft.type_uses) {
    for_each_part(draft, use, [&](TypeId used) { graph[use.owner.index].push_back(used.index); });
  }
  return graph;
}

std::uint64_t edge_key(NodeIndex from, NodeIndex to) { return std::uint64_t{from} << 32 | to; }

EdgeUses uses_of_edges(const Draft& draft) {
  EdgeUses uses;
  for (const TypeUse& use : draft.type_uses) {
    for_each_part(draft, use, [&](TypeId used) {
      const auto [entry, is_new] = uses.emplace(edge_key(use.owner.index, used.index), &use);
      if (!is_new && use.is_reported) entry->second = &use;
    });
  }
  return uses;
}

Graph naming_graph(const Draft& draft) {
  Graph graph(draft.schema.declarations.size());
  for_each_edge(
      draft, [&](DeclId user, TypeId used, Holding) { graph[user.index].push_back(used.index); });
  return graph;
}

Graph definition_graph(const Draft& draft) {
  Graph graph(draft.schema.declarations.size());
  for_each_edge(draft, [&](DeclId user, TypeId used, Holding holding) {
    auto& edges = graph[user.index];
    const auto* alias = std::get_if<Alias>(&draft.schema[used].form);
    const bool contains = holding == Holding::ByValue && !is_alias(draft, user);
    if (alias != nullptr || contains) edges.push_back(used.index);
    if (alias != nullptr && contains) add_contents(draft, *alias, edges);
  });
  return graph;
}

std::vector<NodeIndex> inner_first(const Schema& schema) {
  std::vector<NodeIndex> order;
  for (const File& file : schema.files) {
    for (const DeclId id : file.declarations) add_inner_first(schema, id, order);
  }
  return order;
}

}  // namespace idlc::schema
