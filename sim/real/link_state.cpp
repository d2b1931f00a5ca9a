#include "sim/real/link_state.hpp"

#include <random>
#include <utility>

namespace parley::sim::real {

std::uint64_t draw_below(std::uint64_t bound) {
  static thread_local std::mt19937_64 generator{std::random_device{}()};
  return generator() % bound;
}

bool chance(std::uint32_t percent) { return draw_below(100) < percent; }

Duration draw_delay(const LinkState& link) {
  const auto spread = static_cast<std::uint64_t>((link.max_delay - link.min_delay).count());
  return link.min_delay + Duration(static_cast<Duration::rep>(draw_below(spread + 1)));
}

void Delays::after(Duration length, std::function<void()> task) {
  const auto number = ++last_;
  auto end = [this, number, task = std::move(task)] {
    const auto ended = waiting_.extract(number);  // It stands until the task is over.
    task();
  };
  waiting_.emplace(number, std::make_unique<adapters::Delay>(loop_, length, std::move(end)));
}

}  // namespace parley::sim::real
