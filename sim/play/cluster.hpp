#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/endpoint.hpp"
#include "sim/language/scenario.hpp"
#include "sim/play/played_client.hpp"
#include "sim/play/played_person.hpp"
#include "sim/play/registry_view.hpp"

namespace parley::sim::scenario {

enum class RegistryState : std::uint8_t {
  kDown,
  kStarting,  ///< Its program runs, but cannot be reached yet.
  kReady,
  kStopping,  ///< It was asked to end.
  kPaused,
};

/// All that takes part in a play: the registry, the people and the clients, in the order of the cast. What a
/// step does is done to them, and a condition is a question about them alone, so that each is written once
/// for both worlds.
class Cluster {
 public:
  /// The scenario outlives the cluster.
  explicit Cluster(const Scenario& scenario) : scenario_(scenario) {}
  virtual ~Cluster() = default;
  Cluster(const Cluster&) = delete;
  Cluster& operator=(const Cluster&) = delete;

  const Scenario& scenario() const { return scenario_; }

  virtual PlayedPerson& person(PersonId id) = 0;
  virtual PlayedClient& client(ClientId id) = 0;
  virtual RegistryView& registry_view() = 0;

  /// Starts the registry's program, which is ready some time later.
  virtual void start_registry() = 0;
  virtual RegistryState registry_state() const = 0;

  /// Sends a datagram from each of them. Why it cannot be sent, where it cannot.
  virtual std::optional<std::string> send(const SendDatagram& step) = 0;

  /// Where a person is, as it stands on the screens of this world once they are written as a scenario would.
  virtual IpAddress address_of(PersonId id) const = 0;

 private:
  const Scenario& scenario_;
};

/// Where everybody finds the registry, as a scenario would write it.
inline constexpr const char* kRegistryAddress = "10.0.0.1:15600";

}  // namespace parley::sim::scenario
