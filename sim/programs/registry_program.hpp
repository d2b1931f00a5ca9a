#pragma once

#include <memory>
#include <optional>
#include <utility>

#include "registry/registry.hpp"
#include "sim/programs/program_recording.hpp"
#include "sim/world/sim_store.hpp"
#include "sim/world/small_ports.hpp"

namespace parley::sim {

/// The shipping registry as a node's program; with tapes, recorded. Header only; link parley_registry as
/// well. Ends by itself where it cannot start, as the shipping program does: without its database, for one.
class RegistryProgram final : public Program {
 public:
  RegistryProgram(Node& node, const registry::RegistryOptions& options, Tapes* tapes = nullptr)
      : node_(node),
        recording_(ProgramRecording<record::RegistryRecorder>::begin(tapes, node, ports_of(node), options)),
        registry_(ports(), options),
        started_(start()) {
    if (!started_) end();
  }
  ~RegistryProgram() override {
    if (recording_) recording_->end(ended_ ? ProgramEnd::kInOrder : ProgramEnd::kCrashed);
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
  std::unique_ptr<ProgramRecording<record::RegistryRecorder>> recording_;
  registry::Registry registry_;
  Result<void> started_;
};

}  // namespace parley::sim
