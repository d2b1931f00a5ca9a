#pragma once

#include <deque>
#include <memory>
#include <string>

#include "adapters/asio/descriptor.hpp"
#include "adapters/asio/event_loop.hpp"
#include "base/endpoint.hpp"
#include "sim/real/link_state.hpp"

namespace parley::sim::real {

class StreamRelay;

/// One direction of a relayed connection: what is read from `source` is written to `sink`, as the link
/// allows. While the link is blocked nothing is read, so that the sender's system holds its bytes, and
/// neither side hears of the other's end.
class Pipe final : public adapters::ReadinessHandler {
 public:
  Pipe(StreamRelay& relay, LinkState& link) : relay_(relay), link_(link) {}

  void connect(adapters::Descriptor& source, adapters::Descriptor& sink);

  /// Goes on as far as possible; to be called whenever something may have changed.
  void pump();
  void end_source();  ///< Takes no more from its source, as if that had said its last word.
  bool over() const { return sink_shut_; }

  void on_ready(adapters::Readiness readiness) override;

 private:
  struct Piece {
    std::string bytes;
    Instant due;
  };

  void read();
  void take(std::string bytes);
  void write();
  bool send_some(Piece& piece);
  void finish();
  void await(adapters::Readiness readiness, bool& awaiting, adapters::Descriptor& end);

  StreamRelay& relay_;
  LinkState& link_;
  adapters::Descriptor* source_ = nullptr;
  adapters::Descriptor* sink_ = nullptr;
  std::deque<Piece> queue_;
  std::size_t queued_ = 0;
  Instant last_due_{};
  bool awaits_source_ = false;
  bool awaits_sink_ = false;
  bool delayed_ = false;  ///< The first piece waits for its time.
  bool source_ended_ = false;
  bool source_broken_ = false;
  bool sink_broken_ = false;
  bool sink_shut_ = false;
};

/// A TCP connection between a node and the registry, through us.
class StreamRelay final : public std::enable_shared_from_this<StreamRelay> {
 public:
  /// What it needs of the context it belongs to, which outlives it.
  struct Context {
    adapters::EventLoop& loop;
    Delays& delays;
    LinkState& out;  ///< From the node to the registry.
    LinkState& in;
    LinkFaultCounts& fault_counts;
  };

  StreamRelay(Context context, int accepted);

  /// Dials the registry from `source`, once the link out lets it.
  void start(const IpAddress& source, const Endpoint& registry);

  void on_link_changed();  ///< A link has changed.
  void abort();            ///< Both sides are reset.
  void half_close();       ///< The registry hears the end of the node's words.
  bool over() const { return state_ == State::kOver; }

  // For its pipes.
  const Context& context() const { return context_; }
  std::shared_ptr<Pipe> shared(Pipe& pipe) { return {shared_from_this(), &pipe}; }
  void on_pipe_over();

 private:
  enum class State { kWaiting, kDialling, kOpen, kOver };
  class Dial;

  void dial();
  void on_dialled();

  Context context_;
  IpAddress source_;
  Endpoint registry_;
  State state_ = State::kWaiting;
  bool half_closed_ = false;
  std::unique_ptr<adapters::Descriptor> node_end_;
  std::unique_ptr<adapters::Descriptor> registry_end_;
  Pipe out_;
  Pipe in_;
};

}  // namespace parley::sim::real
