#pragma once

#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "adapters/asio/asio_network.hpp"
#include "adapters/asio/event_loop.hpp"
#include "adapters/asio/readable_watches.hpp"
#include "sim/language/scenario.hpp"
#include "sim/real/delays.hpp"
#include "sim/real/link_proxy.hpp"
#include "sim/real/pty_person.hpp"
#include "sim/real/raw_client.hpp"
#include "sim/real/real_registry.hpp"
#include "sim/real/registry_probe.hpp"
#include "sim/real/temporary_folder.hpp"

namespace parley::sim::real {

/// What one play in the real world consists of: the registry's program, a link proxy to it for each of the
/// cast, and who is at the other end of it. All of it lives on one loop in this process's thread, but for
/// the programs; with the cluster they end, and the folder with all that they wrote is gone.
class RealCluster {
 public:
  /// The scenario, the programs and the tapes outlive it. Where there are `tapes`, each program records
  /// itself there.
  RealCluster(const scenario::Scenario& scenario, const Programs& programs, scenario::TapeFolder* tapes);

  const scenario::Scenario& scenario() const { return scenario_; }
  adapters::EventLoop& loop() { return loop_; }
  Delays& delays() { return delays_; }
  RegistryProbe& probe() { return probe_; }
  const RegistryProbe& probe() const { return probe_; }

  RealRegistry& registry() { return registry_; }
  void crash_registry();
  void stop_registry();  ///< In order: soon it does not run any more.

  /// What has to be done now and then, between turns: the link proxies listen once the registry
  /// listens, the probe goes on.
  void poll();
  bool is_open() const { return open_; }  ///< Whether the registry can be reached.

  PtyPerson& person(scenario::PersonId id) { return people_[id.index]; }
  const PtyPerson& person(scenario::PersonId id) const { return people_[id.index]; }
  RawClient& client(scenario::ClientId id) { return clients_[id.index]; }
  const RawClient& client(scenario::ClientId id) const { return clients_[id.index]; }
  std::deque<PtyPerson>& people() { return people_; }
  std::deque<LinkProxy>& proxies() { return proxies_; }
  LinkProxy& proxy(const scenario::NodeRef& node);  ///< Not of the registry.

  /// What each person sees, in the form of scenario::transcript().
  std::string transcript() const;

 private:
  HostPort front_of(std::size_t proxy) const;

  const scenario::Scenario& scenario_;
  TemporaryFolder folder_;
  adapters::EventLoop loop_;
  adapters::ReadableWatches watches_{loop_};
  adapters::AsioNetwork network_{loop_, {}};
  Delays delays_{loop_};
  RegistryAddress address_;
  RealRegistry registry_;
  RegistryProbe probe_;
  std::deque<LinkProxy> proxies_;  ///< People's first, then the clients'.
  std::deque<PtyPerson> people_;
  std::deque<RawClient> clients_;
  bool open_ = false;
};

}  // namespace parley::sim::real
