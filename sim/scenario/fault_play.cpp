#include "sim/scenario/fault_play.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace parley::sim::scenario {

bool FaultPlay::strike(const Fault& fault, std::size_t line, bool must) {
  entry_ = log_.open(line, must);
  const bool struck = std::visit([this](const auto& each) { return act(each); }, fault);
  const bool ends_others = std::holds_alternative<Heal>(fault) || std::holds_alternative<Stop>(fault) ||
                           std::holds_alternative<Resume>(fault) ||
                           std::holds_alternative<HearAgain>(fault) ||
                           std::holds_alternative<DiskWorks>(fault);
  if (ends_others) log_.struck(entry_);
  return struck;
}

void FaultPlay::last(const ForTime& time, Lasting lasting) {
  lasting.entry = entry_;
  const std::uint64_t number = ++last_;
  lasting_.emplace(number, std::move(lasting));
  if (time) stage_.world().after(*time, [this, number] { end(number); });
}

/// Nothing happens where it has ended already.
void FaultPlay::end(std::uint64_t number) {
  const auto found = lasting_.find(number);
  if (found == lasting_.end()) return;
  const Lasting lasting = std::move(found->second);
  lasting_.erase(found);
  const auto same = [&](const auto& other) { return other.second.entry == lasting.entry; };
  const bool goes_on = std::any_of(lasting_.begin(), lasting_.end(), same);
  if (goes_on) {
    log_.look(lasting.entry);
  } else {
    log_.close(lasting.entry);
  }
  lasting.end();
}

bool FaultPlay::end_those(const std::function<bool(const Lasting&)>& which) {
  std::vector<std::uint64_t> numbers;
  for (const auto& [number, lasting] : lasting_) {
    if (which(lasting)) numbers.push_back(number);
  }
  for (const std::uint64_t number : numbers) end(number);
  return !numbers.empty();
}

bool FaultPlay::end_of(Sort sort, const Nodes& nodes) {
  return end_those([&](const Lasting& lasting) {
    return lasting.sort == sort && lasting.node &&
           std::find(nodes.begin(), nodes.end(), *lasting.node) != nodes.end();
  });
}

void FaultPlay::stop_all() {
  std::erase_if(lasting_, [](const auto& each) { return each.second.sort == Sort::kDown; });
  end_those([](const Lasting&) { return true; });
  restart(TheRegistry{});
}

FaultLog::Meter FaultPlay::count(std::uint64_t FaultCounts::*kind) const {
  return [&counts = std::as_const(stage_.world()).faults(), kind] { return counts.*kind; };
}

FaultLog::Meter FaultPlay::losses(Loss why) const {
  return [&counts = std::as_const(stage_.world()).faults(), why] { return counts.of(why); };
}

}  // namespace parley::sim::scenario
