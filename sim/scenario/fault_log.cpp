#include "sim/scenario/fault_log.hpp"

#include <algorithm>
#include <utility>

namespace parley::sim::scenario {

FaultLog::Entry FaultLog::open(std::size_t line, bool must) {
  entries_.push_back({line, must, false, {}, 0});
  return entries_.size() - 1;
}

void FaultLog::measure(Entry entry, Meter meter) {
  Record& record = entries_[entry];
  record.before = meter();
  record.meter = std::move(meter);
}

void FaultLog::look(Entry entry) {
  Record& record = entries_[entry];
  if (record.meter && record.meter() > record.before) record.struck = true;
}

void FaultLog::close(Entry entry) {
  look(entry);
  entries_[entry].meter = {};
}

void FaultLog::look_at_all() {
  for (Entry entry = 0; entry < entries_.size(); ++entry) look(entry);
}

std::size_t FaultLog::count_struck() const {
  const auto struck = [](const Record& record) { return record.struck; };
  return static_cast<std::size_t>(std::count_if(entries_.begin(), entries_.end(), struck));
}

std::optional<std::size_t> FaultLog::first_unfelt() const {
  for (const Record& record : entries_) {
    if (record.must && !record.struck) return record.line;
  }
  return std::nullopt;
}

}  // namespace parley::sim::scenario
