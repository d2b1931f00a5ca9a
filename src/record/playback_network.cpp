#include "record/playback_network.hpp"

#include <utility>

#include "base/check.hpp"

namespace parley::record {
namespace {

using tape::Entry;
using tape::EntryKind;

constexpr std::size_t kLongestRecord = 16'384;    // What ports/stream.hpp promises.
constexpr std::size_t kLongestDatagram = 65'507;  // What ports/datagram.hpp promises.
constexpr std::int64_t kMaxUnsent = std::int64_t{1} << 40;

std::string stream_words(std::uint64_t id) { return "stream " + std::to_string(id); }

}  // namespace

/// A stream that the core holds; known to the network from its first moment to its last.
class PlaybackNetwork::PlaybackStream final : public Stream {
 public:
  PlaybackStream(PlaybackNetwork& network, std::uint64_t id) : network_(network), id_(id) {
    network_.streams_[id_] = this;
  }
  ~PlaybackStream() override { network_.streams_.erase(id_); }
  PlaybackStream(const PlaybackStream&) = delete;
  PlaybackStream& operator=(const PlaybackStream&) = delete;

  void set_handler(StreamHandler& handler) override { handler_ = &handler; }
  void write(std::string_view /*bytes*/) override {}
  std::size_t unsent() const override { return network_.unsent(id_); }
  void pause_reading() override { paused_ = true; }
  void resume_reading() override { paused_ = false; }
  void close() override { state_ = State::kClosed; }
  Endpoint remote() const override { return remote_; }
  ChannelId channel() const override { return channel_; }

  State state() const { return state_; }
  bool paused() const { return paused_; }
  StreamHandler* handler() const { return handler_; }
  void establish(const Entry& input) {
    state_ = State::kEstablished;
    remote_ = input.endpoint;
    channel_ = input.channel;
  }

 private:
  PlaybackNetwork& network_;
  std::uint64_t id_;
  StreamHandler* handler_ = nullptr;
  Endpoint remote_;
  ChannelId channel_;
  State state_ = State::kOpening;
  bool paused_ = false;
};

class PlaybackNetwork::PlaybackListener final : public Listener {
 public:
  PlaybackListener(PlaybackNetwork& network, const Endpoint& local, ListenHandler& handler)
      : network_(network), local_(local), handler_(handler) {
    network_.listener_ = this;
  }
  ~PlaybackListener() override {
    if (network_.listener_ == this) network_.listener_ = nullptr;
  }
  PlaybackListener(const PlaybackListener&) = delete;
  PlaybackListener& operator=(const PlaybackListener&) = delete;

  Endpoint local() const override { return local_; }
  ListenHandler& handler() const { return handler_; }

 private:
  PlaybackNetwork& network_;
  Endpoint local_;
  ListenHandler& handler_;
};

class PlaybackNetwork::PlaybackSocket final : public Datagram {
 public:
  PlaybackSocket(PlaybackNetwork& network, std::uint64_t id, const Endpoint& local, DatagramHandler& handler)
      : network_(network), id_(id), local_(local), handler_(handler) {
    network_.sockets_[id_] = this;
  }
  ~PlaybackSocket() override { network_.sockets_.erase(id_); }
  PlaybackSocket(const PlaybackSocket&) = delete;
  PlaybackSocket& operator=(const PlaybackSocket&) = delete;

  void send(const Endpoint& /*to*/, std::string_view /*bytes*/) override {}
  Endpoint local() const override { return local_; }
  DatagramHandler& handler() const { return handler_; }

