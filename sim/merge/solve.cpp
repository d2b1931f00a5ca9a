#include "sim/merge/solve.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

namespace parley::sim::merge {
namespace {

constexpr std::size_t kMaxPasses = 64;
constexpr Duration kGoodEnough{100};

/// `to` has to be ahead of `from` by at least so much.
struct Constraint {
  std::size_t from = 0;
  std::size_t to = 0;
  Duration least{};
};

using Shifts = std::vector<Duration>;

class Solver {
 public:
  Solver(std::size_t tapes, const Bounds& bounds) : bounds_(bounds), ways_(tapes) {
    for (const auto& way : bounds_.all()) {
      ways_[way.first.first].push_back(&way);
      ways_[way.first.second].push_back(&way);
    }
    solution_.clocks.resize(tapes);
    solution_.groups.resize(tapes);
    solution_.is_root.resize(tapes);
    solution_.worst_violation.resize(tapes);
  }

  Solution solve() {
    find_groups();
    find_roots();
    if (!shift_all(Duration{})) {
      fit_clocks();
      if (!shift_all(Duration{})) shift_with_least_error();
    }
    measure_violations();
    return std::move(solution_);
  }

 private:
  using Way = std::pair<const Bounds::Direction, std::vector<Transit>>;

  std::size_t tapes() const { return solution_.clocks.size(); }
  Instant common(std::size_t tape, Instant own) const { return solution_.clocks[tape].common(own); }

  void find_groups();
  void find_roots();
  std::vector<Constraint> constraints(Duration slack) const;
  std::optional<Shifts> feasible(const std::vector<Constraint>& constraints) const;
  void centre(const std::vector<Constraint>& constraints, Shifts& shifts) const;
  bool shift_all(Duration slack);
  void shift_with_least_error();
  void fit_clocks();
  void fit(std::size_t tape, const std::vector<bool>& placed);
  void measure_violations();

