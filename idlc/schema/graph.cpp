// Tarjan's algorithm without recursion, and a breadth-first search. Nothing here recurses, so that
// no schema can exhaust the stack.
#include "idlc/schema/graph.h"

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <unordered_set>

namespace idlc::schema {

namespace {

constexpr std::uint32_t kUnseen = std::numeric_limits<std::uint32_t>::max();

class Search {
 public:
  explicit Search(const Graph& graph)
      : graph_(graph),
        order_(graph.size(), kUnseen),
        low_(graph.size(), 0),
        on_path_(graph.size(), false) {}

  void visit_from(NodeIndex root) {
    if (order_[root] != kUnseen) return;
    enter(root);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      const auto& next = graph_[frame.node];
      if (frame.position < next.size()) {
        step(frame.node, next[frame.position++]);
      } else {
        leave(frame.node);
      }
    }
  }

  std::vector<Component> take() { return std::move(components_); }

 private:
  struct Frame {
    NodeIndex node;
    std::size_t position;
  };

  void enter(NodeIndex node) {
    order_[node] = low_[node] = counter_++;
    on_path_[node] = true;
    path_.push_back(node);
    frames_.push_back({node, 0});
  }

  void step(NodeIndex from, NodeIndex to) {
    if (order_[to] == kUnseen) {
      enter(to);
    } else if (on_path_[to]) {
      low_[from] = std::min(low_[from], order_[to]);
    }
  }

  void leave(NodeIndex node) {
    frames_.pop_back();
    if (!frames_.empty()) {
      const NodeIndex parent = frames_.back().node;
      low_[parent] = std::min(low_[parent], low_[node]);
    }
    if (low_[node] != order_[node]) return;
    const auto first = std::find(path_.rbegin(), path_.rend(), node).base() - 1;
    components_.emplace_back(first, path_.end());
    for (const NodeIndex member : components_.back()) on_path_[member] = false;
    path_.erase(first, path_.end());
  }

  const Graph& graph_;
  std::vector<std::uint32_t> order_;
  std::vector<std::uint32_t> low_;
  std::vector<bool> on_path_;
  std::vector<NodeIndex> path_;
  std::vector<Frame> frames_;
  std::vector<Component> components_;
  std::uint32_t counter_ = 0;
};

}  // namespace

std::vector<Component> components_of(const Graph& graph, const std::vector<NodeIndex>& roots) {
  Search search(graph);
  for (const NodeIndex root : roots) search.visit_from(root);
  return search.take();
}

bool is_circle(const Graph& graph, const Component& component) {
  if (component.size() > 1) return true;
  const auto& next = graph[component.front()];
  return std::find(next.begin(), next.end(), component.front()) != next.end();
}

std::vector<NodeIndex> circle_through(const Graph& graph, const Component& component,
                                      NodeIndex node) {
  const std::unordered_set<NodeIndex> inside(component.begin(), component.end());
  std::unordered_map<NodeIndex, NodeIndex> came_from;
  std::vector<NodeIndex> queue{node};
  for (std::size_t i = 0; i < queue.size() && !came_from.contains(node); ++i) {
    for (const NodeIndex next : graph[queue[i]]) {
      const bool is_new = inside.contains(next) && came_from.emplace(next, queue[i]).second;
      if (is_new) queue.push_back(next);
    }
  }
  std::vector<NodeIndex> circle{node};
  for (NodeIndex at = came_from.at(node); at != node; at = came_from.at(at)) circle.push_back(at);
  std::reverse(circle.begin() + 1, circle.end());
  return circle;
}

}  // namespace idlc::schema
