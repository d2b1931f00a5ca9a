#pragma once

#include <cstdint>
#include <memory>

#include "base/result.hpp"
#include "registry/registry.hpp"
#include "screens/menu_peer.hpp"
#include "tape/entry.hpp"

namespace parley::record {

struct RecorderOptions {
  bool keep_text = true;  ///< Else what people wrote to each other is filler of the same length.
  /// Of the digests by which secrets are known again (docs/tape.md, "Secrets"). Drawn by chance in a
  /// shipping program; nothing on the tape depends on it.
  std::uint64_t digest_key = 0;
  /// Outputs are not cut: for a replay, which shows what is other now. Their digests are as ever.
  bool whole_outputs = false;
};

/// Records a registry: gives it ports that stand before the real ones and tell the sink of all that goes
/// through them, in its order, with secrets replaced by stand-ins. The registry itself sees the real bytes.
/// Outlives the registry; the real ports and the sink outlive the recorder.
class RegistryRecorder {
 public:
  RegistryRecorder(const registry::RegistryPorts& ports, tape::EntrySink& sink,
                   const RecorderOptions& options = {});
  ~RegistryRecorder();
  RegistryRecorder(const RegistryRecorder&) = delete;
  RegistryRecorder& operator=(const RegistryRecorder&) = delete;

  /// What the registry is to be made with.
  registry::RegistryPorts ports();

  // What the ports do not tell. Each goes before (`_called`) or at the start of the call that it tells of.
  void start_called();
  void stop_called();
  void ready(const Result<void>& outcome);  ///< start() has returned an error, or called back.
  void stopped();                           ///< It is the last thing on the tape: as end() from here on.

  /// Nothing is recorded from here on; the registry may go on. Due before a registry that has not stopped
  /// is destroyed: how it drops what it has is no part of its tape.
  void end();

 private:
  class Ports;
  std::unique_ptr<Ports> ports_;
};

/// The same of a peer. The hidden lines that a person types are secrets too.
class PeerRecorder {
 public:
  PeerRecorder(const screens::PeerPorts& ports, tape::EntrySink& sink, const RecorderOptions& options = {});
  ~PeerRecorder();
  PeerRecorder(const PeerRecorder&) = delete;
  PeerRecorder& operator=(const PeerRecorder&) = delete;

  screens::PeerPorts ports();

  void start_called();
  void exited(client::ExitCode code);  ///< It is the last thing on the tape: as end() from here on.
  void end();

 private:
  class Ports;
  std::unique_ptr<Ports> ports_;
};

}  // namespace parley::record
