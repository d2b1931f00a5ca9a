#include <algorithm>
#include <map>
#include <memory>
#include <queue>
#include <utility>
#include <vector>

#include "sim/merge/logins.hpp"
#include "sim/merge/merge_state.hpp"
#include "sim/merge/merged_tapes.hpp"

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
  OpenSockets sockets;
  bool has_entry = false;
};

/// Which tape's entry comes next: (time, tape).
using Turn = std::pair<Instant, std::size_t>;

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
  OtherEnd(const MergeState& state, const MergedEntry& merged) : state_(state), merged_(merged) {}

  std::optional<std::size_t> find() const {
    const Entry& entry = *merged_.entry;
    if (concerns_stream(entry.kind)) return of_stream(entry.id);
    const bool is_room = merged_.socket && merged_.socket->is_room;
    if (entry.kind == EntryKind::kSend && !is_room) return state_.registry_of[merged_.id.tape];
    if (entry.kind != EntryKind::kDatagram) return std::nullopt;
    if (merged_.sent) return state_.tapes[merged_.sent->entry.tape].node;
    return is_room ? of_name(writer_of(entry.text)) : of_keep_alive(entry.text);
  }

 private:
  std::optional<std::size_t> of_stream(std::uint64_t id) const {
    const auto found = state_.far_ends.find({merged_.id.tape, id});
    if (found == state_.far_ends.end()) return std::nullopt;
    return found->second.node;
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

  const MergeState& state_;
  const MergedEntry& merged_;
};

class Visit {
 public:
  explicit Visit(const MergeState& state) : state_(state), cursors_(state.files.size()) {}

  Result<void> run(const MergedTapes::Visitor& visitor, std::optional<Instant> until) {
    for (std::size_t tape = 0; tape < cursors_.size(); ++tape) {
      if (state_.tapes[tape].entries > 0) turns_.push({state_.tapes[tape].first, tape});
    }
    while (!turns_.empty()) {
      const auto [at, tape] = turns_.top();
      if (until && at > *until) return {};
      turns_.pop();
      TapeCursor& cursor = cursors_[tape];
      if (!cursor.entries) {
        if (const auto opened = open(cursor, tape); !opened) return opened.error();
      }
      if (!visit_turn(cursor, visitor)) return {};
    }
    return {};
  }

 private:
  /// A tape is open from its first entry to its last only: each takes some memory.
  Result<void> open(TapeCursor& cursor, std::size_t tape) {
    auto opened = state_.files[tape].open();
    if (!opened) return opened.error();
    cursor.entries = std::move(opened->entries);
    cursor.id.tape = tape;
    cursor.has_entry = read(cursor);
    return {};
  }
  /// A turn stays whole: what a core does follows the input that it does it for. False: the visitor ends it.
  bool visit_turn(TapeCursor& cursor, const MergedTapes::Visitor& visitor) {
    bool is_first = true;
    while (cursor.has_entry && (is_first || !tape::is_input(cursor.entry.kind))) {
      is_first = false;
      if (!visitor(merged(cursor))) return false;
      cursor.sockets.take(cursor.entry);
      ++cursor.id.index;
      cursor.has_entry = read(cursor);
    }
    if (cursor.has_entry) {
      turns_.push({cursor.at, cursor.id.tape});
    } else {
      cursor.entries.reset();
    }
    return true;
  }
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
    const bool is_datagram = kind == EntryKind::kSend || kind == EntryKind::kDatagram;
    if (is_datagram) merged.socket = cursor.sockets.find(cursor.entry.id);
    if (kind == EntryKind::kRecord || kind == EntryKind::kDatagram)
      merged.sent = state_.links.source_of(cursor.id);
    if (kind == EntryKind::kWrite || kind == EntryKind::kSend) {
      merged.received = state_.links.arrivals_of(cursor.id);
    }
    merged.other = OtherEnd(state_, merged).find();
    return merged;
  }

  const MergeState& state_;
  std::vector<TapeCursor> cursors_;
  std::priority_queue<Turn, std::vector<Turn>, std::greater<>> turns_;
};

}  // namespace

void MessageLinks::add(const Match& sent, const Match& received) {
  sides_[2 * sent.entry.tape].unsorted.emplace_back(sent.entry.index, received);
  sides_[2 * received.entry.tape + 1].unsorted.emplace_back(received.entry.index, sent);
}

void MessageLinks::finish() {
  for (Side& side : sides_) {
    std::ranges::stable_sort(side.unsorted, [](const auto& a, const auto& b) {
      return std::pair(a.first, a.second.entry) < std::pair(b.first, b.second.entry);
    });
    side.entries.reserve(side.unsorted.size());
    side.others.reserve(side.unsorted.size());
    for (const auto& [entry, other] : side.unsorted) {
      side.entries.push_back(entry);
      side.others.push_back(other);
    }
    side.unsorted = {};
  }
}

std::span<const Match> MessageLinks::others_of(const Side& side, std::uint64_t entry) {
  const auto [begin, end] = std::equal_range(side.entries.begin(), side.entries.end(), entry);
  const auto first = static_cast<std::size_t>(begin - side.entries.begin());
  return std::span(side.others).subspan(first, static_cast<std::size_t>(end - begin));
}

std::optional<Match> MessageLinks::source_of(const EntryId& received) const {
  const auto sources = others_of(sides_[2 * received.tape + 1], received.index);
  return sources.empty() ? std::nullopt : std::optional(sources.front());
}

std::span<const Match> MessageLinks::arrivals_of(const EntryId& sent) const {
  return others_of(sides_[2 * sent.tape], sent.index);
}

Result<void> MergedTapes::visit(const Visitor& visitor, std::optional<Instant> until) const {
  return Visit(*state_).run(visitor, until);
}

}  // namespace parley::sim::merge
