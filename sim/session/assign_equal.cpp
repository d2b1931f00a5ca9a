#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "sim/session/datagram_pairs.hpp"

namespace parley::sim::session {
namespace {

// What a story costs: doublings of the time under way, and what seldom happens.
constexpr double kLostCost = 2.5;
constexpr double kTwiceCost = 5;
constexpr double kUnit = 1e6;  ///< A millisecond.
constexpr double kImpossible = std::numeric_limits<double>::infinity();

double cost_of_way(Duration way) {
  const double cost = std::log2(1 + std::abs(static_cast<double>(way.count())) / kUnit);
  return way < Duration{} ? 1 + 2 * cost : cost;
}

/// The best stories up to one datagram received, by the one sent that it is taken for.
struct Step {
  std::size_t first = 0;  ///< The oldest one sent that it can be.
  std::vector<double> costs;
  std::vector<std::uint32_t> before;  ///< Which of the step before each story goes on from.
};

class Stories {
 public:
  Stories(const std::vector<Instant>& sent, Duration tolerance) : sent_(sent), tolerance_(tolerance) {}

  /// False: none can be meant.
  bool add(Instant received);
  bool is_long() const { return steps_.size() >= limits::kBlock; }

  /// The cheapest story, for all that was added; begins anew from there.
  std::vector<std::size_t> finish();

 private:
  Step candidates(Instant received) const;
  void extend(Step& step) const;

  const std::vector<Instant>& sent_;
  Duration tolerance_;
  std::vector<Step> steps_;
  std::optional<std::size_t> last_;  ///< What the block before ended with.
};

Step Stories::candidates(Instant received) const {
  const auto end = std::ranges::upper_bound(sent_, received + tolerance_) - sent_.begin();
  const auto oldest = std::ranges::lower_bound(sent_, received - limits::kUnderWay) - sent_.begin();
  const auto most = static_cast<std::ptrdiff_t>(limits::kCandidates);
  std::size_t first = static_cast<std::size_t>(std::max(oldest, end - most));
  if (last_ && steps_.empty()) first = std::max(first, *last_);
  if (!steps_.empty()) first = std::max(first, steps_.back().first);
  Step step{first, {}, {}};
  for (std::size_t i = first; i < static_cast<std::size_t>(end); ++i) {
    step.costs.push_back(cost_of_way(received - sent_[i]));
    step.before.push_back(0);
  }
  return step;
}

/// Each story goes on from the cheapest one before that ends not later.
void Stories::extend(Step& step) const {
  const Step& before = steps_.back();
  double best = kImpossible;  // Counted as if nothing had been lost since its end.
  std::uint32_t best_at = 0;
  std::size_t next = 0;
  for (std::size_t i = 0; i < step.costs.size(); ++i) {
    const std::size_t sent = step.first + i;
    for (; next < before.costs.size() && before.first + next < sent; ++next) {
      const double cost = before.costs[next] - kLostCost * static_cast<double>(next);
      if (cost <= best) best = cost, best_at = static_cast<std::uint32_t>(next);
    }
    double cost = best + kLostCost * (static_cast<double>(sent) - static_cast<double>(before.first) - 1);
    std::uint32_t from = best_at;
    const bool is_there = sent >= before.first && sent - before.first < before.costs.size();
    if (is_there && before.costs[sent - before.first] + kTwiceCost < cost) {
      cost = before.costs[sent - before.first] + kTwiceCost;
      from = static_cast<std::uint32_t>(sent - before.first);
    }
    step.costs[i] += cost;
    step.before[i] = from;
  }
}

bool Stories::add(Instant received) {
  Step step = candidates(received);
  if (step.costs.empty()) return false;
  if (!steps_.empty()) extend(step);
  if (steps_.empty() && last_ && step.first == *last_) step.costs.front() += kTwiceCost;
  steps_.push_back(std::move(step));
  return true;
}

std::vector<std::size_t> Stories::finish() {
  std::vector<std::size_t> story(steps_.size());
  if (steps_.empty()) return story;
  const std::vector<double>& ends = steps_.back().costs;
  auto at = static_cast<std::size_t>(std::ranges::min_element(ends) - ends.begin());
  for (std::size_t i = steps_.size(); i-- > 0;) {
    story[i] = steps_[i].first + at;
    at = steps_[i].before[at];
  }
  last_ = story.back();
  steps_.clear();
  return story;
}

}  // namespace

std::vector<std::optional<std::size_t>> assign_equal(const std::vector<Instant>& sent,
                                                     const std::vector<Instant>& received,
                                                     Duration tolerance) {
  std::vector<std::optional<std::size_t>> all(received.size());
  std::vector<std::size_t> waiting;
  Stories stories(sent, tolerance);
  const auto settle = [&] {
    const std::vector<std::size_t> story = stories.finish();
    for (std::size_t i = 0; i < story.size(); ++i) all[waiting[i]] = story[i];
    waiting.clear();
  };
  for (std::size_t i = 0; i < received.size(); ++i) {
    if (stories.add(received[i])) waiting.push_back(i);
    if (stories.is_long()) settle();
  }
  settle();
  return all;
}

}  // namespace parley::sim::session
