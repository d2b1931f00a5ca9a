#include "sim/play/fault_log.hpp"

#include <algorithm>
#include <utility>

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

}  // namespace parley::sim::scenario
