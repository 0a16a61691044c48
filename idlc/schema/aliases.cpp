// Components of the graph of aliases come out in the order in which they can be followed. Cycles
// are reported here, so that no later pass has to fear one.
#include "idlc/schema/aliases.h"

#include <algorithm>
#include <numeric>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/schema/graph.h"
#include "idlc/schema/resolve_type.h"
#include "idlc/schema/type_parts.h"

namespace idlc::schema {

namespace {

// The type that an alias or new type stands for, or null for any other declaration.
const Type* target_type(const Schema& schema, NodeIndex node) {
  const auto& form = schema.declarations[node].form;
  if (const auto* alias = std::get_if<Alias>(&form)) return &alias->target;
  if (const auto* new_type = std::get_if<NewType>(&form)) return &new_type->base;
  return nullptr;
}

class AliasResolver {
 public:
  explicit AliasResolver(Draft& draft)
      : draft_(draft),
        graph_(draft.schema.declarations.size()),
        depths_(draft.schema.declarations.size(), 0) {}

  void run() {
    for (NodeIndex node = 0; node < graph_.size(); ++node) {
      const Type* target = target_type(draft_.schema, node);
      if (target == nullptr) continue;
      for_each_name(*target, [&](TypeId id, Holding) { graph_[node].push_back(id.index); });
    }
    std::vector<NodeIndex> roots(graph_.size());
    std::iota(roots.begin(), roots.end(), NodeIndex{0});
    for (Component& component : components_of(graph_, roots)) {
      if (is_circle(graph_, component)) {
        report_circle(component);
      } else {
        resolve(DeclId{component.front()});
      }
    }
  }

 private:
  void resolve(DeclId id) {
    const Type* target = target_type(draft_.schema, id.index);
    if (target == nullptr) return;
    if (has_invalid(draft_, *target)) return give_up(id);
    depths_[id.index] = 1 + depth_of(*target);
    if (depths_[id.index] > syntax::kMaxNesting) {
      draft_.sink.report(kTypeTooDeep, draft_.schema[id].span, syntax::kMaxNesting);
      give_up(id);
    } else if (auto* alias = std::get_if<Alias>(&draft_.schema[id].form)) {
      alias->underlying = underlying(draft_.schema, alias->target);
    }
  }

  unsigned depth_of(const Type& type) const {
    if (const auto* named = std::get_if<NamedType>(&type.form)) return depths_[named->id.index];
    unsigned deepest = 0;
    for_each_part(
        type, [&](const Type& part, Holding) { deepest = std::max(deepest, 1 + depth_of(part)); });
    return deepest;
  }

  void report_circle(Component& component) {
    std::sort(component.begin(), component.end());
    const DeclId first{component.front()};
    std::string chain;
    for (const NodeIndex node : circle_through(graph_, component, first.index)) {
      chain += draft_.schema[DeclId{node}].name + " → ";
    }
    draft_.sink.report(kAliasCycle, draft_.schema[first].span, draft_.schema[first].name)
        .label(chain + draft_.schema[first].name);
    for (const NodeIndex node : component) give_up(DeclId{node});
  }

  // Cuts the declaration off, so that nobody follows it.
  void give_up(DeclId id) {
    draft_.mark_broken(id);
    depths_[id.index] = 0;
    draft_.schema[id].form = Alias{};
  }

  Draft& draft_;
  Graph graph_;
  std::vector<unsigned> depths_;
};

}  // namespace

void resolve_aliases(Draft& draft) { AliasResolver(draft).run(); }

}  // namespace idlc::schema
