#include "sim/real/real_cluster.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "sim/play/transcript.hpp"
#include "sim/real/addresses.hpp"
#include "sim/real/sockets.hpp"

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
    : scenario_(scenario),
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
    clients_.emplace_back(network_, client, front_of(people_.size() + clients_.size()));
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

std::string RealCluster::transcript() const {
  const HostPort registry{"10.0.0.1", 15600};
  std::vector<std::pair<std::string, std::string>> names = {{registry.to_string(), "<registry>"}};
  for (std::size_t i = 0; i < scenario_.people.size(); ++i) {
    const std::string address = as_simulated(loopback_address(i + 1).to_string(), registry);
    names.emplace_back(address + ":", "<" + scenario_.people[i].name + ">:");
  }
  std::string text = "# " + scenario_.title + "\n";
  for (const PtyPerson& person : people_) {
    text += "\n== " + person.name() + "\n";
    for (const std::string& line : person.whole_screen()) text += scenario::normalised(line, names) + "\n";
  }
  return text;
}

}  // namespace parley::sim::real
