#include "sim/merge/timeline_writer.hpp"

#include <algorithm>

#include "ports/stream.hpp"
#include "ports/terminal.hpp"
#include "sim/merge/merge_state.hpp"

namespace parley::sim::merge {
namespace {

using tape::Entry;
using tape::EntryKind;

NodeId node_id(std::size_t node) { return NodeId{static_cast<std::uint32_t>(node)}; }

/// An ellipsis shows that a text was cut.
std::string whole(const Entry& entry) {
  std::string text(entry.text);
  if (tape::is_output(entry.kind) && entry.size > entry.text.size()) text += "…";
  return text;
}

}  // namespace

TimelineWriter::TimelineWriter(const MergedTapes& session, report::Timeline& timeline)
    : session_(session), timeline_(timeline), screens_(session.tapes().size()) {}

void TimelineWriter::add(const MergedEntry& merged, TraceKind kind, std::size_t node, std::size_t from,
                         std::string_view bytes, std::uint64_t channel, std::optional<Instant> sent,
                         DropReason loss) {
  const Instant left = std::min(sent.value_or(merged.at), merged.at);
  timeline_.on_event({merged.at, kind, node_id(node), node_id(from), bytes, channel, left, loss});
}

void TimelineWriter::mark(const MergedEntry& merged, TraceKind kind, std::string_view bytes) {
  add(merged, kind, merged.node, merged.node, bytes);
}

void TimelineWriter::take(const MergedEntry& merged) {
  take_lifecycle(merged);
  take_screen(merged);
  take_stream(merged);
  take_datagram(merged);
  if (merged.id.index + 1 == session_.tapes()[merged.id.tape].entries) end_tape(merged);
}

void TimelineWriter::take_lifecycle(const MergedEntry& merged) {
  switch (merged.entry->kind) {
    case EntryKind::kStart:
      if (unrecorded_.erase(merged.node) > 0) mark(merged, TraceKind::kNetwork, "recorded");
      return mark(merged, TraceKind::kStarted);
    case EntryKind::kWake:
      return mark(merged, TraceKind::kWake);
    case EntryKind::kStored:
    case EntryKind::kInserted:
    case EntryKind::kFound:
    case EntryKind::kLoaded:
      return mark(merged, TraceKind::kStored);
    case EntryKind::kHashed:
    case EntryKind::kVerified:
      return mark(merged, TraceKind::kHashed);
    default:
      return;
  }
}

/// A tape without an end is of a program that was killed; one that ended before its program says why.
void TimelineWriter::end_tape(const MergedEntry& merged) {
  const Tape& tape = session_.tapes()[merged.id.tape];
  if (tape.end == tape::TapeEndCause::kFinished) return mark(merged, TraceKind::kEnded);
  if (tape.end == tape::TapeEndCause::kFault) return mark(merged, TraceKind::kCrashed);
  if (!tape.end && tape.end_words.empty()) return mark(merged, TraceKind::kCrashed);
  unrecorded_.insert(merged.node);
  mark(merged, TraceKind::kNetwork, "unrecorded: " + tape.end_words);
}

void TimelineWriter::take_screen(const MergedEntry& merged) {
  const Entry& entry = *merged.entry;
  Screen& screen = screens_[merged.id.tape];
  const auto answer = [&](std::string_view typed, std::string_view echoed) {
    mark(merged, TraceKind::kTyped, typed);
    mark(merged, TraceKind::kPrinted, std::exchange(screen.prompt, {}) + std::string(echoed));
  };
  switch (entry.kind) {
    case EntryKind::kAsk:
      screen = {whole(entry), echo_of(static_cast<QuestionKind>(entry.number)) == Echo::kHidden};
      return;
    case EntryKind::kLine:
      return entry.number == 1 ? answer("(hidden)", {}) : answer(entry.text, entry.text);
    case EntryKind::kEndOfInput:
      return answer("^D", {});
    case EntryKind::kInterrupt:
      return mark(merged, TraceKind::kTyped, "^C");
    case EntryKind::kPrint:
      return mark(merged, TraceKind::kPrinted, whole(entry));
    default:
      return;
  }
}

std::optional<StreamKey> TimelineWriter::far_end(const StreamKey& key) const {
  const auto found = session_.state().far_ends.find(key);
  return found == session_.state().far_ends.end() ? std::nullopt : found->second.stream;
}

/// The same for both ends.
std::uint64_t TimelineWriter::channel_of(const StreamKey& key) const {
  const StreamKey first = std::min(key, far_end(key).value_or(key));
  return (first.first + 1) << 40U | (first.second & ((1ULL << 40U) - 1));
}

void TimelineWriter::take_stream(const MergedEntry& merged) {
  switch (merged.entry->kind) {
    case EntryKind::kConnect:
      asked_[key(merged)] = merged.at;
      return;
    case EntryKind::kAccept:
      return accept(merged);
    case EntryKind::kOpen:
      return open(merged);
    case EntryKind::kRecord:
      return add(merged, TraceKind::kRecord, merged.node, other_of(merged), merged.entry->text,
                 channel_of(key(merged)), merged.sent ? std::optional(merged.sent->at) : std::nullopt);
    case EntryKind::kWrite:
      return write(merged);
    case EntryKind::kDrained:
      return mark(merged, TraceKind::kDrained);
    case EntryKind::kClose:
      return close(merged);
    case EntryKind::kCloseStream:
    case EntryKind::kDropStream:
      return close_here(merged);
    default:
      return;
  }
}

void TimelineWriter::accept(const MergedEntry& merged) {
  accepted_[key(merged)] = merged.at;
  std::optional<Instant> asked;
  if (const auto far = far_end(key(merged))) {
    const auto found = asked_.find(*far);
    if (found != asked_.end()) asked = found->second;
  }
  add(merged, TraceKind::kAccepted, merged.node, other_of(merged), {}, channel_of(key(merged)), asked);
}

void TimelineWriter::open(const MergedEntry& merged) {
  const auto far = far_end(key(merged));
  std::optional<Instant> sent;
  if (!far) {
    add(merged, TraceKind::kConnect, other_of(merged), merged.node, {}, channel_of(key(merged)));
  } else if (const auto accepted = accepted_.find(*far); accepted != accepted_.end()) {
    sent = accepted->second;
  }
  add(merged, TraceKind::kOpened, merged.node, other_of(merged), {}, channel_of(key(merged)), sent);
}

void TimelineWriter::close(const MergedEntry& merged) {
  const auto cause = static_cast<CloseCause>(merged.entry->number);
  const StreamKey here = key(merged);
  TraceKind kind = TraceKind::kBroken;
  std::optional<Instant> sent;
  if (cause == CloseCause::kPeerClosed) kind = TraceKind::kClosed;
  if (cause == CloseCause::kUnreachable || cause == CloseCause::kUntrusted) {
    kind = TraceKind::kConnectFailed;
    sent = asked_.contains(here) ? std::optional(asked_[here]) : std::nullopt;
  } else if (const auto far = far_end(here); far && closed_.contains(*far)) {
    sent = closed_[*far];
  }
  add(merged, kind, merged.node, other_of(merged), merged.entry->text, channel_of(here), sent);
  asked_.erase(here);
  accepted_.erase(here);
  closed_[here] = merged.at;
}

/// A node without a tape is told at once.
void TimelineWriter::close_here(const MergedEntry& merged) {
  const StreamKey here = key(merged);
  asked_.erase(here);
  accepted_.erase(here);
  if (!closed_.try_emplace(here, merged.at).second) return;
  if (!merged.other || is_recorded(*merged.other, merged.at)) return;
  const bool in_order = merged.entry->kind == EntryKind::kCloseStream;
  add(merged, in_order ? TraceKind::kClosed : TraceKind::kBroken, *merged.other, merged.node, {},
      channel_of(here));
}

void TimelineWriter::write(const MergedEntry& merged) {
  if (!merged.other || !merged.received.empty()) return;
  const bool is_lost = is_recorded(*merged.other, merged.at);
  add(merged, is_lost ? TraceKind::kRecordLost : TraceKind::kRecord, *merged.other, merged.node,
      merged.entry->text, channel_of(key(merged)));
}

/// Whether one of the node's tapes covers that time.
bool TimelineWriter::is_recorded(std::size_t node, Instant at) const {
  return std::ranges::any_of(session_.nodes()[node].tapes, [&](std::size_t index) {
    const Tape& tape = session_.tapes()[index];
    return tape.first <= at && at <= tape.last;
  });
}

/// Whether a tape covers that time, or shows that the program had ended.
bool TimelineWriter::was_known_to_run(std::size_t node, Instant at) const {
  const std::vector<std::size_t>& tapes = session_.nodes()[node].tapes;
  const Tape* before = nullptr;
  for (const std::size_t index : tapes) {
    if (session_.tapes()[index].first <= at) before = &session_.tapes()[index];
  }
  if (before == nullptr) return false;
  const bool ended_with_program = !before->end ? before->end_words.empty()
                                               : before->end == tape::TapeEndCause::kFinished ||
                                                     before->end == tape::TapeEndCause::kFault;
  return at <= before->last || ended_with_program;
}

void TimelineWriter::take_datagram(const MergedEntry& merged) {
  const bool is_room = merged.socket && merged.socket->is_room;
  if (merged.entry->kind == EntryKind::kDatagram) return receive(merged);
  if (merged.entry->kind != EntryKind::kSend) return;
  is_room ? send_to_room(merged, merged.socket->port) : send_keep_alive(merged);
}

/// Each member whose tape has no copy has missed it.
void TimelineWriter::send_to_room(const MergedEntry& merged, std::uint16_t port) {
  constexpr Duration kStays =
      std::chrono::milliseconds(100);  // A member who leaves just then has not missed it.
  const auto& memberships = session_.state().memberships;
  for (std::size_t tape = 0; tape < memberships.size(); ++tape) {
    if (session_.tapes()[tape].node == merged.node) continue;
    const bool is_member = std::ranges::any_of(memberships[tape], [&](const Membership& each) {
      return each.socket.is_room && each.socket.port == port && each.from <= merged.at &&
             merged.at + kStays <= each.to;
    });
    const bool has_it =
        std::ranges::any_of(merged.received, [tape](const Match& match) { return match.entry.tape == tape; });
    if (!is_member || has_it) continue;
    add(merged, TraceKind::kMemberLost, session_.tapes()[tape].node, merged.node, merged.entry->text, port);
  }
}

void TimelineWriter::send_keep_alive(const MergedEntry& merged) {
  if (!merged.other || !merged.received.empty()) return;
  const bool is_lost = was_known_to_run(*merged.other, merged.at);
  const bool is_there = is_recorded(*merged.other, merged.at);
  add(merged, is_lost ? TraceKind::kDatagramLost : TraceKind::kDatagram, *merged.other, merged.node,
      merged.entry->text, merged.entry->endpoint.port, std::nullopt,
      is_lost && !is_there ? DropReason::kNoSocket : DropReason::kNone);
}

void TimelineWriter::receive(const MergedEntry& merged) {
  const Socket socket = merged.socket.value_or(Socket{});
  std::optional<Instant> sent;
  if (merged.sent) {
    sent = merged.sent->at;
  } else if (socket.is_room) {
    sent = first_heard(merged);
  }
  add(merged, socket.is_room ? TraceKind::kMember : TraceKind::kDatagram, merged.node, other_of(merged),
      merged.entry->text, socket.port, sent);
}

/// When the first of those who heard a line had it; a second time for the same one is another line.
std::optional<Instant> TimelineWriter::first_heard(const MergedEntry& merged) {
  constexpr Duration kNear = std::chrono::seconds(1);
  constexpr std::size_t kMost = 4096;
  if (heard_.size() >= kMost) heard_.clear();
  Heard& heard = heard_[std::string(merged.entry->text)];
  const bool is_new = heard.by.empty() || heard.by.contains(merged.node) || merged.at - heard.at > kNear;
  if (is_new) heard = {merged.at, {}};
  heard.by.insert(merged.node);
  return heard.at;
}

}  // namespace parley::sim::merge
