#include "record/recorder.hpp"

#include "record/recording.hpp"
#include "record/recording_clock.hpp"
#include "record/recording_network.hpp"
#include "record/recording_store.hpp"
#include "record/recording_terminal.hpp"

namespace parley::record {

class RegistryRecorder::Ports {
 public:
  Ports(const registry::RegistryPorts& ports, EntrySink& sink, const RecorderOptions& options)
      : recording(sink, ports.clock, options),
        clock(ports.clock, recording),
        network(ports.network, recording, Role::kRegistry),
        store(ports.store, recording),
        hasher(ports.hasher, recording),
        entropy(ports.entropy, recording),
        log(ports.log, recording) {}

  Recording recording;
  RecordingClock clock;
  RecordingNetwork network;
  RecordingStore store;
  RecordingHasher hasher;
  RecordingEntropy entropy;
  RecordingLog log;
};

RegistryRecorder::RegistryRecorder(const registry::RegistryPorts& ports, EntrySink& sink,
                                   const RecorderOptions& options)
    : ports_(std::make_unique<Ports>(ports, sink, options)) {}

RegistryRecorder::~RegistryRecorder() = default;

registry::RegistryPorts RegistryRecorder::ports() {
  return {ports_->clock, ports_->network, ports_->store, ports_->hasher, ports_->entropy, ports_->log};
}

void RegistryRecorder::start_called() { ports_->recording.input({.kind = EntryKind::kStart}); }
void RegistryRecorder::stop_called() { ports_->recording.input({.kind = EntryKind::kStop}); }

void RegistryRecorder::ready(const Result<void>& outcome) {
  ports_->recording.output(
      {.kind = EntryKind::kReady, .number = outcome_of(outcome), .text = message_of(outcome)});
}

void RegistryRecorder::stopped() {
  ports_->recording.output({.kind = EntryKind::kStopped});
  end();
}

void RegistryRecorder::end() { ports_->recording.end(); }

class PeerRecorder::Ports {
 public:
  Ports(const peer::PeerPorts& ports, EntrySink& sink, const RecorderOptions& options)
      : recording(sink, ports.clock, options),
        clock(ports.clock, recording),
        network(ports.network, recording, Role::kPeer),
        terminal(ports.terminal, recording),
        pins(ports.pins, recording),
        log(ports.log, recording) {}

  Recording recording;
  RecordingClock clock;
  RecordingNetwork network;
  RecordingTerminal terminal;
  RecordingPins pins;
  RecordingLog log;
};

PeerRecorder::PeerRecorder(const peer::PeerPorts& ports, EntrySink& sink, const RecorderOptions& options)
    : ports_(std::make_unique<Ports>(ports, sink, options)) {}

PeerRecorder::~PeerRecorder() = default;

peer::PeerPorts PeerRecorder::ports() {
  return {ports_->clock, ports_->network, ports_->terminal, ports_->pins, ports_->log};
}

void PeerRecorder::start_called() { ports_->recording.input({.kind = EntryKind::kStart}); }

void PeerRecorder::exited(peer::ExitCode code) {
  ports_->recording.output({.kind = EntryKind::kExit, .number = static_cast<std::int64_t>(code)});
  end();
}

void PeerRecorder::end() { ports_->recording.end(); }

}  // namespace parley::record
