#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "client/client.hpp"
#include "screens/menu_peer.hpp"
#include "sim/programs/program_recording.hpp"
#include "sim/world/sim_terminal.hpp"
#include "sim/world/small_ports.hpp"

namespace parley::sim {

/// The shipping peer as a node's program; with tapes, recorded. Header only; link parley_screens as well.
/// Its program ends when the peer does; `on_exit` then hears the code, still within the peer's turn.
class PeerProgram final : public Program {
 public:
  using OnExit = std::function<void(client::ExitCode)>;

  PeerProgram(Node& node, const client::PeerOptions& options, OnExit on_exit = {}, Tapes* tapes = nullptr)
      : node_(node),
        on_exit_(std::move(on_exit)),
        recording_(ProgramRecording<record::PeerRecorder>::begin(tapes, node, ports_of(node), options)),
        peer_(ports(), options, [this](client::ExitCode code) { end(code); }) {
    if (recording_) recording_->recorder().start_called();
    peer_.start();
  }
  ~PeerProgram() override {
    if (recording_) recording_->end(ended_ ? ProgramEnd::kInOrder : ProgramEnd::kCrashed);
  }
  PeerProgram(const PeerProgram&) = delete;
  PeerProgram& operator=(const PeerProgram&) = delete;

  const client::Client& client() const { return peer_.client(); }

 private:
  static screens::PeerPorts ports_of(Node& node) {
    return {node.clock(), node.network(), node.terminal(), node.pins(), node.entropy(), node.log()};
  }
  screens::PeerPorts ports() { return recording_ ? recording_->recorder().ports() : ports_of(node_); }

  void end(client::ExitCode code) {
    ended_ = true;
    if (recording_) recording_->recorder().exited(code);
    node_.exit();
    if (on_exit_) on_exit_(code);
  }

  Node& node_;
  OnExit on_exit_;
  bool ended_ = false;  ///< By itself.
  std::unique_ptr<ProgramRecording<record::PeerRecorder>> recording_;
  screens::MenuPeer peer_;
};

}  // namespace parley::sim
