#include "sim/real/delays.hpp"

#include <utility>

namespace parley::sim::real {

void Delays::after(Duration length, std::function<void()> task) {
  const auto number = ++last_;
  auto end = [this, number, task = std::move(task)] {
    const auto ended = waiting_.extract(number);  // It stands until the task is over.
    task();
  };
  waiting_.emplace(number, std::make_unique<adapters::Delay>(loop_, length, std::move(end)));
}

}  // namespace parley::sim::real
