#pragma once

#include <cstdint>
#include <string_view>

#include "base/time.hpp"
#include "sim/world/event_queue.hpp"
#include "sim/world/fault_counts.hpp"
#include "sim/world/links.hpp"
#include "sim/world/payload.hpp"
#include "sim/world/trace.hpp"

namespace parley::sim {

struct WorldOptions {
  std::uint64_t seed = 1;
  LinkTraits link{};
  bool trace_hash = true;  ///< False only to measure what it costs.
};

struct WorldCounts {
  std::uint64_t events = 0;      ///< Turns of any kind.
  std::uint64_t deliveries = 0;  ///< Datagrams and records handed to a program.
  std::uint64_t lost = 0;        ///< Datagrams that did not arrive.
};

/// What all parts of a world share: its time, what waits to happen, what has happened.
class WorldState {
 public:
  Instant now() const { return now_; }
  std::uint64_t seed() const { return seed_; }
  const WorldCounts& counts() const { return counts_; }
  const FaultCounts& faults() const { return links_.fault_counts(); }
  Links& links() { return links_; }

  /// Listeners see everything as it happens, in the order in which they were added.
  void add_listener(TraceListener* listener) { tracer_.add_listener(listener); }
  void remove_listener(TraceListener* listener) { tracer_.remove_listener(listener); }
  std::uint64_t trace_hash() const { return tracer_.hash(); }

  // For the nodes, their ports and the network.
  EventQueue& queue() { return queue_; }
  const EventQueue& queue() const { return queue_; }
  PayloadPool& payloads() { return payloads_; }
  WorldCounts& counts() { return counts_; }
  FaultCounts& faults() { return links_.fault_counts(); }
  bool in_turn() const { return in_turn_; }  ///< Whether a program is being called.
  void push(Duration delay, const Event& event) { queue_.push(now_ + delay, event); }

  /// A payload that leaves its sender now.
  Payload* send_off(std::string_view bytes) {
    Payload* payload = payloads_.take(bytes);
    payload->sent = now_;
    return payload;
  }

  void note(TraceKind kind, NodeId node, NodeId from, std::string_view bytes = {},
            std::uint64_t channel = 0) {
    tracer_.note({now_, kind, node, from, bytes, channel, now_});
  }
  void note_arrival(TraceKind kind, NodeId node, NodeId from, const Payload& payload, std::uint64_t channel) {
    tracer_.note({now_, kind, node, from, payload.bytes(), channel, payload.sent});
  }
  void note_handshake(TraceKind kind, NodeId node, NodeId from, std::uint64_t channel, Instant sent) {
    tracer_.note({now_, kind, node, from, {}, channel, sent});
  }
  /// For a member of a group: the bytes are in the hash already.
  void note_member(NodeId node, NodeId from, const Payload& payload, std::uint16_t port) {
    tracer_.note_without_bytes({now_, TraceKind::kMember, node, from, payload.bytes(), port, payload.sent});
  }
  void note_loss(DropReason why, NodeId node, NodeId from, std::string_view bytes, std::uint16_t port,
                 Instant sent) {
    count_loss(why);
    tracer_.note({now_, TraceKind::kDatagramLost, node, from, bytes, port, sent, why});
  }
  void note_member_loss(DropReason why, NodeId node, NodeId from, const Payload& payload,
                        std::uint16_t port) {
    count_loss(why);
    const TraceEvent event{now_, TraceKind::kMemberLost, node, from, payload.bytes(),
                           port, payload.sent,           why};
    tracer_.note_without_bytes(event);
  }
  void tell_sent(const TraceEvent& event) { tracer_.tell_sent(event); }

 protected:
  explicit WorldState(const WorldOptions& options)
      : seed_(options.seed), tracer_(options.trace_hash), links_(options.link) {}
  ~WorldState() = default;

  Instant now_{};
  bool in_turn_ = false;

 private:
  void count_loss(DropReason why) {
    ++counts_.lost;
    ++faults().lost[static_cast<std::size_t>(why)];
  }

  std::uint64_t seed_;
  WorldCounts counts_;
  Tracer tracer_;
  EventQueue queue_;
  PayloadPool payloads_;
  Links links_;
};

}  // namespace parley::sim
