// Directed graphs of declarations, and their strongly connected components.
//
// Nodes are the indexes of DeclIds. The walk keeps a stack of its own: chains of declarations may
// be as long as the schema.
#pragma once

#include <cstdint>
#include <vector>

namespace idlc::schema {

using NodeIndex = std::uint32_t;

/// For each node the nodes that it leads to, in the order in which they shall be visited.
using Graph = std::vector<std::vector<NodeIndex>>;

/// Nodes that lead to each other in a circle; or one node, which may lead to itself or not.
using Component = std::vector<NodeIndex>;

/// All components, each behind those that it leads to; apart from that, in the order of `roots`,
/// which names every node once. (R. Tarjan, "Depth-first search and linear graph algorithms",
/// 1972.)
[[nodiscard]] std::vector<Component> components_of(const Graph& graph,
                                                   const std::vector<NodeIndex>& roots);

/// Whether the component is a circle, be it of one node that leads to itself.
[[nodiscard]] bool is_circle(const Graph& graph, const Component& component);

/// A shortest way from the node back to itself inside its component, which is a circle: the nodes
/// in their order, the node itself first and not repeated at the end.
[[nodiscard]] std::vector<NodeIndex> circle_through(const Graph& graph, const Component& component,
                                                    NodeIndex node);

}  // namespace idlc::schema
