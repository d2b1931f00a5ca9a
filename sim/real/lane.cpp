#include "sim/real/lane.hpp"

#include <utility>

#include "adapters/asio/descriptor.hpp"
#include "adapters/asio/sockets.hpp"

namespace parley::sim::real {

using adapters::Readiness;

/// The listening socket.
class Lane::Door final : public adapters::ReadinessHandler, public std::enable_shared_from_this<Door> {
 public:
  Door(Lane& lane, adapters::FileDescriptor socket)
      : lane_(lane), socket_(std::make_unique<adapters::Descriptor>(lane.loop_, socket.release())) {}

  void open() { socket_->await(Readiness::kReadable, shared_from_this()); }
  void shut() { socket_.reset(); }

  void on_ready(Readiness /*readiness*/) override {
    if (!socket_) return;
    lane_.accept(socket_->fd());
    open();
  }

 private:
  Lane& lane_;
  std::unique_ptr<adapters::Descriptor> socket_;
};

Lane::Lane(adapters::EventLoop& loop, adapters::AsioNetwork& network, Delays& delays, const IpAddress& node,
           const RegistryAddress& registry)
    : loop_(loop), network_(network), delays_(delays), node_(node), registry_(registry) {}

Lane::~Lane() {
  shut_doors();
  for (const auto& stream : streams_) stream->tear();
}

Result<void> Lane::open_doors() {
  if (!datagrams_) {
    auto relay = DatagramRelay::open({network_, delays_, out_, in_, strikes_}, {node_, registry_.udp.port},
                                     registry_.udp);
    if (!relay) return relay.error();
    datagrams_ = std::move(*relay);
  }
  shut_doors();
  auto socket = adapters::open_listening_socket(front());
  if (!socket) return socket.error();
  door_ = std::make_shared<Door>(*this, *std::move(socket));
  door_->open();
  return {};
}

void Lane::shut_doors() {
  if (door_) door_->shut();
  door_.reset();
}

void Lane::accept(int listening) {
  forget_those_over();
  Endpoint from;
  for (auto socket = adapters::accept_connection(listening, from); socket;
       socket = adapters::accept_connection(listening, from)) {
    const StreamRelay::Lane lane{loop_, delays_, out_, in_, strikes_};
    streams_.push_back(std::make_shared<StreamRelay>(lane, socket.release()));
    streams_.back()->start(node_, registry_.tcp);
  }
}

void Lane::forget_those_over() {
  std::erase_if(streams_, [](const auto& stream) { return stream->over(); });
}

void Lane::kick() {
  for (const auto& stream : streams_) stream->kick();
  if (datagrams_) datagrams_->kick();
}

void Lane::vanish() {
  if (std::exchange(vanished_, true)) return;
  ++out_.cuts;
  ++in_.cuts;
}

void Lane::come_back() {
  if (!std::exchange(vanished_, false)) return;
  --out_.cuts;
  --in_.cuts;
  tear_connections();
}

void Lane::tear_connections() {
  for (const auto& stream : streams_) {
    if (!stream->over()) ++strikes_.broken;
    stream->tear();
  }
  forget_those_over();
}

void Lane::half_close_connections() {
  for (const auto& stream : streams_) {
    if (!stream->over()) ++strikes_.broken;
    stream->half_close();
  }
}

void Lane::send_datagram(std::string_view bytes) {
  if (datagrams_) datagrams_->send(bytes);
}

}  // namespace parley::sim::real
