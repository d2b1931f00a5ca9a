#include "sim/check/check_suite.hpp"

#include <utility>

#include "sim/check/check_suite_core.hpp"
#include "sim/world/world.hpp"

namespace parley::sim::check {

CheckSuite::CheckSuite(WatchedNodes nodes) : core_(std::make_unique<Core>(std::move(nodes))) {
  core_->world().add_listener(this);
}

CheckSuite::~CheckSuite() { core_->world().remove_listener(this); }

void CheckSuite::after_event() { core_->after_event(); }

bool CheckSuite::settled() {
  unsettled_because_ = core_->missing();
  return unsettled_because_.empty();
}

const std::optional<Violation>& CheckSuite::violation() const { return core_->violation(); }

std::vector<Tally> CheckSuite::tallies() const { return core_->tallies(); }

std::vector<MarkCount> CheckSuite::marks() const { return core_->marks(); }

void CheckSuite::on_event(const TraceEvent& event) { core_->on_event(event); }

void CheckSuite::on_sent(const TraceEvent& event) { core_->on_sent(event); }

}  // namespace parley::sim::check
