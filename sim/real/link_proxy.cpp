#include "sim/real/link_proxy.hpp"

#include <utility>

#include "adapters/asio/descriptor.hpp"
#include "adapters/asio/sockets.hpp"

namespace parley::sim::real {

using adapters::Readiness;

/// The listening socket.
class LinkProxy::Listener final : public adapters::ReadinessHandler,
                                  public std::enable_shared_from_this<Listener> {
 public:
  Listener(LinkProxy& proxy, adapters::FileDescriptor socket)
      : proxy_(proxy), socket_(std::make_unique<adapters::Descriptor>(proxy.loop_, socket.release())) {}

  void open() { socket_->await(Readiness::kReadable, shared_from_this()); }
  void shut() { socket_.reset(); }

  void on_ready(Readiness /*readiness*/) override {
    if (!socket_) return;
    proxy_.accept(socket_->fd());
    open();
  }

 private:
  LinkProxy& proxy_;
  std::unique_ptr<adapters::Descriptor> socket_;
};

LinkProxy::LinkProxy(adapters::EventLoop& loop, adapters::AsioNetwork& network, Delays& delays,
                     const IpAddress& node, const RegistryAddress& registry)
    : loop_(loop), network_(network), delays_(delays), node_(node), registry_(registry) {}

LinkProxy::~LinkProxy() {
  stop_listening();
  for (const auto& stream : streams_) stream->abort();
}

Result<void> LinkProxy::start_listening() {
  if (!datagrams_) {
    auto relay = DatagramRelay::open({network_, delays_, out_, in_, fault_counts_},
                                     {node_, registry_.udp.port}, registry_.udp);
    if (!relay) return relay.error();
    datagrams_ = std::move(*relay);
  }
  stop_listening();
  auto socket = adapters::open_listening_socket(front());
  if (!socket) return socket.error();
  listener_ = std::make_shared<Listener>(*this, *std::move(socket));
  listener_->open();
  return {};
}

void LinkProxy::stop_listening() {
  if (listener_) listener_->shut();
  listener_.reset();
}

void LinkProxy::accept(int listening) {
  remove_finished();
  Endpoint from;
  for (auto socket = adapters::accept_connection(listening, from); socket;
       socket = adapters::accept_connection(listening, from)) {
    const StreamRelay::Context proxy{loop_, delays_, out_, in_, fault_counts_};
    streams_.push_back(std::make_shared<StreamRelay>(proxy, socket.release()));
    streams_.back()->start(node_, registry_.tcp);
  }
}

void LinkProxy::remove_finished() {
  std::erase_if(streams_, [](const auto& stream) { return stream->over(); });
}

void LinkProxy::on_link_changed() {
  for (const auto& stream : streams_) stream->on_link_changed();
  if (datagrams_) datagrams_->on_link_changed();
}

void LinkProxy::vanish() {
  if (std::exchange(vanished_, true)) return;
  ++out_.cuts;
  ++in_.cuts;
}

void LinkProxy::restore() {
  if (!std::exchange(vanished_, false)) return;
  --out_.cuts;
  --in_.cuts;
  abort_connections();
}

void LinkProxy::abort_connections() {
  for (const auto& stream : streams_) {
    if (!stream->over()) ++fault_counts_.broken;
    stream->abort();
  }
  remove_finished();
}

void LinkProxy::half_close_connections() {
  for (const auto& stream : streams_) {
    if (!stream->over()) ++fault_counts_.broken;
    stream->half_close();
  }
}

void LinkProxy::send_datagram(std::string_view bytes) {
  if (datagrams_) datagrams_->send(bytes);
}

}  // namespace parley::sim::real
