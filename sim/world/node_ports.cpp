#include "sim/world/node_ports.hpp"

#include <utility>

#include "sim/world/sim_store.hpp"
#include "sim/world/sim_terminal.hpp"
#include "sim/world/small_ports.hpp"
#include "sim/world/world.hpp"

namespace parley::sim {
namespace {

template <class T, class... Args>
T& made(std::unique_ptr<T>& port, Args&&... args) {
  if (!port) port = std::make_unique<T>(std::forward<Args>(args)...);
  return *port;
}

}  // namespace

NodePorts::NodePorts(World& world, NodeId id)
    : world_(world),
      clock_(world, id),
      rng_(derive_seed(world.seed(), id, Purpose::kNetwork)),
      id_(id),
      network_(world, id),
      entropy_(derive_seed(world.seed(), id, Purpose::kEntropy)) {}

IpAddress NodePorts::address() const { return ip_of(world_.router().addresses().of(id_)); }

std::vector<IpAddress> NodePorts::addresses() const {
  std::vector<IpAddress> all;
  for (const std::uint32_t address : world_.router().addresses().all_of(id_)) all.push_back(ip_of(address));
  return all;
}

bool NodePorts::has_address(const IpAddress& address) const {
  const auto own = number_of(address);
  return own && !is_any(*own) && world_.router().addresses().has(id_, *own);
}

NodePorts::~NodePorts() {
  if (store_) store_->abandon();
}

Disk& NodePorts::disk() { return made(disk_, world_, id_); }
SimTerminal& NodePorts::terminal() { return made(terminal_, *this); }
SimPinStore& NodePorts::pins() { return made(pins_); }
SimStore& NodePorts::store() { return made(store_, *this); }
SimPasswordHasher& NodePorts::hasher() { return made(hasher_, *this); }
SimLogSink& NodePorts::log() { return made(log_); }

void NodePorts::renew_store() {
  store_.reset();
  ++store_number_;
}

void NodePorts::crash_store() {
  if (store_) store_->crash();
}

void NodePorts::renew_hasher() {
  hasher_.reset();
  ++hasher_number_;
}

void NodePorts::begin_incarnation() {
  ++incarnation_;
  world_.queue().cancel_alarm(id_);
  clock_.reset();
  entropy_.reset(derive_seed(world_.seed(), id_, Purpose::kEntropy, incarnation_));
  if (terminal_) terminal_->end_program();
  renew_store();
  renew_hasher();
}

Event NodePorts::event_for(EventKind kind) const {
  const bool of_store = kind == EventKind::kStore;
  return Event{.kind = kind, .node = id_, .a = incarnation_, .b = of_store ? store_number_ : hasher_number_};
}

void NodePorts::handle(const Event& event) {
  if (event.a != incarnation_) return;
  if (event.kind == EventKind::kStore && event.b == store_number_) store().on_event(event);
  if (event.kind == EventKind::kHash && event.b == hasher_number_) hasher().on_done();
  if (event.kind == EventKind::kTyped) terminal().on_typed();
}

}  // namespace parley::sim
