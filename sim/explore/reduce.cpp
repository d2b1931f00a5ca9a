#include "sim/explore/reduce.hpp"

#include <array>

#include "sim/explore/edit.hpp"
#include "sim/explore/limits.hpp"
#include "sim/explore/shrink.hpp"

namespace parley::sim::explore {
namespace {

using scenario::Scenario;

/// Tries candidates with a few seeds each, and remembers the last one that failed: the smallest.
class Tries {
 public:
  Tries(const Failing& first, const std::function<void(const Reduction&)>& tell)
      : first_(first), smallest_(first), tell_(tell) {
    note();
  }

  bool still_fails(const Scenario& candidate) {
    const auto written = as_written(candidate);
    if (!written) return false;
    for (const std::uint64_t seed : {smallest_.seed, std::uint64_t{1}, std::uint64_t{2}}) {
      if (used_up()) return false;
      if (fails(*written, seed)) return true;
    }
    return false;
  }

  const Failing& smallest() const { return smallest_; }

 private:
  bool used_up() const {
    return told_.plays >= limits::kShrinkPlays || events_ >= limits::kShrinkEvents ||
           hangs_ >= limits::kShrinkHangs;
  }

  bool fails(const Scenario& candidate, std::uint64_t seed) {
    Failing played = play_apart(candidate, seed, limits::kShrinkPlaySeconds);
    events_ += played.play.report.events;
    if (played.play.report.check == "hangs") ++hangs_;
    ++told_.plays;
    const bool alike = fails_alike(first_, played);
    if (alike) smallest_ = std::move(played);
    note();
    return alike;
  }

  void note() {
    told_.people = smallest_.scenario.people.size();
    told_.steps = step_count(smallest_.scenario);
    tell_(told_);
  }

  const Failing& first_;
  Failing smallest_;
  const std::function<void(const Reduction&)>& tell_;
  Reduction told_;
  std::uint64_t events_ = 0;
  std::size_t hangs_ = 0;
};

}  // namespace

Failing reduce(const Failing& failing, const std::function<void(const Reduction&)>& tell) {
  Tries tries(failing, tell);
  shrink(failing.scenario, [&](const Scenario& candidate) { return tries.still_fails(candidate); });
  return tries.smallest();
}

}  // namespace parley::sim::explore
