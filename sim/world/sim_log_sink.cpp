#include "sim/world/sim_log_sink.hpp"

namespace parley::sim {

void SimLogSink::write(LogLevel level, std::string_view line) {
  if (!keeps(level)) return;
  // Twice the capacity before the older half goes: no line is moved more than once on average.
  if (lines_.size() >= std::size_t{2} * capacity_) {
    lines_.erase(lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(capacity_));
  }
  lines_.push_back({level, std::string(line)});
}

void SimLogSink::keep(std::uint32_t lines, LogLevel least) {
  capacity_ = lines;
  least_ = least;
}

}  // namespace parley::sim
