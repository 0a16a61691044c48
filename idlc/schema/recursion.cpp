// A circle of the value graph is a recursion that must not be. It is reported once, with the way
// around the circle.
#include "idlc/schema/recursion.h"

#include <algorithm>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/schema/chain_text.h"
#include "idlc/schema/type_graph.h"

namespace idlc::schema {

namespace {

class RecursionChecker {
 public:
  explicit RecursionChecker(Draft& draft) : draft_(draft), graph_(value_graph(draft)) {}

  void run() {
    for (Component& component : components_of(graph_, inner_first(draft_.schema))) {
      if (is_circle(graph_, component)) report(component);
    }
  }

 private:
  void report(Component& component) {
    std::sort(component.begin(), component.end());
    const auto first = std::find_if(component.begin(), component.end(), [&](NodeIndex node) {
      return draft_.tree_as<syntax::TypeDecl>(DeclId{node}) == nullptr;
    });
    const auto circle = circle_through(graph_, component, *first);
    const NodeIndex next = circle.size() > 1 ? circle[1] : circle[0];
    const Declaration& decl = draft_.schema.declarations[*first];
    if (uses_.empty()) uses_ = uses_of_edges(draft_);
    const TypeUse& use = *uses_.at(edge_key(*first, next));
    if (!use.is_reported) {
      draft_.sink.report(kRecursiveType, use.expr->span, decl.name)
          .label(chain(circle))
          .help(remedy(*first, next));
    }
    for (const NodeIndex node : component) draft_.mark_broken(DeclId{node});
  }

  // Where a type that names another could be changed so that the circle may end.
  std::string remedy(NodeIndex from, NodeIndex to) const {
    const Declaration& user = draft_.schema.declarations[from];
    const Declaration& used = draft_.schema.declarations[to];
    if (std::holds_alternative<FixedStruct>(user.form)) {
      return "a fixed struct cannot hold one of its own kind; a `struct` can";
    }
    const bool is_boxable =
        std::holds_alternative<Struct>(used.form) || std::holds_alternative<Error>(used.form);
    if (!is_boxable) return "hold it in a `list` or `map`, which may be empty";
    const bool is_case = std::holds_alternative<Union>(user.form);
    return "write `box<" + used.name + (is_case ? ">`" : ">?`") +
           ", or hold it in a `list` or `map`, which may be empty";
  }

  std::string chain(const std::vector<NodeIndex>& circle) const {
    ChainText text;
    for (const NodeIndex node : circle) text.add(draft_.schema.declarations[node].name);
    return text.to(draft_.schema.declarations[circle.front()].name);
  }

  Draft& draft_;
  Graph graph_;
  EdgeUses uses_;  // filled when there is a circle
};

}  // namespace

void check_recursion(Draft& draft) { RecursionChecker(draft).run(); }

}  // namespace idlc::schema
