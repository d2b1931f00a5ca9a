#pragma once

#include <functional>
#include <optional>
#include <utility>

#include "peer/peer.hpp"
#include "registry/registry.hpp"
#include "sim/world/node.hpp"
#include "sim/world/sim_hasher.hpp"
#include "sim/world/sim_log_sink.hpp"
#include "sim/world/sim_pin_store.hpp"
#include "sim/world/sim_store.hpp"
#include "sim/world/sim_terminal.hpp"

/// The shipping cores as programs of a node: `node.run<RegistryProgram>(options)`. Header only; link
/// parley_registry or parley_peer as well.
namespace parley::sim {

/// Ends by itself where it cannot start, as the shipping program does: without its database, for one.
class RegistryProgram final : public Program {
 public:
  RegistryProgram(Node& node, const registry::RegistryOptions& options)
      : node_(node),
        registry_({node.clock(), node.network(), node.store(), node.hasher(), node.entropy(), node.log()},
                  options),
        started_(registry_.start([this](Result<void> outcome) {
          ready_ = std::move(outcome);
          if (!*ready_) node_.exit();
        })) {
    if (!started_) node_.exit();
  }

  registry::Registry& registry() { return registry_; }

  /// What start() returned at once, and what it said once the rooms were loaded.
  const Result<void>& started() const { return started_; }
  const std::optional<Result<void>>& ready() const { return ready_; }

 private:
  Node& node_;
  std::optional<Result<void>> ready_;
  registry::Registry registry_;
  Result<void> started_;
};

/// Its program ends when the peer does; `on_exit` then hears the code, still within the peer's turn.
class PeerProgram final : public Program {
 public:
  using OnExit = std::function<void(peer::ExitCode)>;

  PeerProgram(Node& node, const peer::PeerOptions& options, OnExit on_exit = {})
      : node_(node),
        on_exit_(std::move(on_exit)),
        peer_({node.clock(), node.network(), node.terminal(), node.pins(), node.log()}, options,
              [this](peer::ExitCode code) { ended(code); }) {
    peer_.start();
  }

  peer::Peer& peer() { return peer_; }

 private:
  void ended(peer::ExitCode code) {
    node_.exit();
    if (on_exit_) on_exit_(code);
  }

  Node& node_;
  OnExit on_exit_;
  peer::Peer peer_;
};

}  // namespace parley::sim
