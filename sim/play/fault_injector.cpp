#include "sim/play/fault_injector.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace parley::sim::scenario {

bool FaultInjector::inject(const Fault& fault, std::size_t line, bool must) {
  entry_ = log_.open(line, must);
  const bool hit = std::visit([this](const auto& each) { return apply(each); }, fault);
  const bool ends_others = std::holds_alternative<Heal>(fault) || std::holds_alternative<Stop>(fault) ||
                           std::holds_alternative<Resume>(fault) ||
                           std::holds_alternative<HearAgain>(fault) ||
                           std::holds_alternative<DiskWorks>(fault);
  if (ends_others) log_.hit(entry_);
  return hit;
}

void FaultInjector::add_active(const ForTime& time, ActiveFault active) {
  active.entry = entry_;
  const std::uint64_t number = ++last_id_;
  active_.emplace(number, std::move(active));
  if (time) cluster_.world().after(*time, [this, number] { end(number); });
}

/// Nothing happens where it has ended already.
void FaultInjector::end(std::uint64_t number) {
  const auto found = active_.find(number);
  if (found == active_.end()) return;
  const ActiveFault active = std::move(found->second);
  active_.erase(found);
  const auto same = [&](const auto& other) { return other.second.entry == active.entry; };
  const bool goes_on = std::any_of(active_.begin(), active_.end(), same);
  if (goes_on) {
    log_.update(active.entry);
  } else {
    log_.close(active.entry);
  }
  active.end();
}

bool FaultInjector::end_those(const std::function<bool(const ActiveFault&)>& which) {
  std::vector<std::uint64_t> numbers;
  for (const auto& [number, active] : active_) {
    if (which(active)) numbers.push_back(number);
  }
  for (const std::uint64_t number : numbers) end(number);
  return !numbers.empty();
}

bool FaultInjector::end_of(Kind kind, const Nodes& nodes) {
  return end_those([&](const ActiveFault& active) {
    return active.kind == kind && active.node &&
           std::find(nodes.begin(), nodes.end(), *active.node) != nodes.end();
  });
}

void FaultInjector::stop_all() {
  std::erase_if(active_, [](const auto& each) { return each.second.kind == Kind::kDown; });
  end_those([](const ActiveFault&) { return true; });
  restart(TheRegistry{});
}

FaultLog::Counter FaultInjector::count(std::uint64_t FaultCounts::*kind) const {
  return [&counts = std::as_const(cluster_.world()).faults(), kind] { return counts.*kind; };
}

FaultLog::Counter FaultInjector::losses(DropReason why) const {
  return [&counts = std::as_const(cluster_.world()).faults(), why] { return counts.of(why); };
}

}  // namespace parley::sim::scenario