  const Bounds& bounds_;
  std::vector<std::vector<const Way*>> ways_;  ///< Of each tape, there and back.
  Solution solution_;
};

void Solver::find_groups() {
  std::vector<std::size_t>& groups = solution_.groups;
  std::iota(groups.begin(), groups.end(), 0);
  const auto top = [&groups](std::size_t tape) {
    while (groups[tape] != tape) tape = groups[tape] = groups[groups[tape]];
    return tape;
  };
  for (const auto& [way, transits] : bounds_.all()) {
    const std::size_t a = top(way.first);
    const std::size_t b = top(way.second);
    groups[std::max(a, b)] = std::min(a, b);
  }
  for (std::size_t tape = 0; tape < tapes(); ++tape) groups[tape] = top(tape);
}

/// Those that share the most messages with the others.
void Solver::find_roots() {
  std::vector<std::size_t> transits(tapes());
  for (std::size_t tape = 0; tape < tapes(); ++tape) {
    for (const Way* way : ways_[tape]) transits[tape] += way->second.size();
  }
  std::vector<std::size_t> root(tapes());
  std::iota(root.begin(), root.end(), 0);
  for (std::size_t tape = 0; tape < tapes(); ++tape) {
    std::size_t& best = root[solution_.groups[tape]];
    if (transits[tape] > transits[best]) best = tape;
  }
  for (std::size_t tape = 0; tape < tapes(); ++tape) {
    solution_.is_root[tape] = root[solution_.groups[tape]] == tape;
  }
}

std::vector<Constraint> Solver::constraints(Duration slack) const {
  std::vector<Constraint> constraints;
  for (const auto& [way, transits] : bounds_.all()) {
    Duration least = Duration::min();
    for (const Transit& each : transits) {
      least = std::max(least, common(way.first, each.sent) - common(way.second, each.received));
    }
    constraints.push_back({way.first, way.second, least - slack});
  }
  return constraints;
}

/// Shifts by which every constraint is kept, if there are any (Bellman and Ford).
std::optional<Shifts> Solver::feasible(const std::vector<Constraint>& constraints) const {
  Shifts shifts(tapes());
  for (std::size_t pass = 0; pass <= std::min(tapes(), kMaxPasses); ++pass) {
    bool moved = false;
    for (const Constraint& constraint : constraints) {
      if (shifts[constraint.to] - shifts[constraint.from] >= constraint.least) continue;
      shifts[constraint.to] = shifts[constraint.from] + constraint.least;
      if (shifts[constraint.to] > limits::kMaxOffset) return std::nullopt;
      moved = true;
    }
    if (!moved) return shifts;
  }
  return std::nullopt;
}

/// Moves each clock to the middle of what the others leave it, again and again.
void Solver::centre(const std::vector<Constraint>& constraints, Shifts& shifts) const {
  std::vector<std::vector<const Constraint*>> below(tapes());
  std::vector<std::vector<const Constraint*>> above(tapes());
  for (const Constraint& constraint : constraints) {
    below[constraint.to].push_back(&constraint);
    above[constraint.from].push_back(&constraint);
  }
  for (std::size_t round = 0; round < limits::kRounds; ++round) {
    Duration farthest{};
    for (std::size_t tape = 0; tape < tapes(); ++tape) {
      if (solution_.is_root[tape]) continue;
      Duration low = Duration::min();
      Duration high = Duration::max();
      for (const Constraint* constraint : below[tape])
        low = std::max(low, shifts[constraint->from] + constraint->least);
      for (const Constraint* constraint : above[tape])
        high = std::min(high, shifts[constraint->to] - constraint->least);
      Duration middle = above[tape].empty() ? low : high;
      if (!below[tape].empty() && !above[tape].empty()) middle = low + (high - low) / 2;
      farthest = std::max(farthest, std::chrono::abs(middle - shifts[tape]));
      shifts[tape] = middle;
    }
    if (farthest <= kGoodEnough) return;
  }
}

bool Solver::shift_all(Duration slack) {
  const std::vector<Constraint> all = constraints(slack);
  auto shifts = feasible(all);
  if (!shifts) return false;
  centre(all, *shifts);
  for (std::size_t tape = 0; tape < tapes(); ++tape) solution_.clocks[tape].shift((*shifts)[tape]);
  return true;
}

void Solver::shift_with_least_error() {
  Duration low{};
  Duration high{1};
  while (high < limits::kMaxTapeLength && !feasible(constraints(high))) high *= 2;
  while (high - low > kGoodEnough) {
    const Duration middle = low + (high - low) / 2;
    (feasible(constraints(middle)) ? high : low) = middle;
  }
  shift_all(high);
}

/// From the roots on, always the one that shares the most messages with those that are placed.
void Solver::fit_clocks() {
  std::vector<bool> placed(tapes());
  std::vector<std::size_t> shared(tapes());  // With those that are placed.
  const auto place = [&](std::size_t tape) {
    placed[tape] = true;
    shared[tape] = 0;
    for (const auto* way : ways_[tape]) {
      const auto [from, to] = way->first;
      const std::size_t other = from == tape ? to : from;
      if (!placed[other]) shared[other] += way->second.size();
    }
  };
  for (std::size_t tape = 0; tape < tapes(); ++tape) {
    if (solution_.is_root[tape]) place(tape);
  }
  for (std::size_t left = tapes(); left > 0; --left) {
    const auto next = static_cast<std::size_t>(std::ranges::max_element(shared) - shared.begin());
    if (shared[next] == 0) return;
    fit(next, placed);
    place(next);
  }
}

/// Of two neighbours the tighter one is kept until there are few enough.
void thin_out(std::vector<Bound>& bounds, bool keeps_larger) {
  if (bounds.size() <= limits::kFitBounds) return;
  std::ranges::stable_sort(bounds, {}, &Bound::own);
  while (bounds.size() > limits::kFitBounds) {
    const std::size_t half = bounds.size() / 2;
    for (std::size_t i = 0; i < half; ++i) {
      const Bound& a = bounds[2 * i];
      const Bound& b = bounds[2 * i + 1];
      bounds[i] = (a.ahead > b.ahead) == keeps_larger ? a : b;
    }
    bounds.resize(half);
  }
}

void Solver::fit(std::size_t tape, const std::vector<bool>& placed) {
  std::vector<Bound> least;
  std::vector<Bound> most;
  for (const Way* way : ways_[tape]) {
    const auto [from, to] = way->first;
    if (!placed[from == tape ? to : from]) continue;
    for (const Transit& each : way->second) {
      if (to == tape) least.push_back({each.received, common(from, each.sent) - each.received});
      if (from == tape) most.push_back({each.sent, common(to, each.received) - each.sent});
    }
  }
  thin_out(least, true);
  thin_out(most, false);
  solution_.clocks[tape] = fit_clock(least, most);
}

void Solver::measure_violations() {
  for (const auto& [way, transits] : bounds_.all()) {
    for (const Transit& each : transits) {
      const Duration early = common(way.first, each.sent) - common(way.second, each.received);
      for (const std::size_t tape : {way.first, way.second}) {
        solution_.worst_violation[tape] = std::max(solution_.worst_violation[tape], early);
      }
    }
  }
}

}  // namespace

void Bounds::add(std::size_t from, std::size_t to, const Transit& transit) {
  if (from == to) return;
  std::vector<Transit>& way = all_[{from, to}];
  way.push_back(transit);
  if (way.size() < limits::kBounds) return;
  std::ranges::stable_sort(way, {}, &Transit::sent);
  const auto wait = [](const Transit& each) { return each.received - each.sent; };
  for (std::size_t i = 0; i + 1 < way.size(); i += 2) {
    way[i / 2] = wait(way[i]) <= wait(way[i + 1]) ? way[i] : way[i + 1];
  }
  way.resize(way.size() / 2);
}

Solution solve(std::size_t tapes, const Bounds& bounds) { return Solver(tapes, bounds).solve(); }

}  // namespace parley::sim::merge
