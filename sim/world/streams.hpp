#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/world/connections.hpp"
#include "sim/world/event.hpp"
#include "sim/world/router.hpp"

namespace parley::sim {

class World;

/// All streams of a world. A segment is one TLS record; segments keep their order and their bounds. Each
/// direction has a window of 64 KiB: what is sent but not yet read on the other side. So a reader that
/// stops holds its writer back, across the link. The handshake costs the client two round trips, and no
/// cryptography. stream_opening.cpp, stream_flow.cpp and stream_ending.cpp hold the three parts of a
/// stream's life, stream_faults.cpp what the network does to it.
class Streams {
 public:
  explicit Streams(World& world) : world_(world) {}

  static constexpr std::uint32_t kWindow = 64 * 1024;
  static constexpr std::size_t kLongestRecord = 16'384;

  // For SimNetwork.
  std::unique_ptr<Stream> connect(NodeId node, const HostPort& target, StreamHandler& handler);
  Result<std::unique_ptr<Listener>> listen(NodeId node, std::uint32_t address, std::uint16_t port,
                                           ListenHandler& handler) {
    return listeners_.listen(node, address, port, handler);
  }
  // For SimStream. All do nothing where the end is no longer the program's.
  void set_handler(const EndId& id, StreamHandler& handler);
  void write(const EndId& id, std::string_view bytes);
  std::size_t unsent(const EndId& id);
  Endpoint remote(const EndId& id, const Nat::Remote& first);  ///< `first`: what it was once.
  void pause_reading(const EndId& id);
  void resume_reading(const EndId& id);
  void close(const EndId& id);
  void drop(const EndId& id);
  ChannelId channel(const EndId& id) const;  ///< By the world's seed and the connection's number in it.

  // For Node and World.
  void add_node() {
    next_port_.push_back(0);
    connections_.add_node();
  }
  void handle(const Event& event);
  void reset_all(NodeId node, bool also_closing);  ///< The program has ended: its machine resets the rest.
  void silence_all(NodeId node);                   ///< The machine is gone.
  void retry_stalled();                            ///< A way was mended, or a machine came back.
  void break_between(NodeId a, NodeId b);          ///< As by a reset from the middle, to both ends.
  void half_close_between(NodeId from, NodeId to);
  void orphan_all(NodeId node);  ///< Its machine has other addresses now; or has lost this one.
  void orphan_at(NodeId node, std::uint32_t address);
  void push_after(Instant arrival, const Event& event);  ///< A packet goes on that waited on a clogged way.
  void reset_after_return(NodeId node);  ///< A machine that was gone is back, and knows nothing.

 private:
  enum class Failure : std::uint8_t { kRefused, kNoSuchHost, kTimedOut, kUntrusted };

  Connection* find(const EndId& id);
  StreamEnd* find_end(const EndId& id);
  static EndId id_of(const Event& event) { return {event.a, event.b, event.side}; }
  Event event_for(EventKind kind, const EndId& id);
  Duration latency(NodeId from, NodeId to, std::size_t size = 0);
  bool may_pass(const Connection& connection, std::uint8_t from_side);
  void free_if_over(std::uint32_t slot);

  // Opening.
  std::optional<Router::Host> resolve(NodeId node, const std::string& host);
  void aim_at(Connection& connection, const Router::Host& host);
  bool try_next_address(const EndId& client);
  void send_syn(const EndId& client);
  void on_connect_arrive(const EndId& client);
  void on_open(const EndId& client);
  void fail(const EndId& client, Failure failure);
  void accept(const EndId& server, const Payload& word);

  // Flow.
  void pump(const EndId& id);
  std::size_t next_piece(const StreamEnd& end, NodeId far, std::string_view bytes);
  void stall(const EndId& id);
  void resume_sending(const EndId& id);
  void take_into_window(StreamEnd& end);
  void transmit(const EndId& id, Payload* payload);
  void send_credit(const EndId& id);
  void schedule_read(const EndId& id);
  void on_segment(const EndId& id, Payload* payload);
  void on_read(const EndId& id);
  void on_credit(const EndId& id, std::uint32_t amount);
  void give(const EndId& id, Payload* payload);
  void deliver_record(const EndId& id, const Payload& payload);

  // Ending.
  void end_with(const EndId& id, SegmentKind mark);
  void discard(StreamEnd& end);
  void discard_outgoing(StreamEnd& end);
  void on_linger(const EndId& id);
  void deliver_end(const EndId& id, const Payload& mark);

  // Faults.
  void orphan(NodeId node, const std::function<bool(std::uint32_t)>& is_lost);
  static bool joins(const Connection& connection, NodeId a, NodeId b);
  void inject(const EndId& id, SegmentKind mark);
  void watch_for_answer(const EndId& id);
  void on_give_up(const EndId& id);

  World& world_;
  Listeners listeners_;
  Connections connections_;
  std::vector<std::uint16_t> next_port_;  ///< By node.
};

}  // namespace parley::sim
