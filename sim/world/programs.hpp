#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "peer/peer.hpp"
#include "registry/registry.hpp"
#include "sim/world/node.hpp"
#include "sim/world/recording.hpp"
#include "sim/world/sim_hasher.hpp"
#include "sim/world/sim_log_sink.hpp"
#include "sim/world/sim_pin_store.hpp"
#include "sim/world/sim_store.hpp"
#include "sim/world/sim_terminal.hpp"

/// The shipping cores as programs of a node: `node.run<RegistryProgram>(options)`; with a Tapes behind the
/// options, recorded. Header only; link parley_registry or parley_peer as well.
namespace parley::sim {

/// Ends by itself where it cannot start, as the shipping program does: without its database, for one.
class RegistryProgram final : public Program {
 public:
  RegistryProgram(Node& node, const registry::RegistryOptions& options, Tapes* tapes = nullptr)
      : node_(node),
        recording_(Recording<record::RegistryRecorder>::begin(tapes, node, ports_of(node), options)),
        registry_(ports(), options),
        started_(start()) {
    if (!started_) end();
  }
  ~RegistryProgram() override {
    if (recording_) recording_->end(ended_ ? ProgramEnd::kInOrder : ProgramEnd::kTornAway);
  }
  RegistryProgram(const RegistryProgram&) = delete;
  RegistryProgram& operator=(const RegistryProgram&) = delete;

  registry::Registry& registry() { return registry_; }

  /// As the shipping program does on SIGTERM: ends in order, once the store has answered everything.
  void stop() {
    if (std::exchange(stopping_, true)) return;
    if (recording_) recording_->recorder().stop_called();
    registry_.stop([this] {
      if (recording_) recording_->recorder().stopped();
      end();
    });
  }
  bool stopping() const { return stopping_; }

  /// What start() returned at once, and what it said once the rooms were loaded.
  const Result<void>& started() const { return started_; }
  const std::optional<Result<void>>& ready() const { return ready_; }

 private:
  static registry::RegistryPorts ports_of(Node& node) {
    return {node.clock(), node.network(), node.store(), node.hasher(), node.entropy(), node.log()};
  }
  registry::RegistryPorts ports() { return recording_ ? recording_->recorder().ports() : ports_of(node_); }

  Result<void> start() {
    if (recording_) recording_->recorder().start_called();
    auto started = registry_.start([this](Result<void> outcome) { become_ready(std::move(outcome)); });
    if (!started && recording_) recording_->recorder().ready(started);
    return started;
  }

  void become_ready(Result<void> outcome) {
    if (recording_) recording_->recorder().ready(outcome);
    ready_ = std::move(outcome);
    if (!*ready_) end();
  }

  void end() {
    ended_ = true;
    node_.exit();
  }

  Node& node_;
  std::optional<Result<void>> ready_;
  bool stopping_ = false;
  bool ended_ = false;  ///< By itself.
  std::unique_ptr<Recording<record::RegistryRecorder>> recording_;
  registry::Registry registry_;
  Result<void> started_;
};

/// Its program ends when the peer does; `on_exit` then hears the code, still within the peer's turn.
class PeerProgram final : public Program {
 public:
  using OnExit = std::function<void(peer::ExitCode)>;

  PeerProgram(Node& node, const peer::PeerOptions& options, OnExit on_exit = {}, Tapes* tapes = nullptr)
      : node_(node),
        on_exit_(std::move(on_exit)),
        recording_(Recording<record::PeerRecorder>::begin(tapes, node, ports_of(node), options)),
        peer_(ports(), options, [this](peer::ExitCode code) { end(code); }) {
    if (recording_) recording_->recorder().start_called();
    peer_.start();
  }
  ~PeerProgram() override {
    if (recording_) recording_->end(ended_ ? ProgramEnd::kInOrder : ProgramEnd::kTornAway);
  }
  PeerProgram(const PeerProgram&) = delete;
  PeerProgram& operator=(const PeerProgram&) = delete;

  peer::Peer& peer() { return peer_; }

 private:
  static peer::PeerPorts ports_of(Node& node) {
    return {node.clock(), node.network(), node.terminal(), node.pins(), node.log()};
  }
  peer::PeerPorts ports() { return recording_ ? recording_->recorder().ports() : ports_of(node_); }

  void end(peer::ExitCode code) {
    ended_ = true;
    if (recording_) recording_->recorder().exited(code);
    node_.exit();
    if (on_exit_) on_exit_(code);
  }

  Node& node_;
  OnExit on_exit_;
  bool ended_ = false;  ///< By itself.
  std::unique_ptr<Recording<record::PeerRecorder>> recording_;
  peer::Peer peer_;
};

}  // namespace parley::sim
