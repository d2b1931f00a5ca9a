#include "record/replay.hpp"

#include <utility>
#include <variant>
#include <vector>

#include "base/check.hpp"
#include "base/limits.hpp"
#include "client/client.hpp"
#include "record/comparator.hpp"
#include "record/entry_cursor.hpp"
#include "record/playback.hpp"
#include "record/recorder.hpp"

namespace parley::record {
namespace {

using namespace std::chrono_literals;

constexpr Duration kLongestKeepAliveTimeout = 24h;  // Longer than anybody waits for a sign of life.
constexpr Duration kLatest = Duration(std::int64_t{1} << 61);  // 73 years: differences and sums still fit.

/// What is wrong with the options, whose core could not be made or would not be one; empty: nothing.
std::string_view fault_of(const TapeHeader& header) {
  const auto* options = std::get_if<registry::RegistryOptions>(&header.options);
  if (options == nullptr) return {};
  const bool good =
      options->keep_alive_timeout > 0ns && options->keep_alive_timeout <= kLongestKeepAliveTimeout;
  return good ? "" : "no registry has such a time-out of keep-alives";
}

}  // namespace

/// The registry over its recorder, as the shipping program has it.
class RegistryReplay {
 public:
  RegistryReplay(const registry::RegistryPorts& ports, const registry::RegistryOptions& options,
                 EntrySink& sink, bool keep_text)
      : recorder_(ports, sink, {.keep_text = keep_text, .whole_outputs = true}),
        registry_(recorder_.ports(), options) {}

  void start() {
    recorder_.start_called();
    const auto started = registry_.start([this](const Result<void>& ready) { recorder_.ready(ready); });
    if (!started) recorder_.ready(started);
  }
  void stop() {
    recorder_.stop_called();
    registry_.stop([this] {
      over_ = true;
      recorder_.stopped();
    });
  }
  bool over() const { return over_; }
  const registry::Registry& core() const { return registry_; }

 private:
  bool over_ = false;
  RegistryRecorder recorder_;
  registry::Registry registry_;
};

/// The peer over its recorder.
class PeerReplay {
 public:
  PeerReplay(const screens::PeerPorts& ports, const client::PeerOptions& options, EntrySink& sink,
             bool keep_text)
      : recorder_(ports, sink, {.keep_text = keep_text, .whole_outputs = true}),
        peer_(recorder_.ports(), options, [this](client::ExitCode code) {
          over_ = true;
          recorder_.exited(code);
        }) {}

  void start() {
    recorder_.start_called();
    peer_.start();
  }
  bool over() const { return over_; }
  const client::Client& core() const { return peer_.client(); }

