#include "record/replay.hpp"

#include <utility>
#include <variant>

#include "base/limits.hpp"
#include "client/client.hpp"
#include "record/recorder.hpp"

namespace parley::record {

using tape::Entry;
using tape::EntryKind;
using tape::EntrySink;

namespace {

constexpr Duration kLatest = Duration(std::int64_t{1} << 61);  // 73 years: differences and sums still fit.

}  // namespace

/// A core over its recorder, as the shipping program has it.
class Replay::Core {
 public:
  virtual ~Core() = default;
  virtual void start() = 0;
  virtual void stop() {}  ///< Only of a registry.
  virtual const registry::Registry* registry() const { return nullptr; }
  virtual const client::Client* client() const { return nullptr; }
  bool over() const { return over_; }

 protected:
  void end() { over_ = true; }

 private:
  bool over_ = false;
};

class Replay::RegistryCore final : public Core {
 public:
  RegistryCore(const registry::RegistryPorts& ports, const registry::RegistryOptions& options,
               EntrySink& sink, bool keep_text)
      : recorder_(ports, sink, {.keep_text = keep_text, .whole_outputs = true}),
        registry_(recorder_.ports(), options) {}

  void start() override {
    recorder_.start_called();
    const auto started = registry_.start([this](const Result<void>& ready) { recorder_.ready(ready); });
    if (!started) recorder_.ready(started);
  }
  void stop() override {
    recorder_.stop_called();
    registry_.stop([this] {
      end();
      recorder_.stopped();
    });
  }
  const registry::Registry* registry() const override { return &registry_; }

 private:
  RegistryRecorder recorder_;
  registry::Registry registry_;
};

class Replay::PeerCore final : public Core {
 public:
  PeerCore(const screens::PeerPorts& ports, const client::PeerOptions& options, EntrySink& sink,
           bool keep_text)
      : recorder_(ports, sink, {.keep_text = keep_text, .whole_outputs = true}),
        peer_(recorder_.ports(), options, [this](client::ExitCode code) {
          end();
          recorder_.exited(code);
        }) {}

  void start() override {
    recorder_.start_called();
    peer_.start();
  }
  const client::Client* client() const override { return &peer_.client(); }

