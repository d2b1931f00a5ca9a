#include <algorithm>
#include <map>
#include <memory>
#include <queue>
#include <vector>

#include "sim/merge/fingerprint.hpp"
#include "sim/merge/logins.hpp"
#include "sim/merge/merged_tapes_state.hpp"

namespace parley::sim::merge {
namespace {

using tape::Entry;
using tape::EntryKind;

/// A tape that is being read, at its next entry.
struct TapeCursor {
  std::unique_ptr<tape::EntrySource> entries;
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

void note_socket(TapeCursor& cursor) {
  const Entry& entry = cursor.entry;
  if (entry.kind == EntryKind::kJoinGroup) cursor.joins = true;
  if (entry.kind == EntryKind::kOpenDatagram) cursor.joins = false;
  if (entry.kind == EntryKind::kDropDatagram) cursor.is_room.erase(entry.id);
  if (entry.kind != EntryKind::kSocketOpened) return;
  if (cursor.is_room.size() < limits::kMemberships) cursor.is_room[entry.id] = cursor.joins;
  cursor.joins = false;
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
  OtherEnd(const MergedTapes::State& state, const TapeCursor& cursor, const Match* sent)
      : state_(state), cursor_(cursor), sent_(sent) {}

  std::optional<std::size_t> find() const {
    const Entry& entry = cursor_.entry;
    if (concerns_stream(entry.kind)) return of_stream(entry.id);
    const auto socket = cursor_.is_room.find(entry.id);
    const bool is_room = socket != cursor_.is_room.end() && socket->second;
    if (entry.kind == EntryKind::kSend && !is_room) return state_.registry_of[cursor_.id.tape];
    if (entry.kind != EntryKind::kDatagram) return std::nullopt;
    if (sent_ != nullptr) return state_.tapes[sent_->entry.tape].node;
    return is_room ? of_name(writer_of(entry.text)) : of_keep_alive(entry.text);
  }

 private:
  std::optional<std::size_t> of_stream(std::uint64_t id) const {
    const auto& others = state_.other_of_stream[cursor_.id.tape];
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

  const MergedTapes::State& state_;
  const TapeCursor& cursor_;
  const Match* sent_;
};

class Visit {
 public:
  explicit Visit(const MergedTapes::State& state) : state_(state) {}

  Result<void> open() {
    for (const TapeFile& file : state_.files) {
      auto tape = file.open();
      if (!tape) return tape.error();
      TapeCursor& cursor = cursors_.emplace_back();
      cursor.entries = std::move(tape->entries);
      cursor.id.tape = cursors_.size() - 1;
      if (read(cursor)) turns_.push({cursor.at, cursor.id.tape});
    }
    return {};
  }

  void run(const MergedTapes::Visitor& visitor, std::optional<Instant> until) {
    while (!turns_.empty()) {
      const auto [at, tape] = turns_.top();
      if (until && at > *until) return;
      turns_.pop();
      TapeCursor& cursor = cursors_[tape];
      // A turn stays whole: what a core does follows the input that it does it for.
      do {
        if (!visitor(merged(cursor))) return;
        note_socket(cursor);
        ++cursor.id.index;
        if (!read(cursor)) break;
        if (tape::is_input(cursor.entry.kind)) {
          turns_.push({cursor.at, tape});
          break;
        }
      } while (true);
    }
  }

 private:
  bool read(TapeCursor& cursor) {
    const auto more = cursor.entries->next(cursor.entry);
    if (!more || !*more) return false;
    if (cursor.id.index >= state_.tapes[cursor.id.tape].entries) return false;
    if (tape::begins_turn(cursor.entry.kind)) {
      cursor.own = cursor.time(cursor.entry.at);
      cursor.at = std::max(cursor.at, state_.clocks[cursor.id.tape].common(cursor.own));
    }
    return true;
  }

  MergedEntry merged(const TapeCursor& cursor) const {
    MergedEntry merged;
    merged.id = cursor.id;
    merged.at = cursor.at;
    merged.node = state_.tapes[cursor.id.tape].node;
    merged.entry = &cursor.entry;
    const EntryKind kind = cursor.entry.kind;
    const Match* sent = nullptr;
    if (kind == EntryKind::kRecord || kind == EntryKind::kDatagram) sent = state_.links.source_of(cursor.id);
    if (kind == EntryKind::kWrite || kind == EntryKind::kSend) {
      merged.received = state_.links.arrivals_of(cursor.id);
    }
    if (sent != nullptr) merged.sent = *sent;
    merged.other = OtherEnd(state_, cursor, sent).find();
    return merged;
  }

  const MergedTapes::State& state_;
  std::vector<TapeCursor> cursors_;
  std::priority_queue<Turn, std::vector<Turn>, std::greater<>> turns_;
};

}  // namespace

Result<void> MergedTapes::visit(const Visitor& visitor, std::optional<Instant> until) const {
  Visit visit(*state_);
  const auto opened = visit.open();
  if (!opened) return opened.error();
  visit.run(visitor, until);
  return {};
}

}  // namespace parley::sim::merge