 private:
  bool over_ = false;
  PeerRecorder recorder_;
  screens::MenuPeer peer_;
};

class Replay::Impl {
 public:
  Impl(const TapeHeader& header, EntrySource& source)
      : header_(header),
        cursor_(source),
        comparator_(cursor_),
        playback_(comparator_, header.kept_log_levels) {}
  ~Impl() { comparator_.close(); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  bool step();
  const Entry* next() { return end_ ? nullptr : cursor_.peek(); }

  void set_listener(EntrySink* listener) {
    listener_ = listener;
    comparator_.set_listener(listener);
  }

  std::uint64_t entries() const { return cursor_.taken(); }
  std::uint64_t turns() const { return turns_; }
  Instant began() const { return began_; }
  Instant now() const { return now_; }
  const std::optional<ReplayEnd>& end() const { return end_; }
  TapeEndCause cause() const { return cause_; }
  const std::string& reason() const { return reason_; }
  const std::optional<Difference>& difference() const {
    return end_ == ReplayEnd::kDifferent ? comparator_.difference() : no_difference_;
  }
  const registry::Registry* registry() const { return registry_ ? &registry_->core() : nullptr; }
  const client::Client* client() const { return peer_ ? &peer_->core() : nullptr; }
  const PlaybackTerminal& terminal() const { return playback_.terminal(); }

 private:
  bool gather_rooms();
  bool may_come(const Entry& input);
  void play_turn();
  Result<void> hand_over(const Entry& input);
  void make_core();
  bool over() const { return registry_ ? registry_->over() : peer_ && peer_->over(); }

  bool end_of_tape();
  bool take_end(const Entry& end);
  bool finish(ReplayEnd end, std::string reason);
  bool refuse(std::uint64_t number, std::string_view why);

  TapeHeader header_;
  EntryCursor cursor_;
  Comparator comparator_;
  Playback playback_;
  std::unique_ptr<RegistryReplay> registry_;
  std::unique_ptr<PeerReplay> peer_;
  EntrySink* listener_ = nullptr;
  std::vector<OwnedEntry> rooms_;  ///< The kLoadedRoom entries before the present input.
  std::uint64_t turns_ = 0;
  Instant began_{};
  Instant now_{};
  bool stopping_ = false;
  std::optional<ReplayEnd> end_;
  TapeEndCause cause_ = TapeEndCause::kFinished;
  std::string reason_;
  const std::optional<Difference> no_difference_;
};

bool Replay::Impl::step() {
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

/// The rooms that the store has, which go before its answer.
bool Replay::Impl::gather_rooms() {
  rooms_.clear();
  for (const Entry* next = cursor_.peek(); next != nullptr && next->kind == EntryKind::kLoadedRoom;
       next = cursor_.peek()) {
    if (rooms_.size() == limits::kRooms) {
      return refuse(cursor_.taken() + 1, "no store has so many rooms");
    }
    rooms_.emplace_back(*next);
    cursor_.take();
  }
  return true;
}

/// Whether an input can come now, whoever it is for.
bool Replay::Impl::may_come(const Entry& input) {
  const std::uint64_t number = cursor_.taken() + 1;
  const bool starts = input.kind == EntryKind::kStart;
  if (starts != (turns_ == 0)) {
    return refuse(number,
                  starts ? "the program starts a second time" : "a tape begins with a program's start");
  }
  if (!begins_turn(input.kind)) return refuse(number, "nothing comes in that this could be caused by");
  if (!rooms_.empty() && input.kind != EntryKind::kLoaded) {
    return refuse(number, "the store's rooms go before its answer, and none follows");
  }
  const Duration at = input.at.time_since_epoch();
  if (at < -kLatest || at > kLatest) return refuse(number, "no clock shows such a time");
  if (turns_ > 0 && input.at < now_) return refuse(number, "no clock goes backwards");
  if (over()) return refuse(number, "the program has ended");
  if (input.kind == EntryKind::kStop && (peer_ || std::exchange(stopping_, true))) {
    return refuse(number, peer_ ? "nobody stops a peer so" : "the program is asked to stop a second time");
  }
  if (const auto fault = fault_of(header_); starts && !fault.empty()) return refuse(number, fault);
  return true;
}

void Replay::Impl::play_turn() {
  const Entry& input = comparator_.begin_turn(rooms_);
  now_ = input.at;
  if (turns_++ == 0) began_ = now_;
  playback_.clock().set_now(now_);
  if (input.kind == EntryKind::kWake && !playback_.clock().armed()) return comparator_.input_not_awaited();
  const auto played = hand_over(input);
  if (!played) {
    refuse(cursor_.taken(), played.error().message);
    return;
  }
  comparator_.end_turn();
}

Result<void> Replay::Impl::hand_over(const Entry& input) {
  if (input.kind == EntryKind::kStart) {
    make_core();
  } else if (input.kind == EntryKind::kStop) {
    registry_->stop();
  } else {
    return playback_.play(input, rooms_);
  }
  return {};
}

void Replay::Impl::make_core() {
  if (const auto* options = std::get_if<registry::RegistryOptions>(&header_.options)) {
    registry_ = std::make_unique<RegistryReplay>(playback_.registry_ports(), *options, comparator_,
                                                 header_.text_kept);
    registry_->start();
  } else {
    peer_ =
        std::make_unique<PeerReplay>(playback_.peer_ports(), std::get<client::PeerOptions>(header_.options),
                                     comparator_, header_.text_kept);
    peer_->start();
  }
}

bool Replay::Impl::end_of_tape() {
  if (cursor_.failure()) return finish(ReplayEnd::kDamaged, cursor_.failure()->message);
  return finish(ReplayEnd::kCutShort, {});
}

bool Replay::Impl::take_end(const Entry& end) {
  const std::uint64_t number = cursor_.taken() + 1;
  if (end.number < 0 || end.number > static_cast<std::int64_t>(TapeEndCause::kFault)) {
    return refuse(number, "no tape ends so");
  }
  cause_ = static_cast<TapeEndCause>(end.number);
  std::string words(end.text);
  if (listener_ != nullptr) listener_->add(end);
  cursor_.take();
  if (cursor_.peek() != nullptr) return refuse(number + 1, "nothing comes behind the end");
  if (cursor_.failure()) return end_of_tape();
  return finish(ReplayEnd::kTapeEnd, std::move(words));
}

bool Replay::Impl::finish(ReplayEnd end, std::string reason) {
  end_ = end;
  reason_ = std::move(reason);
  return false;
}

bool Replay::Impl::refuse(std::uint64_t number, std::string_view why) {
  return finish(ReplayEnd::kImpossible, "entry " + std::to_string(number) +
                                            " cannot be: " + std::string(why) +
                                            ". The tape is not of this program, or it is damaged");
}

Replay::Replay(const TapeHeader& header, EntrySource& source)
    : impl_(std::make_unique<Impl>(header, source)) {}

Replay::~Replay() = default;

void Replay::set_listener(EntrySink* listener) { impl_->set_listener(listener); }
bool Replay::step() { return impl_->step(); }

void Replay::run() {
  while (step()) continue;
}

void Replay::run_until(Instant last) {
  for (auto at = next_at(); at && *at <= last && step();) at = next_at();
  if (!next_at()) step();  // Which says how the tape ends.
}

std::optional<Instant> Replay::next_at() {
  const Entry* next = impl_->next();
  return next != nullptr ? std::optional(next->at) : std::nullopt;
}

std::uint64_t Replay::entries() const { return impl_->entries(); }
std::uint64_t Replay::turns() const { return impl_->turns(); }
Instant Replay::began() const { return impl_->began(); }
Instant Replay::now() const { return impl_->now(); }
const std::optional<ReplayEnd>& Replay::end() const { return impl_->end(); }
TapeEndCause Replay::cause() const { return impl_->cause(); }
const std::string& Replay::reason() const { return impl_->reason(); }
const std::optional<Difference>& Replay::difference() const { return impl_->difference(); }
const registry::Registry* Replay::registry() const { return impl_->registry(); }
const client::Client* Replay::client() const { return impl_->client(); }
const PlaybackTerminal& Replay::terminal() const { return impl_->terminal(); }

}  // namespace parley::record
