#include "sim/real/datagram_relay.hpp"

#include <utility>

#include "sim/real/loopback.hpp"

namespace parley::sim::real {
namespace {

constexpr std::size_t kMostSockets = 256;
constexpr std::size_t kMostHeld = 100'000;

}  // namespace

/// What the registry takes for one socket of the node.
class DatagramRelay::Socket final : private DatagramHandler {
 public:
  Socket(DatagramRelay& relay, const Endpoint& node) : relay_(relay), node_(node) {}

  bool open() {
    auto socket = relay_.context_.network.open_datagram({relay_.front_address_, 0}, *this);
    if (socket) socket_ = std::move(*socket);
    return socket_ != nullptr;
  }
  void send(std::string_view bytes) { socket_->send(relay_.registry_, bytes); }

 private:
  void on_datagram(const Endpoint& from, std::string_view bytes) override {
    if (from != relay_.registry_) return;
    const auto deliver = [this](std::string_view answer) { relay_.front_->send(node_, answer); };
    relay_.carry(relay_.context_.in, bytes, deliver);
  }

  DatagramRelay& relay_;
  Endpoint node_;
  std::unique_ptr<Datagram> socket_;
};

DatagramRelay::DatagramRelay(Context context, const Endpoint& front, const Endpoint& registry)
    : context_(context), front_address_(front.address), registry_(registry) {}

DatagramRelay::~DatagramRelay() = default;

Result<std::unique_ptr<DatagramRelay>> DatagramRelay::open(Context context, const Endpoint& front,
                                                           const Endpoint& registry) {
  std::unique_ptr<DatagramRelay> relay(new DatagramRelay(context, front, registry));
  auto socket = context.network.open_datagram(front, *relay);
  if (!socket) return socket.error();
  relay->front_ = std::move(*socket);
  return relay;
}

DatagramRelay::Socket* DatagramRelay::socket_for(const Endpoint& node) {
  const auto found = sockets_.find(node);
  if (found != sockets_.end()) return found->second.get();
  if (sockets_.size() == kMostSockets) return nullptr;
  auto socket = std::make_unique<Socket>(*this, node);
  if (!socket->open()) return nullptr;
  return sockets_.emplace(node, std::move(socket)).first->second.get();
}

void DatagramRelay::on_datagram(const Endpoint& from, std::string_view bytes) {
  Socket* socket = socket_for(from);
  if (socket == nullptr) return;
  carry(context_.out, bytes, [socket](std::string_view datagram) { socket->send(datagram); });
}

void DatagramRelay::carry(LinkState& link, std::string_view bytes, const Deliver& deliver) {
  LinkFaultCounts& counts = context_.fault_counts;
  if (link.cuts > 0 || bytes.size() > link.max_datagram || chance(link.lost_percent)) {
    ++counts.lost;
    return;
  }
  if (link.clogs > 0) {
    ++counts.stalled;
    if (held_.size() < kMostHeld) held_.push_back({link, std::string(bytes), deliver});
    return;
  }
  send_after(link, bytes, deliver);
  if (!chance(link.repeated_percent)) return;
  ++counts.repeated;
  send_after(link, bytes, deliver);
}

void DatagramRelay::send_after(LinkState& link, std::string_view bytes, const Deliver& deliver) {
  Duration delay = draw_delay(link);
  if (chance(link.late_percent)) {
    ++context_.fault_counts.late;
    delay += link.late_by;
  }
  if (delay == Duration::zero()) return deliver(bytes);
  context_.delays.after(delay, [deliver, kept = std::string(bytes)] { deliver(kept); });
}

void DatagramRelay::on_link_changed() {
  for (auto waiting = std::exchange(held_, {}); !waiting.empty(); waiting.pop_front()) {
    const Held& first = waiting.front();
    carry(first.link, first.bytes, first.deliver);
  }
}

}  // namespace parley::sim::real
