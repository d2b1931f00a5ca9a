#include "record/recorder.hpp"

#include "ports/clock.hpp"
#include "record/entry_recorder.hpp"
#include "record/recording_network.hpp"
#include "record/recording_store.hpp"
#include "record/recording_terminal.hpp"

namespace parley::record {

using tape::EntryKind;
using tape::EntrySink;

namespace {

/// Records when the alarm rings.
class RecordingClock final : public Clock, private WakeHandler {
 public:
  RecordingClock(Clock& clock, EntryRecorder& recorder) : clock_(clock), recorder_(recorder) {}

  Instant now() const override { return clock_.now(); }
  void set_wake_handler(WakeHandler* handler) override {
    handler_ = handler;
    clock_.set_wake_handler(handler == nullptr ? nullptr : this);
  }
  void wake_at(Instant when) override {
    asked_ = when;
    clock_.wake_at(when);
  }
  void cancel_wake() override { clock_.cancel_wake(); }

 private:
  void on_wake() override {
    recorder_.input({.kind = tape::EntryKind::kWake, .number = (clock_.now() - asked_).count()});
    handler_->on_wake();
  }

  Clock& clock_;
  EntryRecorder& recorder_;
  WakeHandler* handler_ = nullptr;
  Instant asked_{};
};

}  // namespace

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
