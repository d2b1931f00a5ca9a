#include "sim/shrink/shrink.hpp"

#include "sim/shrink/ddmin.hpp"
#include "sim/shrink/edit.hpp"

namespace parley::sim::explore {
namespace {

using scenario::Scenario;

/// Each round begins with what the last one could not make smaller any more.
constexpr int kRounds = 10;

class Shrinker {
 public:
  Shrinker(Scenario failing, const std::function<bool(const Scenario&)>& still_fails)
      : best_(std::move(failing)), still_fails_(still_fails) {}

  Scenario shrink() {
    bool better = true;
    for (int round = 0; better && round < kRounds; ++round) {
      const Scenario before = best_;
      fewer_people();
      fewer_steps();
      try_all(simplifications(best_));
      try_all(retimings(best_));
      better = !(best_ == before);
    }
    return std::move(best_);
  }

 private:
  bool try_it(Scenario candidate) {
    if (candidate == best_ || !still_fails_(candidate)) return false;
    best_ = std::move(candidate);
    return true;
  }

  void fewer_people() {
    const Scenario whole = best_;
    ddmin(participant_count(whole),
          [&](const Subset& kept) { return try_it(keep_participants(whole, kept)); });
  }

  void fewer_steps() {
    const Scenario whole = best_;
    ddmin(step_count(whole), [&](const Subset& kept) { return try_it(keep_steps(whole, kept)); });
  }

  void try_all(const std::vector<Change>& changes) {
    for (const Change& change : changes) {
      Scenario candidate = best_;
      change(candidate);
      try_it(std::move(candidate));
    }
  }

  Scenario best_;
  const std::function<bool(const Scenario&)>& still_fails_;
};

}  // namespace

Scenario shrink(Scenario failing, const std::function<bool(const Scenario&)>& still_fails) {
  return Shrinker(std::move(failing), still_fails).shrink();
}

}  // namespace parley::sim::explore
