#include "sim/real/stage.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "sim/real/addresses.hpp"
#include "sim/real/sockets.hpp"
#include "sim/scenario/transcript.hpp"

namespace parley::sim::real {
namespace {

RegistryAddress choose_address() {
  const IpAddress host = loopback_address(0);
  const Ports ports = find_free_ports(host);
  return {{host, ports.tcp}, {host, ports.udp}};
}

}  // namespace

Stage::Stage(const scenario::Scenario& scenario, const Programs& programs, scenario::TapeFolder* tapes)
    : scenario_(scenario),
      address_(choose_address()),
      registry_({watches_, programs, folder_ / "registry", tapes}, address_),
      observer_(network_, address_) {
  for (std::size_t i = 0; i < scenario.people.size() + scenario.clients.size(); ++i) {
    lanes_.emplace_back(loop_, network_, delays_, loopback_address(i + 1), address_);
  }
  for (const scenario::Person& person : scenario.people) {
    const scenario::Surroundings surroundings{front_of(seats_.size())};
    const Seat::Place place{watches_,     programs,          folder_ / person.name,
                            surroundings, address_.udp.port, tapes};
    seats_.emplace_back(place, person);
  }
  for (const scenario::Client& client : scenario.clients) {
    callers_.emplace_back(network_, client, front_of(seats_.size() + callers_.size()));
  }
}

HostPort Stage::front_of(std::size_t lane) const {
  const Endpoint front = lanes_[lane].front();
  return {front.address.to_string(), front.port};
}

Lane& Stage::lane(const scenario::NodeRef& node) {
  if (const auto* person = std::get_if<scenario::PersonId>(&node)) return lanes_[person->index];
  return lanes_[seats_.size() + std::get<scenario::ClientId>(node).index];
}

void Stage::tend() {
  observer_.advance(loop_.now());
  if (open_ || !registry_.listening()) return;
  open_ = std::all_of(lanes_.begin(), lanes_.end(), [](Lane& lane) { return lane.open_doors().has_value(); });
}

void Stage::crash_registry() {
  open_ = false;
  for (Lane& lane : lanes_) lane.shut_doors();
  registry_.crash();
}

void Stage::stop_registry() {
  open_ = false;
  for (Lane& lane : lanes_) lane.shut_doors();
  registry_.ask_to_end();
}

std::string Stage::transcript() const {
  const HostPort registry{"10.0.0.1", 15600};
  std::vector<std::pair<std::string, std::string>> names = {{registry.to_string(), "<registry>"}};
  for (std::size_t i = 0; i < scenario_.people.size(); ++i) {
    const std::string address = as_simulated(loopback_address(i + 1).to_string(), registry);
    names.emplace_back(address + ":", "<" + scenario_.people[i].name + ">:");
  }
  std::string text = "# " + scenario_.title + "\n";
  for (const Seat& seat : seats_) {
    text += "\n== " + seat.name() + "\n";
    for (const std::string& line : seat.whole_screen()) text += scenario::normalised(line, names) + "\n";
  }
  return text;
}

}  // namespace parley::sim::real
