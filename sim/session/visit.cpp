#include <algorithm>
#include <map>
#include <memory>
#include <queue>
#include <vector>

#include "sim/session/fingerprint.hpp"
#include "sim/session/logins.hpp"
#include "sim/session/session_state.hpp"

namespace parley::sim::session {
namespace {

using record::Entry;
using record::EntryKind;

/// A tape that is being read, at its next entry.
struct Reading {
  std::unique_ptr<record::EntrySource> entries;
  OwnTime time;
  Entry entry;
  EntryId id;
  Instant own{};
  Instant at{};
  std::map<std::uint64_t, bool> is_room;  ///< By socket.
  bool joins = false;                     ///< A group is being joined.
};

/// Which tape's entry comes next: (time, tape).
using Turn = std::pair<Instant, std::size_t>;

void note_socket(Reading& reading) {
  const Entry& entry = reading.entry;
  if (entry.kind == EntryKind::kJoinGroup) reading.joins = true;
  if (entry.kind == EntryKind::kOpenDatagram) reading.joins = false;
  if (entry.kind == EntryKind::kDropDatagram) reading.is_room.erase(entry.id);
  if (entry.kind != EntryKind::kSocketOpened) return;
  if (reading.is_room.size() < limits::kMemberships) reading.is_room[entry.id] = reading.joins;
  reading.joins = false;
}

bool concerns_stream(EntryKind kind) {
  switch (kind) {
    case EntryKind::kAccept:
    case EntryKind::kOpen:
    case EntryKind::kRecord:
    case EntryKind::kDrained:
    case EntryKind::kClose:
    case EntryKind::kUnsent:
    case EntryKind::kConnect:
    case EntryKind::kWrite:
    case EntryKind::kPauseReading:
    case EntryKind::kResumeReading:
    case EntryKind::kCloseStream:
    case EntryKind::kDropStream:
      return true;
    default:
      return false;
  }
}

/// Who is at the other end of what an entry tells of.
class OtherEnd {
 public:
  OtherEnd(const Session::State& state, const Reading& reading, const Match* sent)
      : state_(state), reading_(reading), sent_(sent) {}

  std::optional<std::size_t> find() const {
    const Entry& entry = reading_.entry;
    if (concerns_stream(entry.kind)) return of_stream(entry.id);
    const auto socket = reading_.is_room.find(entry.id);
    const bool is_room = socket != reading_.is_room.end() && socket->second;
    if (entry.kind == EntryKind::kSend && !is_room) return state_.registry_of[reading_.id.tape];
    if (entry.kind != EntryKind::kDatagram) return std::nullopt;
    if (sent_ != nullptr) return state_.tapes[sent_->entry.tape].node;
    return is_room ? of_name(writer_of(entry.text)) : of_keep_alive(entry.text);
  }

 private:
  std::optional<std::size_t> of_stream(std::uint64_t id) const {
    const auto& others = state_.other_of_stream[reading_.id.tape];
    const auto found = others.find(id);
    if (found == others.end()) return std::nullopt;
    return found->second;
  }
  std::optional<std::size_t> of_name(std::string_view name) const {
    const auto found = state_.people.find(folded(name));
    if (found == state_.people.end()) return std::nullopt;
    return found->second;
  }
  std::optional<std::size_t> of_keep_alive(std::string_view text) const {
    const std::size_t blank = text.find(' ');
    if (blank == std::string_view::npos) return std::nullopt;
    return of_name(text.substr(blank + 1));
  }

  const Session::State& state_;
  const Reading& reading_;
  const Match* sent_;
};

class Visit {
 public:
  explicit Visit(const Session::State& state) : state_(state) {}

  Result<void> open() {
    for (const TapeFile& file : state_.files) {
      auto tape = file.open();
      if (!tape) return tape.error();
      Reading& reading = readings_.emplace_back();
      reading.entries = std::move(tape->entries);
      reading.id.tape = readings_.size() - 1;
      if (read(reading)) turns_.push({reading.at, reading.id.tape});
    }
    return {};
  }

  void run(const Session::Visitor& visitor, std::optional<Instant> until) {
    while (!turns_.empty()) {
      const auto [at, tape] = turns_.top();
      if (until && at > *until) return;
      turns_.pop();
      Reading& reading = readings_[tape];
      // A turn stays whole: what a core does follows the input that it does it for.
      do {
        if (!visitor(moment(reading))) return;
        note_socket(reading);
        ++reading.id.index;
        if (!read(reading)) break;
        if (record::is_input(reading.entry.kind)) {
          turns_.push({reading.at, tape});
          break;
        }
      } while (true);
    }
  }

 private:
  bool read(Reading& reading) {
    const auto more = reading.entries->next(reading.entry);
    if (!more || !*more) return false;
    if (reading.id.index >= state_.tapes[reading.id.tape].entries) return false;
    if (record::begins_turn(reading.entry.kind)) {
      reading.own = reading.time(reading.entry.at);
      reading.at = std::max(reading.at, state_.clocks[reading.id.tape].common(reading.own));
    }
    return true;
  }

  Moment moment(const Reading& reading) const {
    Moment moment;
    moment.id = reading.id;
    moment.at = reading.at;
    moment.node = state_.tapes[reading.id.tape].node;
    moment.entry = &reading.entry;
    const EntryKind kind = reading.entry.kind;
    const Match* sent = nullptr;
    if (kind == EntryKind::kRecord || kind == EntryKind::kDatagram) sent = state_.links.source_of(reading.id);
    if (kind == EntryKind::kWrite || kind == EntryKind::kSend) {
      moment.received = state_.links.arrivals_of(reading.id);
    }
    if (sent != nullptr) moment.sent = *sent;
    moment.other = OtherEnd(state_, reading, sent).find();
    return moment;
  }

  const Session::State& state_;
  std::vector<Reading> readings_;
  std::priority_queue<Turn, std::vector<Turn>, std::greater<>> turns_;
};

}  // namespace

Result<void> Session::visit(const Visitor& visitor, std::optional<Instant> until) const {
  Visit visit(*state_);
  const auto opened = visit.open();
  if (!opened) return opened.error();
  visit.run(visitor, until);
  return {};
}

}  // namespace parley::sim::session
