#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "peer/peer.hpp"
#include "sim/world/node.hpp"
#include "sim/world/recording.hpp"
#include "sim/world/sim_log_sink.hpp"
#include "sim/world/sim_pin_store.hpp"
#include "sim/world/sim_terminal.hpp"

namespace parley::sim {

/// The shipping peer as a node's program; with tapes, recorded. Header only; link parley_peer as well.
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
