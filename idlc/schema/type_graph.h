// Which types lead to which: the graphs behind recursion, layout and the order of definitions.
//
// Nodes are DeclIds; constants and services stand alone.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "idlc/schema/draft.h"
#include "idlc/schema/graph.h"

namespace idlc::schema {

/// From each type to the types whose values are part of its own, be it in a box, aliases being
/// types like others. A circle here is a value of infinite size. An optional box and a box that is
/// a union's case lead nowhere: they can be absent without having been made.
[[nodiscard]] Graph value_graph(const Draft& draft);

/// Where the one type makes the other a part of its values, for each edge of value_graph: of
/// several places one that was reported, else the first.
using EdgeUses = std::unordered_map<std::uint64_t, const TypeUse*>;
[[nodiscard]] EdgeUses uses_of_edges(const Draft& draft);
/// The key of an edge in that map.
[[nodiscard]] std::uint64_t edge_key(NodeIndex from, NodeIndex to);

/// From each type to all types that it names, be it inside a list.
[[nodiscard]] Graph naming_graph(const Draft& draft);

/// From each type to those that must be defined before it: whose values it contains, aliases seen
/// through, and the aliases that it names. An alias itself can do with the bare name of a type.
[[nodiscard]] Graph definition_graph(const Draft& draft);

/// All declarations, nested ones before what they are nested in, else in the order of the text.
[[nodiscard]] std::vector<NodeIndex> inner_first(const Schema& schema);

}  // namespace idlc::schema
