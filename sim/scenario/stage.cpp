#include "sim/scenario/stage.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "sim/world/programs.hpp"

namespace parley::sim::scenario {
namespace {

constexpr std::uint16_t kTcpPort = 15600;
constexpr std::uint16_t kUdpPort = 15500;

/// Whoever writes a datagram in a scenario does not wait for an answer.
class NobodyListens final : public DatagramHandler {
 public:
  void on_datagram(const Endpoint& /*from*/, std::string_view /*bytes*/) override {}
};

WorldOptions world_options(std::uint64_t seed) {
  WorldOptions options;
  options.seed = seed;
  return options;
}

}  // namespace

Stage::Stage(const Scenario& scenario, std::uint64_t seed)
    : scenario_(scenario), world_(world_options(seed)), registry_(world_.add_node("the-registry")) {
  surroundings_.registry = {registry_.address().to_string(), kTcpPort};
  for (const Person& person : scenario.people) {
    people_.emplace_back(world_.add_node(person.name), person, surroundings_);
  }
  for (const Client& client : scenario.clients) {
    clients_.emplace_back(world_.add_node(client.name), client, surroundings_.registry);
  }
}

Node& Stage::node(const NodeRef& ref) {
  if (const auto* person = std::get_if<PersonId>(&ref)) return people_[person->index].node();
  if (const auto* client = std::get_if<ClientId>(&ref)) return clients_[client->index].node();
  return registry_;
}

void Stage::start_registry() {
  registry::RegistryOptions options;
  options.tcp = {registry_.address(), kTcpPort};
  options.udp = registry_udp();
  registry_.run<RegistryProgram>(options);
}

bool Stage::registry_ready() const {
  const auto* program = dynamic_cast<RegistryProgram*>(registry_.program());
  return program != nullptr && program->ready() && program->ready()->has_value();
}

const registry::Registry* Stage::registry() const {
  auto* program = dynamic_cast<RegistryProgram*>(registry_.program());
  return program == nullptr ? nullptr : &program->registry();
}

bool Stage::forget(const Partition& partition) {
  const auto found = std::find(partitions_.begin(), partitions_.end(), partition);
  if (found == partitions_.end()) return false;
  partitions_.erase(found);
  return true;
}

std::optional<Partition> Stage::forget_any() {
  if (partitions_.empty()) return std::nullopt;
  const Partition last = partitions_.back();
  partitions_.pop_back();
  return last;
}

Endpoint Stage::registry_udp() const { return {registry_.address(), kUdpPort}; }

void Stage::send_datagram(Node& from, const Endpoint& to, std::string_view bytes) {
  if (from.gone()) from.power_on();
  NobodyListens nobody;
  auto socket = from.network().open_datagram({from.address(), 0}, nobody);
  PARLEY_CHECK(socket.has_value());
  (*socket)->send(to, bytes);
}

}  // namespace parley::sim::scenario
