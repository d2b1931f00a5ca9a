#pragma once

#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "adapters/asio/asio_network.hpp"
#include "adapters/asio/event_loop.hpp"
#include "adapters/asio/readable_watches.hpp"
#include "sim/play/cluster.hpp"
#include "sim/process/temporary_folder.hpp"
#include "sim/real/link_proxy.hpp"
#include "sim/real/link_state.hpp"
#include "sim/real/pty_person.hpp"
#include "sim/real/real_registry.hpp"
#include "sim/real/registry_probe.hpp"

namespace parley::sim::real {

/// A client in the real world: a TLS connection of this process, through its link proxy.
class RawClient final : public scenario::PlayedClient {
 public:
  RawClient(adapters::AsioNetwork& network, LinkProxy& proxy, const scenario::Client& client,
            HostPort registry)
      : PlayedClient(client, std::move(registry)), network_(network), proxy_(proxy) {}

  void crash();
  scenario::RawConnection* connection() const override { return connection_.get(); }
  std::string as_written(const std::string& message) const override;

 private:
  scenario::RawConnection& open(const HostPort& registry, wire::Dialect dialect) override;

  adapters::AsioNetwork& network_;
  LinkProxy& proxy_;
  std::unique_ptr<scenario::RawConnection> connection_;
};

/// What one play in the real world consists of: the registry's program, a link proxy to it for each of the
/// cast, and who is at the other end of it. All of it lives on one loop in this process's thread, but for
/// the programs; with the cluster they end, and the folder with all that they wrote is gone.
class RealCluster final : public scenario::Cluster {
 public:
  /// The scenario, the programs and the tapes outlive it. Where there are `tapes`, each program records
  /// itself there.
  RealCluster(const scenario::Scenario& scenario, const Programs& programs, scenario::TapeFolder* tapes);

  adapters::EventLoop& loop() { return loop_; }
  Delays& delays() { return delays_; }

  RealRegistry& registry() { return registry_; }
  void start_registry() override { registry_.start(); }
  void crash_registry();
  void stop_registry();  ///< In order: soon it does not run any more.
  scenario::RegistryState registry_state() const override;
  scenario::RegistryView& registry_view() override { return probe_; }

  /// What has to be done now and then, between turns: the link proxies listen once the registry
  /// listens, the probe and what people type go on.
  void poll();

  PtyPerson& person(scenario::PersonId id) override { return people_[id.index]; }
  RawClient& client(scenario::ClientId id) override { return clients_[id.index]; }
  std::deque<PtyPerson>& people() { return people_; }
  std::deque<LinkProxy>& proxies() { return proxies_; }
  LinkProxy& proxy(const scenario::NodeRef& node);  ///< Not of the registry.

  std::optional<std::string> send(const scenario::SendDatagram& step) override;
  IpAddress address_of(scenario::PersonId id) const override;

 private:
  HostPort front_of(std::size_t proxy) const;

  process::TemporaryFolder folder_;
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
  bool open_ = false;  ///< The registry can be reached.
};

}  // namespace parley::sim::real
