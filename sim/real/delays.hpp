#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>

#include "adapters/asio/delay.hpp"
#include "base/time.hpp"

namespace parley::sim::real {

/// What is to happen later, each in a turn of its own; nothing of it once this is destroyed.
class Delays {
 public:
  explicit Delays(adapters::EventLoop& loop) : loop_(loop) {}

  void after(Duration length, std::function<void()> task);

 private:
  adapters::EventLoop& loop_;
  std::map<std::uint64_t, std::unique_ptr<adapters::Delay>> waiting_;
  std::uint64_t last_ = 0;
};

}  // namespace parley::sim::real
