#include "sim/real/real_cluster.hpp"

#include <algorithm>
#include <utility>

#include "sim/real/loopback.hpp"

namespace parley::sim::real {
namespace {

RegistryAddress choose_address() {
  const IpAddress host = loopback_address(0);
  const Ports ports = find_free_ports(host);
  return {{host, ports.tcp}, {host, ports.udp}};
}

}  // namespace

RealCluster::RealCluster(const scenario::Scenario& scenario, const Programs& programs,
                         scenario::TapeFolder* tapes)
    : Cluster(scenario),
      address_(choose_address()),
      registry_({watches_, programs, folder_ / "registry", tapes}, address_),
      probe_(network_, address_) {
  for (std::size_t i = 0; i < scenario.people.size() + scenario.clients.size(); ++i) {
    proxies_.emplace_back(loop_, network_, delays_, loopback_address(i + 1), address_);
  }
  for (const scenario::Person& person : scenario.people) {
    const scenario::PeerConfig peer_config{front_of(people_.size())};
    const PtyPerson::Context context{watches_,    programs,          folder_ / person.name,
                                     peer_config, address_.udp.port, tapes};
    people_.emplace_back(context, person);
  }
  for (const scenario::Client& client : scenario.clients) {
    const std::size_t index = people_.size() + clients_.size();
    clients_.emplace_back(network_, proxies_[index], client, front_of(index));
  }
}

HostPort RealCluster::front_of(std::size_t proxy) const {
  const Endpoint front = proxies_[proxy].front();
  return {front.address.to_string(), front.port};
}

LinkProxy& RealCluster::proxy(const scenario::NodeRef& node) {
  if (const auto* person = std::get_if<scenario::PersonId>(&node)) return proxies_[person->index];
  return proxies_[people_.size() + std::get<scenario::ClientId>(node).index];
}

void RealCluster::poll() {
  probe_.advance(loop_.now());
  for (PtyPerson& person : people_) person.flush_input();
  if (open_ || !registry_.listening()) return;
  open_ = std::all_of(proxies_.begin(), proxies_.end(),
                      [](LinkProxy& proxy) { return proxy.start_listening().has_value(); });
}

void RealCluster::crash_registry() {
  open_ = false;
  for (LinkProxy& proxy : proxies_) proxy.stop_listening();
  registry_.crash();
}

void RealCluster::stop_registry() {
  open_ = false;
  for (LinkProxy& proxy : proxies_) proxy.stop_listening();
  registry_.request_stop();
}

scenario::RegistryState RealCluster::registry_state() const {
  if (!registry_.running()) return scenario::RegistryState::kDown;
  if (registry_.stopping()) return scenario::RegistryState::kStopping;
  if (registry_.paused()) return scenario::RegistryState::kPaused;
  return open_ ? scenario::RegistryState::kReady : scenario::RegistryState::kStarting;
}

std::optional<std::string> RealCluster::send(const scenario::SendDatagram& step) {
  for (const scenario::NodeRef& node : step.who) {
    proxy(node).restore();
    proxy(node).send_datagram(step.bytes);
  }
  return std::nullopt;
}

/// The registry comes first.
IpAddress RealCluster::address_of(scenario::PersonId id) const { return simulated_address(id.index + 1); }

void RawClient::crash() {
  abandon();
  connection_.reset();
}

std::string RawClient::as_written(const std::string& message) const {
  return as_simulated(message, registry());
}

/// On a machine that had vanished, too.
scenario::RawConnection& RawClient::open(const HostPort& registry, wire::Dialect dialect) {
  proxy_.restore();
  connection_ = std::make_unique<scenario::RawConnection>(network_, registry, dialect);
  return *connection_;
}

}  // namespace parley::sim::real
