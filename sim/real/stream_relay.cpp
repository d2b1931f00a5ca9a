#include "sim/real/stream_relay.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <utility>

#include "adapters/asio/sockets.hpp"
#include "sim/real/sockets.hpp"

namespace parley::sim::real {

using adapters::Descriptor;
using adapters::Readiness;

/// Waits until the registry has accepted, or has not.
class StreamRelay::Dial final : public adapters::ReadinessHandler {
 public:
  explicit Dial(std::shared_ptr<StreamRelay> relay) : relay_(std::move(relay)) {}
  void on_ready(Readiness /*readiness*/) override {
    if (relay_->state_ == State::kDialling) relay_->on_dialled();
  }

 private:
  std::shared_ptr<StreamRelay> relay_;
};

StreamRelay::StreamRelay(Context context, int accepted)
    : context_(context),
      node_end_(std::make_unique<Descriptor>(context.loop, accepted)),
      out_(*this, context.out),
      in_(*this, context.in) {}

void StreamRelay::start(const IpAddress& source, const Endpoint& registry) {
  source_ = source;
  registry_ = registry;
  on_link_changed();
}

void StreamRelay::on_link_changed() {
  if (state_ == State::kWaiting && !context_.out.blocked() && !context_.in.blocked()) return dial();
  if (state_ == State::kWaiting) ++context_.fault_counts.stalled;
  if (state_ != State::kOpen) return;
  out_.pump();
  if (state_ == State::kOpen) in_.pump();
}

void StreamRelay::dial() {
  auto socket = start_connecting_from(source_, registry_);
  if (!socket) return abort();
  registry_end_ = std::make_unique<Descriptor>(context_.loop, socket.release());
  state_ = State::kDialling;
  registry_end_->await(Readiness::kWritable, std::make_shared<Dial>(shared_from_this()));
}

void StreamRelay::on_dialled() {
  if (adapters::connection_error(registry_end_->fd())) return abort();
  state_ = State::kOpen;
  out_.connect(*node_end_, *registry_end_);
  in_.connect(*registry_end_, *node_end_);
  if (half_closed_) out_.end_source();
  on_link_changed();
}

void StreamRelay::abort() {
  if (state_ == State::kOver) return;
  state_ = State::kOver;
  for (auto* end : {&node_end_, &registry_end_}) {
    if (*end) adapters::reset_on_close((*end)->fd());
    end->reset();
  }
}

void StreamRelay::half_close() {
  half_closed_ = true;
  if (state_ == State::kOpen) out_.end_source();
}

void StreamRelay::on_pipe_over() {
  if (!out_.over() || !in_.over()) return;
  state_ = State::kOver;
  node_end_.reset();
  registry_end_.reset();
}

}  // namespace parley::sim::real
