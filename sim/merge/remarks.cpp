#include "sim/merge/remarks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace parley::sim::merge {
namespace {

/// `1.5 ms`, `320 us`.
std::string length_of(Duration length) {
  const auto nanoseconds = static_cast<double>(length.count());
  if (nanoseconds >= 1e9) return fmt::format("{:.3g} s", nanoseconds / 1e9);
  if (nanoseconds >= 1e6) return fmt::format("{:.3g} ms", nanoseconds / 1e6);
  return fmt::format("{:.3g} us", nanoseconds / 1e3);
}

/// By how many millionths a clock goes wrong where it does so most.
long long drift_of(const Clock& clock) {
  double worst = 0;
  for (std::size_t i = 1; i < clock.knots().size(); ++i) {
    const Knot& a = clock.knots()[i - 1];
    const Knot& b = clock.knots()[i];
    const double rate =
        static_cast<double>((b.ahead - a.ahead).count()) / static_cast<double>((b.own - a.own).count());
    if (std::abs(rate) > std::abs(worst)) worst = rate;
  }
  return std::llround(worst * 1e6);
}

}  // namespace

std::vector<std::string> remarks_on(const std::vector<Tape>& tapes, const std::vector<TapeIndex>& indexes,
                                    const Alignment& alignment) {
  std::vector<std::string> remarks;
  for (std::size_t i = 0; i < tapes.size(); ++i) {
    const Tape& tape = tapes[i];
    if (tape.placed == Placement::kByWallClock) {
      remarks.push_back(fmt::format(
          "{} shares no message with the others: it is put where the time of day of its beginning says",
          tape.name));
    }
    if (tape.placed == Placement::kByOwnClock) {
      remarks.push_back(fmt::format(
          "{} shares no message with the others, and no time of day: it is put where its own clock says",
          tape.name));
    }
    if (!alignment.clocks[i].is_steady()) {
      remarks.push_back(fmt::format("{}: its clock drifts against the others, by up to {} millionths",
                                    tape.name, std::abs(drift_of(alignment.clocks[i]))));
    }
    if (tape.worst_violation > std::chrono::microseconds(1)) {
      remarks.push_back(fmt::format("{}: messages arrive up to {} before they were sent: clocks contradict",
                                    tape.name, length_of(tape.worst_violation)));
    }
    if (indexes[i].is_full) {
      remarks.push_back(
          fmt::format("{} holds more than is matched: its later messages have one end", tape.name));
    }
  }
  return remarks;
}

}  // namespace parley::sim::merge
