#pragma once

#include <cstdint>

#include "sim/world/ids.hpp"
#include "sim/world/payload.hpp"

namespace parley::sim {

/// Everything that can be waiting to happen. A closed set, so that an event is 32 plain bytes and not a
/// callable with a heap block of its own.
enum class EventKind : std::uint8_t {
  kWake,             ///< A node's alarm.
  kDatagram,         ///< A datagram reaches a node's address.
  kGroupDatagram,    ///< A datagram reaches the members of one latency class of a group.
  kMember,           ///< The same for one member that was paused when the others got it.
  kConnectArrive,    ///< A client's first packet reaches the server's machine.
  kConnectFail,      ///< The answer to it: nobody listens.
  kConnectDeadline,  ///< A connection must stand by now.
  kOpen,             ///< The server's part of the handshake reaches the client.
  kSegment,          ///< A record, or a mark between records, reaches an end of a stream.
  kCredit,           ///< A receiver's word that it has read, reaching the sender.
  kRead,             ///< A receiver that reads again takes the next record it has kept waiting.
  kGiveUp,           ///< An end of a stream may have tried in vain for long enough.
  kLinger,           ///< A closed stream has had its time to send what waited.
  kStore,            ///< A step of a node's store.
  kHash,             ///< A node's password hasher has an answer.
  kTyped,            ///< A person's line, end of input or interrupt reaches the program.
  kExit,             ///< A program that asked to end does so.
  kScript,           ///< A step of the scenario.
};

/// One of them. The fields a, b, c, ports and `side` mean what the kind's owner says.
struct Event {
  EventKind kind = EventKind::kWake;
  std::uint8_t side = 0;
  std::uint16_t from_port = 0;
  std::uint16_t to_port = 0;
  NodeId node{};  ///< Whose turn it is.
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t c = 0;
  Payload* payload = nullptr;
};
static_assert(sizeof(Event) == 32);

}  // namespace parley::sim
