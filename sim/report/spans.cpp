#include "sim/report/spans.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

namespace parley::sim::report {
namespace {

/// How the world's notes of the network begin and end a condition.
struct NetworkCondition {
  std::string_view begins;
  std::string_view ends;
  std::string_view kind;
  bool one_way;  ///< The note names the receiving node first.
};
constexpr std::array kNetworkConditions = {
    NetworkCondition{"cut", "mend", "cut", false},
    NetworkCondition{"cut-one-way", "mend-one-way", "cut", true},
    NetworkCondition{"cut-off", "reconnect", "cut", false},
    NetworkCondition{"stall-streams", "resume-streams", "streams stalled", false},
    NetworkCondition{"clog", "unclog", "clogged", true},
    NetworkCondition{"way", "clear-way", "altered way", true},
    NetworkCondition{"deaf", "hears", "deaf", false},
    NetworkCondition{"unrecorded", "recorded", "not recorded", false},
};

/// A span of one node or pair, before those of one partition are put together.
struct PairSpan {
  std::size_t condition;
  NodeId left;
  NodeId right;
  Instant from;
  std::optional<Instant> to;
};

class NetworkSpans {
 public:
  void take(const Event& event, std::string_view words) {
    const std::string_view note = words.substr(0, words.find(' '));
    for (std::size_t i = 0; i < kNetworkConditions.size(); ++i) {
      if (note == kNetworkConditions[i].begins) return begin(i, event);
      if (note == kNetworkConditions[i].ends) return end(i, event);
    }
  }

  void add_to(std::vector<Span>& all) const;

 private:
  using Key = std::tuple<std::size_t, NodeId, NodeId>;
  static Key key_of(std::size_t condition, const Event& event) {
    if (kNetworkConditions[condition].one_way) return {condition, event.from, event.node};
    return {condition, event.node, event.from};
  }

  /// Conditions count: one that began twice has to end twice.
  void begin(std::size_t condition, const Event& event) {
    const Key key = key_of(condition, event);
    if (++depth_[key] > 1) return;
    open_[key] = spans_.size();
    spans_.push_back({condition, std::get<1>(key), std::get<2>(key), event.at, std::nullopt});
  }

  void end(std::size_t condition, const Event& event) {
    const Key key = key_of(condition, event);
    const auto depth = depth_.find(key);
    if (depth == depth_.end() || --depth->second > 0) return;
    depth_.erase(depth);
    spans_[open_[key]].to = event.at;
  }

  std::map<Key, int> depth_;
  std::map<Key, std::size_t> open_;
  std::vector<PairSpan> spans_;
};

bool holds(const std::vector<NodeId>& nodes, NodeId node) {
  return std::ranges::find(nodes, node) != nodes.end();
}

void add_once(std::vector<NodeId>& nodes, NodeId node) {
  if (!holds(nodes, node)) nodes.push_back(node);
}

/// Takes the pair into the span where both came and went together and no node comes to stand on both sides.
bool joins(Span& span, const Span& pair) {
  if (span.kind != pair.kind || span.one_way != pair.one_way || span.from != pair.from || span.to != pair.to)
    return false;
  if (span.right.empty() != pair.right.empty()) return false;
  const bool crosses = std::ranges::any_of(pair.left, [&](NodeId node) { return holds(span.right, node); }) ||
                       std::ranges::any_of(pair.right, [&](NodeId node) { return holds(span.left, node); });
  if (crosses) return false;
  for (const NodeId node : pair.left) add_once(span.left, node);
  for (const NodeId node : pair.right) add_once(span.right, node);
  return true;
}

void NetworkSpans::add_to(std::vector<Span>& all) const {
  std::vector<Span> merged;
  for (const PairSpan& each : spans_) {
    const NetworkCondition& condition = kNetworkConditions[each.condition];
    Span span{std::string(condition.kind), {each.left}, {}, condition.one_way, each.from, each.to};
    if (each.right != each.left) span.right.push_back(each.right);
    // A partition's pairs follow each other.
    if (merged.empty() || !joins(merged.back(), span)) merged.push_back(std::move(span));
  }
  std::ranges::move(merged, std::back_inserter(all));
}

/// The life of each node's program.
class NodeSpans {
 public:
  explicit NodeSpans(std::size_t nodes) : states_(nodes) {}

  void take(const Event& event) {
    State& state = states_[number(event.node)];
    switch (event.kind) {
      case TraceKind::kStarted:
        if (!state.started) spans_.push_back({"absent", {event.node}, {}, false, Instant{}, event.at});
        state.started = true;
        return end(state.down, event.at);
      case TraceKind::kEnded:
        return go_down("ended", event, state);
      case TraceKind::kCrashed:
      case TraceKind::kPowerLost:
        return go_down("crashed", event, state);
      case TraceKind::kVanished:
        return go_down("vanished", event, state);
      case TraceKind::kPaused:
        return begin("paused", event, state.paused);
      case TraceKind::kResumed:
        return end(state.paused, event.at);
      default:
        return;
    }
  }

  void add_to(std::vector<Span>& all) const { std::ranges::copy(spans_, std::back_inserter(all)); }

 private:
  struct State {
    bool started = false;
    std::optional<std::size_t> down;
    std::optional<std::size_t> paused;
  };

  void go_down(std::string_view how, const Event& event, State& state) {
    end(state.paused, event.at);
    end(state.down, event.at);
    begin(how, event, state.down);
  }
  void begin(std::string_view kind, const Event& event, std::optional<std::size_t>& slot) {
    if (slot) return;
    slot = spans_.size();
    spans_.push_back({std::string(kind), {event.node}, {}, false, event.at, std::nullopt});
  }
  void end(std::optional<std::size_t>& slot, Instant at) {
    if (slot) spans_[*slot].to = at;
    slot.reset();
  }

  std::vector<State> states_;
  std::vector<Span> spans_;
};

}  // namespace

std::vector<Span> spans_of(const std::vector<Event>& events, const Timeline& timeline) {
  NodeSpans nodes(timeline.node_count());
  NetworkSpans network;
  for (const Event& event : events) {
    nodes.take(event);
    if (event.kind == TraceKind::kNetwork) network.take(event, timeline.texts()[event.text].bytes);
  }
  std::vector<Span> all;
  nodes.add_to(all);
  network.add_to(all);
  std::ranges::stable_sort(all, {}, &Span::from);
  return all;
}

}  // namespace parley::sim::report
