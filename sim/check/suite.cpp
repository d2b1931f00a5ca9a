#include "sim/check/suite.hpp"

#include <utility>

namespace parley::sim::check {

class Suite::Core {
 public:
  explicit Core(Scene scene) : scene_(std::move(scene)) {}

  const std::optional<Violation>& violation() const { return violation_; }
  const Scene& scene() const { return scene_; }

 private:
  Scene scene_;
  std::optional<Violation> violation_;
};

Suite::Suite(Scene scene) : core_(std::make_unique<Core>(std::move(scene))) {}

Suite::~Suite() = default;

void Suite::after_event() {}

bool Suite::settled() { return true; }

std::string Suite::unsettled_because() const { return {}; }

const std::optional<Violation>& Suite::violation() const { return core_->violation(); }

std::vector<Tally> Suite::tallies() const { return {}; }

std::vector<Mark> Suite::marks() const { return {}; }

void Suite::on_event(const TraceEvent& /*event*/) {}

void Suite::on_sent(const TraceEvent& /*event*/) {}

}  // namespace parley::sim::check
