#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <string>

namespace parley::adapters {

class EventLoop;

/// What the sockets of one network have in common; connections that still linger keep it alive. Of the
/// buffers each is used by one socket at a time, for the length of a call.
struct SharedSockets {
  explicit SharedSockets(EventLoop& event_loop) : loop(event_loop) {}

  EventLoop& loop;
  std::array<char, 65'536> scratch;   ///< A datagram, and what a connection throws away.
  std::array<char, 65'536> received;  ///< Cipher text: what one system call brought.
  std::array<char, 16'384> plain;     ///< The record that a handler is given.
  std::string spare_output;           ///< Empty, with room for what a connection gathers in a turn.
  std::size_t closing_unsent = 0;     ///< Connections being closed that still hold unsent bytes.
  std::function<void()> flushed;      ///< Called once when there are none.
};

}  // namespace parley::adapters
