#include "sim/explore/progress.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace parley::sim::explore {
namespace {

using namespace std::chrono_literals;

constexpr Duration kOnTerminal = 200ms;
constexpr Duration kElsewhere = 5s;

}  // namespace

bool Progress::is_time(Duration elapsed) {
  if (elapsed - last_ < (on_terminal_ ? kOnTerminal : kElsewhere)) return false;
  last_ = elapsed;
  return true;
}

void Progress::show(const Totals& totals, Duration elapsed) {
  const double seconds = std::max(0.001, std::chrono::duration<double>(elapsed).count());
  show(fmt::format("{:.0f} s: {} seeds, {:.0f} seeds/s, {:.0f} events/s, rare states {}/{}, {} failed",
                   seconds, totals.seeds(), static_cast<double>(totals.seeds()) / seconds,
                   static_cast<double>(totals.events()) / seconds, totals.marks_reached(), totals.marks(),
                   totals.failed()),
       elapsed);
}

void Progress::show(const std::string& line, Duration elapsed) {
  if (!is_time(elapsed)) return;
  fmt::print(out_, "{}{}{}", on_terminal_ ? "\r" : "", line, on_terminal_ ? "\x1b[K" : "\n");
  std::fflush(out_);
  shown_ = true;
}

void Progress::clear() {
  if (on_terminal_ && shown_) fmt::print(out_, "\r\x1b[K");
  shown_ = false;
}

}  // namespace parley::sim::explore