 private:
  PeerRecorder recorder_;
  screens::MenuPeer peer_;
};

Replay::Replay(const tape::TapeHeader& header, tape::EntrySource& source)
    : text_kept_(header.text_kept),
      options_(options_of(header)),
      cursor_(source),
      comparator_(cursor_),
      playback_(comparator_, header.kept_log_levels) {}

Replay::~Replay() { comparator_.close(); }

void Replay::set_listener(EntrySink* listener) {
  listener_ = listener;
  comparator_.set_listener(listener);
}

bool Replay::step() {
  if (end_ || !gather_rooms()) return false;
  const Entry* next = cursor_.peek();
  if (next == nullptr) return end_of_tape();
  if (next->kind == EntryKind::kEnd && rooms_.empty()) return take_end(*next);
  if (!may_come(*next)) return false;
  play_turn();
  if (end_) return true;
  if (const auto violation = playback_.violation()) {
    refuse(cursor_.taken(), *violation);
  } else if (comparator_.difference()) {
    end_ = ReplayEnd::kDifferent;
  }
  return true;
}

void Replay::run() {
  while (step()) continue;
}

void Replay::run_until(Instant last) {
  for (auto at = next_at(); at && *at <= last && step();) at = next_at();
  if (!next_at()) step();  // Which says how the tape ends.
}

std::optional<Instant> Replay::next_at() {
  const Entry* next = end_ ? nullptr : cursor_.peek();
  return next != nullptr ? std::optional(next->at) : std::nullopt;
}

const std::optional<Difference>& Replay::difference() const {
  return end_ == ReplayEnd::kDifferent ? comparator_.difference() : no_difference_;
}

const registry::Registry* Replay::registry() const { return core_ ? core_->registry() : nullptr; }
const client::Client* Replay::client() const { return core_ ? core_->client() : nullptr; }

/// The rooms that the store has, which go before its answer.
bool Replay::gather_rooms() {
  rooms_.clear();
  for (const Entry* next = cursor_.peek(); next != nullptr && next->kind == EntryKind::kLoadedRoom;
       next = cursor_.peek()) {
    if (rooms_.size() == limits::kRooms) {
      return refuse(cursor_.taken() + 1, "a store has fewer rooms");
    }
    rooms_.emplace_back(*next);
    cursor_.take();
  }
  return true;
}

/// Whether an input can come now, whoever it is for.
bool Replay::may_come(const Entry& input) {
  const std::uint64_t number = cursor_.taken() + 1;
  const bool starts = input.kind == EntryKind::kStart;
  if (starts != (turns_ == 0)) {
    return refuse(number,
                  starts ? "the program starts a second time" : "a tape begins with a program's start");
  }
  if (!begins_turn(input.kind)) return refuse(number, "it was not caused by the input before it");
  if (!rooms_.empty() && input.kind != EntryKind::kLoaded) {
    return refuse(number, "the store's rooms go before its answer, and it does not follow");
  }
  const Duration at = input.at.time_since_epoch();
  if (at < -kLatest || at > kLatest) return refuse(number, "its time is out of range");
  if (turns_ > 0 && input.at < now_) return refuse(number, "its time is before that of the input before it");
  if (core_ && core_->over()) return refuse(number, "the program has ended");
  if (input.kind == EntryKind::kStop && (client() != nullptr || std::exchange(stopping_, true))) {
    return refuse(number, client() != nullptr ? "a peer is not stopped from outside"
                                              : "the program is asked to stop a second time");
  }
  return !starts || options_ || refuse(number, options_.error().message);
}

void Replay::play_turn() {
  const Entry& input = comparator_.begin_turn(rooms_);
  now_ = input.at;
  if (turns_++ == 0) began_ = now_;
  playback_.clock().set_now(now_);
  if (input.kind == EntryKind::kWake && !playback_.clock().armed()) return comparator_.input_not_awaited();
  const auto played = apply(input);
  if (!played) {
    refuse(cursor_.taken(), played.error().message);
    return;
  }
  comparator_.end_turn();
}

Result<void> Replay::apply(const Entry& input) {
  if (input.kind == EntryKind::kStart) {
    make_core();
    core_->start();
  } else if (input.kind == EntryKind::kStop) {
    core_->stop();
  } else {
    return playback_.play(input, rooms_);
  }
  return {};
}

void Replay::make_core() {
  if (const auto* options = std::get_if<registry::RegistryOptions>(&*options_)) {
    core_ = std::make_unique<RegistryCore>(playback_.registry_ports(), *options, comparator_, text_kept_);
  } else {
    core_ = std::make_unique<PeerCore>(playback_.peer_ports(), std::get<client::PeerOptions>(*options_),
                                       comparator_, text_kept_);
  }
}

bool Replay::end_of_tape() {
  if (cursor_.failure()) return finish(ReplayEnd::kDamaged, cursor_.failure()->message);
  return finish(ReplayEnd::kCutShort, {});
}

bool Replay::take_end(const Entry& end) {
  const std::uint64_t number = cursor_.taken() + 1;
  if (end.number < 0 || end.number > static_cast<std::int64_t>(tape::TapeEndCause::kFault)) {
    return refuse(number, "its cause is unknown");
  }
  cause_ = static_cast<tape::TapeEndCause>(end.number);
  std::string words(end.text);
  if (listener_ != nullptr) listener_->add(end);
  cursor_.take();
  if (cursor_.peek() != nullptr) return refuse(number + 1, "it stands behind the end");
  if (cursor_.failure()) return end_of_tape();
  return finish(ReplayEnd::kTapeEnd, std::move(words));
}

bool Replay::finish(ReplayEnd end, std::string reason) {
  end_ = end;
  reason_ = std::move(reason);
  return false;
}

bool Replay::refuse(std::uint64_t number, std::string_view why) {
  return finish(ReplayEnd::kImpossible, "entry " + std::to_string(number) +
                                            " cannot be: " + std::string(why) +
                                            ". The tape is not of this program, or it is damaged");
}

}  // namespace parley::record
