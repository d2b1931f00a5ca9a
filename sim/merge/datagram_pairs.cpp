#include "sim/merge/datagram_pairs.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <utility>

namespace parley::sim::merge {
namespace {

// What an assignment costs: doublings of the time under way, and what seldom happens.
constexpr double kLostCost = 2.5;
constexpr double kDuplicateCost = 5;
constexpr double kUnit = 1e6;  ///< A millisecond.
constexpr double kImpossible = std::numeric_limits<double>::infinity();

double cost_of_way(Duration way) {
  const double cost = std::log2(1 + std::abs(static_cast<double>(way.count())) / kUnit);
  return way < Duration{} ? 1 + 2 * cost : cost;
}

/// The best assignments up to one datagram received, by the one sent that it is taken for.
struct Step {
  std::size_t first = 0;  ///< The oldest one sent that it can be.
  std::vector<double> costs;
  std::vector<std::uint32_t> before;  ///< Which of the step before each assignment goes on from.
};

class AssignmentSearch {
 public:
  AssignmentSearch(const std::vector<Instant>& sent, Duration tolerance)
      : sent_(sent), tolerance_(tolerance) {}

  /// False: none can be meant.
  bool add(Instant received);
  bool is_long() const { return steps_.size() >= limits::kBlock; }

  /// The cheapest assignment, for all that was added; begins anew from there.
  std::vector<std::size_t> finish();

 private:
  Step candidates(Instant received) const;
  void extend(Step& step) const;

  const std::vector<Instant>& sent_;
  Duration tolerance_;
  std::vector<Step> steps_;
  std::optional<std::size_t> last_;  ///< What the block before ended with.
};

Step AssignmentSearch::candidates(Instant received) const {
  const auto end = std::ranges::upper_bound(sent_, received + tolerance_) - sent_.begin();
  const auto oldest = std::ranges::lower_bound(sent_, received - limits::kMaxTransit) - sent_.begin();
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

/// Each assignment goes on from the cheapest one before that ends not later.
void AssignmentSearch::extend(Step& step) const {
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
    if (is_there && before.costs[sent - before.first] + kDuplicateCost < cost) {
      cost = before.costs[sent - before.first] + kDuplicateCost;
      from = static_cast<std::uint32_t>(sent - before.first);
    }
    step.costs[i] += cost;
    step.before[i] = from;
  }
}

bool AssignmentSearch::add(Instant received) {
  Step step = candidates(received);
  if (step.costs.empty()) return false;
  if (!steps_.empty()) extend(step);
  if (steps_.empty() && last_ && step.first == *last_) step.costs.front() += kDuplicateCost;
  steps_.push_back(std::move(step));
  return true;
}

std::vector<std::size_t> AssignmentSearch::finish() {
  std::vector<std::size_t> assignment(steps_.size());
  if (steps_.empty()) return assignment;
  const std::vector<double>& ends = steps_.back().costs;
  auto at = static_cast<std::size_t>(std::ranges::min_element(ends) - ends.begin());
  for (std::size_t i = steps_.size(); i-- > 0;) {
    assignment[i] = steps_[i].first + at;
    at = steps_[i].before[at];
  }
  last_ = assignment.back();
  steps_.clear();
  return assignment;
}

/// One datagram, in common time.
struct TimedDatagram {
  Instant at{};
  std::size_t tape = 0;
  std::size_t place = 0;
};

/// Datagrams with equal bytes of one group of tapes.
struct EqualDatagrams {
  std::vector<TimedDatagram> sent;
  std::map<std::size_t, std::vector<TimedDatagram>> received;  ///< By the tape.
};

class DatagramMatcher {
 public:
  DatagramMatcher(const std::vector<TapeIndex>& indexes, const std::vector<Clock>& clocks,
                  const std::vector<std::size_t>& groups)
      : indexes_(indexes), clocks_(clocks), groups_(groups) {}

  std::vector<DatagramMatch> run() {
    for (std::size_t tape = 0; tape < indexes_.size(); ++tape) collect_sent(tape);
    for (std::size_t tape = 0; tape < indexes_.size(); ++tape) collect_received(tape);
    for (auto& [key, equal] : all_) match(equal);
    return std::move(matches_);
  }

 private:
  using Key = std::pair<std::size_t, std::uint64_t>;  ///< The group, the digest.

  TimedDatagram placed(std::size_t tape, const IndexedDatagram& note, std::size_t place) const {
    return {clocks_[tape].common(note.at), tape, place};
  }
  void collect_sent(std::size_t tape) {
    const std::vector<IndexedDatagram>& notes = indexes_[tape].sent;
    for (std::size_t i = 0; i < notes.size(); ++i) {
      all_[{groups_[tape], notes[i].digest}].sent.push_back(placed(tape, notes[i], i));
    }
  }
  /// Only of what was sent on some tape.
  void collect_received(std::size_t tape) {
    const std::vector<IndexedDatagram>& notes = indexes_[tape].received;
    for (std::size_t i = 0; i < notes.size(); ++i) {
      const auto equal = all_.find({groups_[tape], notes[i].digest});
      if (equal != all_.end()) equal->second.received[tape].push_back(placed(tape, notes[i], i));
    }
  }
  void match(EqualDatagrams& equal);

  const std::vector<TapeIndex>& indexes_;
  const std::vector<Clock>& clocks_;
  const std::vector<std::size_t>& groups_;
  std::map<Key, EqualDatagrams> all_;
  std::vector<DatagramMatch> matches_;
};

std::vector<Instant> moments_of(const std::vector<TimedDatagram>& all) {
  std::vector<Instant> moments;
  moments.reserve(all.size());
  for (const TimedDatagram& each : all) moments.push_back(each.at);
  return moments;
}

void DatagramMatcher::match(EqualDatagrams& equal) {
  std::ranges::stable_sort(equal.sent, {}, &TimedDatagram::at);
  const std::vector<Instant> sent = moments_of(equal.sent);
  for (const auto& [tape, received] : equal.received) {
    const auto assigned = assign_equal(sent, moments_of(received), limits::kClockTolerance);
    for (std::size_t i = 0; i < assigned.size(); ++i) {
      if (!assigned[i]) continue;
      const TimedDatagram& source = equal.sent[*assigned[i]];
      matches_.push_back({source.tape, tape, source.place, received[i].place});
    }
  }
}

}  // namespace

std::vector<std::optional<std::size_t>> assign_equal(const std::vector<Instant>& sent,
                                                     const std::vector<Instant>& received,
                                                     Duration tolerance) {
  std::vector<std::optional<std::size_t>> all(received.size());
  std::vector<std::size_t> waiting;
  AssignmentSearch search(sent, tolerance);
  const auto flush = [&] {
    const std::vector<std::size_t> assignment = search.finish();
    for (std::size_t i = 0; i < assignment.size(); ++i) all[waiting[i]] = assignment[i];
    waiting.clear();
  };
  for (std::size_t i = 0; i < received.size(); ++i) {
    if (search.add(received[i])) waiting.push_back(i);
    if (search.is_long()) flush();
  }
  flush();
  return all;
}

std::vector<DatagramMatch> match_datagrams(const std::vector<TapeIndex>& indexes,
                                           const std::vector<Clock>& clocks,
                                           const std::vector<std::size_t>& groups) {
  return DatagramMatcher(indexes, clocks, groups).run();
}

}  // namespace parley::sim::merge
