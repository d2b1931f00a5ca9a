#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>

#include "adapters/asio/delay.hpp"
#include "base/time.hpp"

namespace parley::sim::real {

/// What happens to packets in one direction between a node and the registry.
struct LinkState {
  unsigned cuts = 0;   ///< How many faults cut it: datagrams are lost, streams stand still.
  unsigned clogs = 0;  ///< How many clog it: datagrams wait too.
  std::uint32_t lost_percent = 0;
  std::uint32_t repeated_percent = 0;
  std::uint32_t late_percent = 0;  ///< Of the datagrams; they come later by `late_by`.
  Duration late_by{};
  Duration min_delay{};
  Duration max_delay{};
  std::size_t max_datagram = SIZE_MAX;
  bool fragments = false;  ///< Streams arrive in small pieces.

  bool blocked() const { return cuts + clogs > 0; }
};

/// How often what was asked for really struck.
struct LinkFaultCounts {
  std::uint64_t lost = 0;  ///< Datagrams, by a cut, by chance or for their length.
  std::uint64_t repeated = 0;
  std::uint64_t late = 0;
  std::uint64_t stalled = 0;  ///< Times that something had to wait on a link that is blocked.
  std::uint64_t broken = 0;   ///< Connections.
};

/// Chance, as faults need it: another one in each play, since no real play is as the one before.
std::uint64_t draw_below(std::uint64_t bound);
bool chance(std::uint32_t percent);
Duration draw_delay(const LinkState& link);

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
