#include "sim/play/active_faults.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace parley::sim::scenario {

FaultLog::Entry FaultLog::open(std::size_t line, bool must) {
  entries_.push_back({line, must, false, {}, 0});
  return entries_.size() - 1;
}

void FaultLog::measure(Entry entry, Counter counter) {
  Record& record = entries_[entry];
  record.before = counter();
  record.counter = std::move(counter);
}

void FaultLog::update(Entry entry) {
  Record& record = entries_[entry];
  if (record.counter && record.counter() > record.before) record.hit = true;
}

void FaultLog::close(Entry entry) {
  update(entry);
  entries_[entry].counter = {};
}

void FaultLog::update_all() {
  for (Entry entry = 0; entry < entries_.size(); ++entry) update(entry);
}

std::size_t FaultLog::count_hit() const {
  const auto hit = [](const Record& record) { return record.hit; };
  return static_cast<std::size_t>(std::count_if(entries_.begin(), entries_.end(), hit));
}

std::optional<std::size_t> FaultLog::first_missed() const {
  for (const Record& record : entries_) {
    if (record.must && !record.hit) return record.line;
  }
  return std::nullopt;
}

void ActiveFaults::add(FaultLog::Entry step, const ForTime& time, ActiveFault fault) {
  const std::uint64_t number = ++last_number_;
  all_.emplace(number, Started{step, std::move(fault)});
  if (time) world_.after(*time, [this, number] { end(number); });
}

/// Nothing happens where it has ended already.
void ActiveFaults::end(std::uint64_t number) {
  const auto found = all_.find(number);
  if (found == all_.end()) return;
  const Started ended = std::move(found->second);
  all_.erase(found);
  const auto of_same_step = [&](const auto& other) { return other.second.step == ended.step; };
  if (std::any_of(all_.begin(), all_.end(), of_same_step)) {
    log_.update(ended.step);
  } else {
    log_.close(ended.step);
  }
  ended.fault.end();
}

bool ActiveFaults::end_those(const std::function<bool(const ActiveFault&)>& which) {
  std::vector<std::uint64_t> numbers;
  for (const auto& [number, started] : all_) {
    if (which(started.fault)) numbers.push_back(number);
  }
  for (const std::uint64_t number : numbers) end(number);
  return !numbers.empty();
}

bool ActiveFaults::end_of(ActiveFault::Kind kind) {
  return end_those([kind](const ActiveFault& fault) { return fault.kind == kind; });
}

bool ActiveFaults::end_of(ActiveFault::Kind kind, const Nodes& nodes) {
  return end_those([&](const ActiveFault& fault) {
    return fault.kind == kind && fault.node &&
           std::find(nodes.begin(), nodes.end(), *fault.node) != nodes.end();
  });
}

void ActiveFaults::forget(const std::function<bool(const ActiveFault&)>& which) {
  std::erase_if(all_, [&](const auto& each) { return which(each.second.fault); });
}

}  // namespace parley::sim::scenario