 private:
  PlaybackNetwork& network_;
  std::uint64_t id_;
  Endpoint local_;
  DatagramHandler& handler_;
};

std::unique_ptr<Stream> PlaybackNetwork::connect(const HostPort& /*target*/, StreamHandler& handler) {
  auto stream = std::make_unique<PlaybackStream>(*this, ++last_stream_);
  stream->set_handler(handler);
  return stream;
}

Result<std::unique_ptr<Listener>> PlaybackNetwork::listen(const Endpoint& local, ListenHandler& handler) {
  const Entry* answer = answers_.next(EntryKind::kListening);
  const Endpoint bound = answer != nullptr ? answer->endpoint : local;
  if (auto outcome = answers_.outcome(EntryKind::kListening, false); outcome.error) return *outcome.error;
  return std::make_unique<PlaybackListener>(*this, bound, handler);
}

Result<std::unique_ptr<Datagram>> PlaybackNetwork::open_datagram(const Endpoint& local,
                                                                 DatagramHandler& handler) {
  return open_socket(local, handler);
}

Result<std::unique_ptr<Datagram>> PlaybackNetwork::join_group(const Endpoint& group,
                                                              const IpAddress& /*interface_address*/,
                                                              DatagramHandler& handler) {
  return open_socket(group, handler);
}

Result<std::unique_ptr<Datagram>> PlaybackNetwork::open_socket(const Endpoint& local,
                                                               DatagramHandler& handler) {
  const Entry* answer = answers_.next(EntryKind::kSocketOpened);
  const Endpoint bound = answer != nullptr ? answer->endpoint : local;
  const std::uint64_t id = answer != nullptr ? answer->id : 0;
  if (auto outcome = answers_.outcome(EntryKind::kSocketOpened, false); outcome.error) return *outcome.error;
  if (answer != nullptr && sockets_.contains(id))
    answers_.report_violation("there is a socket " + std::to_string(id) + " already");
  return std::make_unique<PlaybackSocket>(*this, id, bound, handler);
}

std::size_t PlaybackNetwork::unsent(std::uint64_t id) {
  const Entry* answer = answers_.next(EntryKind::kUnsent);
  if (answer == nullptr || answer->id != id) return 0;
  if (answer->number > 0 && answer->number <= kMaxUnsent) return static_cast<std::size_t>(answer->number);
  answers_.report_violation("a stream has " + std::to_string(answer->number) +
                            " unsent bytes, which is out of range");
  return 0;
}

Result<void> PlaybackNetwork::accept(const Entry& input) {
  if (listener_ == nullptr) return impossible("a connection comes in, and the core listens nowhere");
  if (input.id != last_stream_ + 1) {
    return impossible("a connection comes in as " + stream_words(input.id) + ", and the next one is " +
                      stream_words(last_stream_ + 1));
  }
  last_stream_ = input.id;
  auto accepted = std::make_unique<PlaybackStream>(*this, input.id);
  accepted->establish(input);
  listener_->handler().on_accept(std::move(accepted));
  return {};
}

Result<PlaybackNetwork::PlaybackStream*> PlaybackNetwork::stream(std::uint64_t id, State wanted) {
  const auto found = streams_.find(id);
  if (found == streams_.end()) {
    const bool gone = id > 0 && id <= last_stream_;
    return impossible("it is for " + stream_words(id) + ", which the core has " +
                      (gone ? "dropped" : "not opened"));
  }
  PlaybackStream* stream = found->second;
  if (stream->handler() == nullptr) {
    return impossible("it is for " + stream_words(id) + ", which the core does not listen to");
  }
  if (stream->state() == wanted) return stream;
  if (stream->state() == State::kClosed)
    return impossible("it is for " + stream_words(id) + ", which is closed");
  return impossible("it is for " + stream_words(id) + ", which " +
                    (wanted == State::kEstablished ? "is not open yet" : "is open already"));
}

Result<void> PlaybackNetwork::open(const Entry& input) {
  const auto opening = stream(input.id, State::kOpening);
  if (!opening) return opening.error();
  (*opening)->establish(input);
  (*opening)->handler()->on_open({std::string(input.text), input.number != 0});
  return {};
}

Result<void> PlaybackNetwork::record(const Entry& input) {
  const auto established = stream(input.id, State::kEstablished);
  if (!established) return established.error();
  if (input.text.empty() || input.text.size() > kLongestRecord) {
    return impossible("a record has " + std::to_string(input.text.size()) +
                      " bytes, and 1 to 16384 are possible");
  }
  if ((*established)->paused()) {
    return impossible("it is for " + stream_words(input.id) + ", which the core does not read from now");
  }
  (*established)->handler()->on_record(input.text);
  return {};
}

Result<void> PlaybackNetwork::drained(const Entry& input) {
  const auto established = stream(input.id, State::kEstablished);
  if (!established) return established.error();
  (*established)->handler()->on_drained();
  return {};
}

Result<void> PlaybackNetwork::close(const Entry& input) {
  if (input.number < 0 || input.number > static_cast<std::int64_t>(CloseCause::kUntrusted)) {
    return impossible("a stream ends with the unknown cause " + std::to_string(input.number));
  }
  const auto found = streams_.find(input.id);
  const bool opening = found != streams_.end() && found->second->state() == State::kOpening;
  const auto ending = stream(input.id, opening ? State::kOpening : State::kEstablished);
  if (!ending) return ending.error();
  StreamHandler* handler = (*ending)->handler();
  (*ending)->close();
  handler->on_close(static_cast<CloseCause>(input.number), std::string(input.text));
  return {};
}

Result<void> PlaybackNetwork::datagram(const Entry& input) {
  const auto found = sockets_.find(input.id);
  if (found == sockets_.end()) {
    return impossible("it is for socket " + std::to_string(input.id) + ", which the core does not have");
  }
  if (input.text.size() > kLongestDatagram) {
    return impossible("a datagram has " + std::to_string(input.text.size()) +
                      " bytes, and at most 65507 are possible");
  }
  found->second->handler().on_datagram(input.endpoint, input.text);
  return {};
}

}  // namespace parley::record
