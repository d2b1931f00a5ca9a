#include "sim/check/suite.hpp"

#include <utility>

#include "sim/check/suite_core.hpp"
#include "sim/world/world.hpp"

namespace parley::sim::check {

Suite::Suite(Scene scene) : core_(std::make_unique<Core>(std::move(scene))) {
  core_->world().add_listener(this);
}

Suite::~Suite() { core_->world().remove_listener(this); }

void Suite::after_event() { core_->after_event(); }

bool Suite::settled() {
  unsettled_because_ = core_->missing();
  return unsettled_because_.empty();
}

const std::optional<Violation>& Suite::violation() const { return core_->violation(); }

std::vector<Tally> Suite::tallies() const { return core_->tallies(); }

std::vector<Mark> Suite::marks() const { return core_->marks(); }

void Suite::on_event(const TraceEvent& event) { core_->on_event(event); }

void Suite::on_sent(const TraceEvent& event) { core_->on_sent(event); }

}  // namespace parley::sim::check
