#include "record/recorder.hpp"

#include "record/entry_recorder.hpp"
#include "record/recording_clock.hpp"
#include "record/recording_network.hpp"
#include "record/recording_store.hpp"
#include "record/recording_terminal.hpp"

namespace parley::record {

class RegistryRecorder::Ports {
 public:
  Ports(const registry::RegistryPorts& ports, EntrySink& sink, const RecorderOptions& options)
      : recorder(sink, ports.clock, options),
        clock(ports.clock, recorder),
        network(ports.network, recorder, Role::kRegistry),
        store(ports.store, recorder),
        hasher(ports.hasher, recorder),
        entropy(ports.entropy, recorder),
        log(ports.log, recorder) {}

  EntryRecorder recorder;
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

void RegistryRecorder::start_called() { ports_->recorder.input({.kind = EntryKind::kStart}); }
void RegistryRecorder::stop_called() { ports_->recorder.input({.kind = EntryKind::kStop}); }

void RegistryRecorder::ready(const Result<void>& outcome) {
  ports_->recorder.output(
      {.kind = EntryKind::kReady, .number = outcome_of(outcome), .text = message_of(outcome)});
}

void RegistryRecorder::stopped() {
  ports_->recorder.output({.kind = EntryKind::kStopped});
  end();
}

void RegistryRecorder::end() { ports_->recorder.end(); }

class PeerRecorder::Ports {
 public:
  Ports(const screens::PeerPorts& ports, EntrySink& sink, const RecorderOptions& options)
      : recorder(sink, ports.clock, options),
        clock(ports.clock, recorder),
        network(ports.network, recorder, Role::kPeer),
        terminal(ports.terminal, recorder),
        pins(ports.pins, recorder),
        entropy(ports.entropy, recorder),
        log(ports.log, recorder) {}

  EntryRecorder recorder;
  RecordingClock clock;
  RecordingNetwork network;
  RecordingTerminal terminal;
  RecordingPins pins;
  RecordingEntropy entropy;
  RecordingLog log;
};

PeerRecorder::PeerRecorder(const screens::PeerPorts& ports, EntrySink& sink, const RecorderOptions& options)
    : ports_(std::make_unique<Ports>(ports, sink, options)) {}

PeerRecorder::~PeerRecorder() = default;

screens::PeerPorts PeerRecorder::ports() {
  return {ports_->clock, ports_->network, ports_->terminal, ports_->pins, ports_->entropy, ports_->log};
}

void PeerRecorder::start_called() { ports_->recorder.input({.kind = EntryKind::kStart}); }

void PeerRecorder::exited(client::ExitCode code) {
  ports_->recorder.output({.kind = EntryKind::kExit, .number = static_cast<std::int64_t>(code)});
  end();
}

void PeerRecorder::end() { ports_->recorder.end(); }

}  // namespace parley::record
