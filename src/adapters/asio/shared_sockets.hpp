#pragma once

#include <array>
#include <cstddef>
#include <functional>

namespace parley::adapters {

class EventLoop;

/// What the sockets of one network have in common; connections that still linger keep it alive.
struct SharedSockets {
  explicit SharedSockets(EventLoop& event_loop) : loop(event_loop) {}

  EventLoop& loop;
  std::array<char, 65'536> scratch;  ///< What was read last; nothing is kept here between turns.
  std::size_t closing_unsent = 0;    ///< Connections being closed that still hold unsent bytes.
  std::function<void()> flushed;     ///< Called once when there are none.
};

}  // namespace parley::adapters
