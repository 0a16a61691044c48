// Components, circles and their order on small graphs, and one long chain. The nodes are plain
// numbers: no schema is needed for them.
#include "idlc/schema/graph.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

namespace idlc::schema {

namespace {

std::vector<NodeIndex> all_nodes(const Graph& graph) {
  std::vector<NodeIndex> nodes(graph.size());
  std::iota(nodes.begin(), nodes.end(), NodeIndex{0});
  return nodes;
}

}  // namespace

TEST_CASE("a component stands behind those that it leads to") {
  const Graph graph{{1}, {2}, {}};
  CHECK(components_of(graph, all_nodes(graph)) == std::vector<Component>{{2}, {1}, {0}});
}

TEST_CASE("without edges the order of the roots remains") {
  const Graph graph{{}, {}, {}};
  CHECK(components_of(graph, {2, 0, 1}) == std::vector<Component>{{2}, {0}, {1}});
}

TEST_CASE("nodes that lead to each other are one component") {
  const Graph graph{{1}, {2}, {0, 3}, {}};
  auto components = components_of(graph, all_nodes(graph));
  REQUIRE(components.size() == 2);
  CHECK(components[0] == Component{3});
  std::sort(components[1].begin(), components[1].end());
  CHECK(components[1] == Component{0, 1, 2});
}

TEST_CASE("a node alone is a circle only if it leads to itself") {
  const Graph graph{{0}, {0}};
  CHECK(is_circle(graph, {0}));
  CHECK_FALSE(is_circle(graph, {1}));
}

TEST_CASE("the shortest circle through a node is found") {
  const Graph graph{{1, 2}, {2}, {3}, {0}};
  CHECK(circle_through(graph, {0, 1, 2, 3}, 0) == std::vector<NodeIndex>{0, 2, 3});
  CHECK(circle_through({{0}}, {0}, 0) == std::vector<NodeIndex>{0});
}

TEST_CASE("a long chain of nodes needs no deep stack") {
  constexpr NodeIndex kLength = 300'000;
  Graph graph(kLength);
  for (NodeIndex i = 0; i + 1 < kLength; ++i) graph[i].push_back(i + 1);
  const auto components = components_of(graph, all_nodes(graph));
  REQUIRE(components.size() == kLength);
  CHECK(components.front() == Component{kLength - 1});
}

}  // namespace idlc::schema
