#include "sim/real/stream_relay.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "adapters/asio/sockets.hpp"
#include "sim/real/loopback.hpp"

namespace parley::sim::real {

namespace {

using adapters::Descriptor;
using adapters::Readiness;

constexpr std::size_t kMostQueued = 256 * 1024;  ///< What a link holds before the sender has to wait.
constexpr std::size_t kFragmentBytes = 7;
constexpr std::size_t kFragmentsPerTurn = 64;

}  // namespace

void Pipe::connect(Descriptor& source, Descriptor& sink) {
  source_ = &source;
  sink_ = &sink;
}

void Pipe::await(Readiness readiness, bool& awaiting, Descriptor& end) {
  if (!std::exchange(awaiting, true)) end.await(readiness, relay_.shared(*this));
}

void Pipe::on_ready(Readiness readiness) {
  (readiness == Readiness::kReadable ? awaits_source_ : awaits_sink_) = false;
  pump();
}

void Pipe::pump() {
  if (relay_.over()) return;
  if (link_.blocked()) {
    ++relay_.context().fault_counts.stalled;
    return;
  }
  read();
  write();
  if (queue_.empty() && source_ended_) return finish();
  if (!source_ended_ && queued_ < kMostQueued) await(Readiness::kReadable, awaits_source_, *source_);
}

void Pipe::end_source() {
  source_ended_ = true;
  pump();
}

void Pipe::read() {
  std::array<char, 16 * 1024> chunk{};
  while (!source_ended_ && queued_ < kMostQueued) {
    const ssize_t got = ::recv(source_->fd(), chunk.data(), chunk.size(), MSG_DONTWAIT);
    if (got > 0) {
      take({chunk.data(), static_cast<std::size_t>(got)});
    } else if (got < 0 && errno == EAGAIN) {
      return await(Readiness::kReadable, awaits_source_, *source_);
    } else if (got == 0 || errno != EINTR) {
      source_ended_ = true;
      source_broken_ = got < 0;
    }
  }
}

/// Bytes keep their order, however long each of them takes.
void Pipe::take(std::string bytes) {
  if (sink_broken_) return;
  const Instant due = relay_.context().loop.now() + draw_delay(link_);
  last_due_ = std::max(last_due_, due);
  queued_ += bytes.size();
  queue_.push_back({std::move(bytes), last_due_});
}

void Pipe::write() {
  for (std::size_t turns = 0; !queue_.empty() && !delayed_; ++turns) {
    Piece& first = queue_.front();
    const Instant now = relay_.context().loop.now();
    const bool pause = link_.fragments && turns == kFragmentsPerTurn;
    if (first.due > now || pause) {
      delayed_ = true;
      relay_.context().delays.after(std::max(first.due - now, Duration::zero()),
                                    [relay = relay_.shared(*this)] {
                                      relay->delayed_ = false;
                                      relay->pump();
                                    });
      return;
    }
    if (!send_some(first)) return await(Readiness::kWritable, awaits_sink_, *sink_);
    if (first.bytes.empty()) queue_.pop_front();
  }
}

/// False where the system takes no more now.
bool Pipe::send_some(Piece& piece) {
  const std::size_t most = link_.fragments ? kFragmentBytes : piece.bytes.size();
  const std::size_t count = std::min(most, piece.bytes.size());
  const ssize_t sent = ::send(sink_->fd(), piece.bytes.data(), count, MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent < 0 && (errno == EAGAIN || errno == EINTR)) return errno == EINTR;
  sink_broken_ = sent < 0;
  const std::size_t gone = sink_broken_ ? piece.bytes.size() : static_cast<std::size_t>(sent);
  queued_ -= gone;
  piece.bytes.erase(0, gone);
  return true;
}

void Pipe::finish() {
  if (source_broken_) return relay_.abort();
  if (std::exchange(sink_shut_, true)) return;
  ::shutdown(sink_->fd(), SHUT_WR);
  relay_.on_pipe_over();
}

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
