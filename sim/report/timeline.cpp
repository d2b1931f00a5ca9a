#include "sim/report/timeline.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "sim/world/node.hpp"
#include "sim/world/world.hpp"

namespace parley::sim::report {
namespace {

/// Whether it stays visible beyond its moment, or is rare: never to be forgotten.
bool lasts(TraceKind kind) {
  switch (kind) {
    case TraceKind::kTyped:
    case TraceKind::kPrinted:
    case TraceKind::kStarted:
    case TraceKind::kEnded:
    case TraceKind::kCrashed:
    case TraceKind::kPowerLost:
    case TraceKind::kVanished:
    case TraceKind::kPaused:
    case TraceKind::kResumed:
    case TraceKind::kNetwork:
    case TraceKind::kScript:
      return true;
    default:
      return false;
  }
}

}  // namespace

TextId TextPool::add(std::string_view bytes) {
  std::string kept(bytes.substr(0, kMaxKeptBytes));
  std::string key = kept;
  if (bytes.size() > kMaxKeptBytes) key += '\0' + std::to_string(bytes.size());
  const TextId next{static_cast<std::uint32_t>(texts_.size())};
  const auto [found, added] = numbers_.try_emplace(std::move(key), next);
  if (added) texts_.push_back({std::move(kept), bytes.size()});
  return found->second;
}

void Timeline::on_event(const TraceEvent& event) {
  add_node(event.node);
  add_node(event.from);
  const Event kept{
      seen_++,       event.at,  event.sent, event.kind, event.node, event.from, texts_.add(event.bytes),
      event.channel, event.loss};
  if (lasts(event.kind)) return lasting_.push_back(kept);
  if (max_messages_ == 0) return;
  if (messages_.size() == max_messages_) {
    messages_.pop_front();
    ++forgotten_;
  }
  messages_.push_back(kept);
}

void Timeline::add_node(NodeId node) {
  if (number(node) >= names_.size()) names_.resize(number(node) + 1);
}

void Timeline::name_node(NodeId node, std::string name) {
  add_node(node);
  names_[number(node)] = std::move(name);
}

void Timeline::name_nodes(const World& world) {
  for (std::uint32_t i = 0; i < world.node_count(); ++i) name_node(NodeId{i}, world.node(NodeId{i}).name());
}

std::string Timeline::name(NodeId node) const {
  const std::string& name = names_[number(node)];
  return name.empty() ? "node " + std::to_string(number(node)) : name;
}

std::vector<Event> Timeline::events() const {
  std::vector<Event> all;
  all.reserve(lasting_.size() + messages_.size());
  std::ranges::merge(lasting_, messages_, std::back_inserter(all), {}, &Event::order, &Event::order);
  return all;
}

}  // namespace parley::sim::report
