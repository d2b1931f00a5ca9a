#include "sim/session/draughtsman.hpp"

#include <algorithm>

#include "ports/stream.hpp"
#include "ports/terminal.hpp"
#include "sim/session/session_state.hpp"

namespace parley::sim::session {
namespace {

using record::Entry;
using record::EntryKind;

NodeId node_id(std::size_t node) { return NodeId{static_cast<std::uint32_t>(node)}; }

/// What of a text was cut off is shown by an ellipsis.
std::string whole(const Entry& entry) {
  std::string text(entry.text);
  if (record::is_output(entry.kind) && entry.size > entry.text.size()) text += "…";
  return text;
}

}  // namespace

Draughtsman::Draughtsman(const Session& session, report::Timeline& timeline)
    : session_(session), timeline_(timeline), screens_(session.tapes().size()) {}

void Draughtsman::add(const Moment& moment, TraceKind kind, std::size_t node, std::size_t from,
                      std::string_view bytes, std::uint64_t channel, std::optional<Instant> sent, Loss loss) {
  const Instant left = std::min(sent.value_or(moment.at), moment.at);
  timeline_.on_event({moment.at, kind, node_id(node), node_id(from), bytes, channel, left, loss});
}

void Draughtsman::mark(const Moment& moment, TraceKind kind, std::string_view bytes) {
  add(moment, kind, moment.node, moment.node, bytes);
}

void Draughtsman::take(const Moment& moment) {
  take_life(moment);
  take_screen(moment);
  take_stream(moment);
  take_datagram(moment);
  if (moment.id.index + 1 == session_.tapes()[moment.id.tape].entries) end_tape(moment);
}

void Draughtsman::take_life(const Moment& moment) {
  switch (moment.entry->kind) {
    case EntryKind::kStart:
      if (unrecorded_.erase(moment.node) > 0) mark(moment, TraceKind::kNetwork, "recorded");
      return mark(moment, TraceKind::kStarted);
    case EntryKind::kWake:
      return mark(moment, TraceKind::kWake);
    case EntryKind::kStored:
    case EntryKind::kInserted:
    case EntryKind::kFound:
    case EntryKind::kLoaded:
      return mark(moment, TraceKind::kStored);
    case EntryKind::kHashed:
    case EntryKind::kVerified:
      return mark(moment, TraceKind::kHashed);
    default:
      return;
  }
}

/// A tape without an end is of a program that was torn away; one that ended before its program says why.
void Draughtsman::end_tape(const Moment& moment) {
  const Tape& tape = session_.tapes()[moment.id.tape];
  if (tape.end == record::EndCause::kFinished) return mark(moment, TraceKind::kEnded);
  if (tape.end == record::EndCause::kFault) return mark(moment, TraceKind::kCrashed);
  if (!tape.end && tape.end_words.empty()) return mark(moment, TraceKind::kCrashed);
  unrecorded_.insert(moment.node);
  mark(moment, TraceKind::kNetwork, "unrecorded: " + tape.end_words);
}

void Draughtsman::take_screen(const Moment& moment) {
  const Entry& entry = *moment.entry;
  Screen& screen = screens_[moment.id.tape];
  const auto answer = [&](std::string_view typed, std::string_view echoed) {
    mark(moment, TraceKind::kTyped, typed);
    mark(moment, TraceKind::kPrinted, std::exchange(screen.prompt, {}) + std::string(echoed));
  };
  switch (entry.kind) {
    case EntryKind::kAsk:
      screen = {whole(entry), entry.number == static_cast<std::int64_t>(Echo::kHidden)};
      return;
    case EntryKind::kLine:
      return entry.number == 1 ? answer("(hidden)", {}) : answer(entry.text, entry.text);
    case EntryKind::kEndOfInput:
      return answer("^D", {});
    case EntryKind::kInterrupt:
      return mark(moment, TraceKind::kTyped, "^C");
    case EntryKind::kPrint:
      return mark(moment, TraceKind::kPrinted, whole(entry));
    default:
      return;
  }
}

std::optional<Draughtsman::StreamKey> Draughtsman::far_end(const StreamKey& key) const {
  const auto& ends = session_.state().far_end_of_stream[key.first];
  const auto found = ends.find(key.second);
  if (found == ends.end()) return std::nullopt;
  return found->second;
}

/// The same for both ends.
std::uint64_t Draughtsman::channel_of(const StreamKey& key) const {
  const StreamKey first = std::min(key, far_end(key).value_or(key));
  return (first.first + 1) << 40U | (first.second & ((1ULL << 40U) - 1));
}

void Draughtsman::take_stream(const Moment& moment) {
  switch (moment.entry->kind) {
    case EntryKind::kConnect:
      asked_[key(moment)] = moment.at;
      return;
    case EntryKind::kAccept:
      return accept(moment);
    case EntryKind::kOpen:
      return open(moment);
    case EntryKind::kRecord:
      return add(moment, TraceKind::kRecord, moment.node, other_of(moment), moment.entry->text,
                 channel_of(key(moment)), moment.sent ? std::optional(moment.sent->at) : std::nullopt);
    case EntryKind::kWrite:
      return write(moment);
    case EntryKind::kDrained:
      return mark(moment, TraceKind::kDrained);
    case EntryKind::kClose:
      return close(moment);
    case EntryKind::kCloseStream:
    case EntryKind::kDropStream:
      return close_here(moment);
    default:
      return;
  }
}

void Draughtsman::accept(const Moment& moment) {
  accepted_[key(moment)] = moment.at;
  std::optional<Instant> asked;
  if (const auto far = far_end(key(moment))) {
    const auto found = asked_.find(*far);
    if (found != asked_.end()) asked = found->second;
  }
  add(moment, TraceKind::kAccepted, moment.node, other_of(moment), {}, channel_of(key(moment)), asked);
}

void Draughtsman::open(const Moment& moment) {
  const auto far = far_end(key(moment));
  std::optional<Instant> sent;
  if (!far) {
    add(moment, TraceKind::kConnect, other_of(moment), moment.node, {}, channel_of(key(moment)));
  } else if (const auto accepted = accepted_.find(*far); accepted != accepted_.end()) {
    sent = accepted->second;
  }
  add(moment, TraceKind::kOpened, moment.node, other_of(moment), {}, channel_of(key(moment)), sent);
}

void Draughtsman::close(const Moment& moment) {
  const auto cause = static_cast<CloseCause>(moment.entry->number);
  const StreamKey here = key(moment);
  TraceKind kind = TraceKind::kBroken;
  std::optional<Instant> sent;
  if (cause == CloseCause::kPeerClosed) kind = TraceKind::kClosed;
  if (cause == CloseCause::kUnreachable || cause == CloseCause::kUntrusted) {
    kind = TraceKind::kConnectFailed;
    sent = asked_.contains(here) ? std::optional(asked_[here]) : std::nullopt;
  } else if (const auto far = far_end(here); far && closed_.contains(*far)) {
    sent = closed_[*far];
  }
  add(moment, kind, moment.node, other_of(moment), moment.entry->text, channel_of(here), sent);
  asked_.erase(here);
  accepted_.erase(here);
  closed_[here] = moment.at;
}

/// Whoever has no tape is told at once.
void Draughtsman::close_here(const Moment& moment) {
  const StreamKey here = key(moment);
  asked_.erase(here);
  accepted_.erase(here);
  if (!closed_.try_emplace(here, moment.at).second) return;
  if (!moment.other || is_recorded(*moment.other, moment.at)) return;
  const bool in_order = moment.entry->kind == EntryKind::kCloseStream;
  add(moment, in_order ? TraceKind::kClosed : TraceKind::kBroken, *moment.other, moment.node, {},
      channel_of(here));
}

void Draughtsman::write(const Moment& moment) {
  if (!moment.other || !moment.received.empty()) return;
  const bool is_lost = is_recorded(*moment.other, moment.at);
  add(moment, is_lost ? TraceKind::kRecordLost : TraceKind::kRecord, *moment.other, moment.node,
      moment.entry->text, channel_of(key(moment)));
}

/// Whether one of the node's tapes has that moment.
bool Draughtsman::is_recorded(std::size_t node, Instant at) const {
  return std::ranges::any_of(session_.nodes()[node].tapes, [&](std::size_t index) {
    const Tape& tape = session_.tapes()[index];
    return tape.first <= at && at <= tape.last;
  });
}

/// Whether a tape has that moment, or says that there was nothing to have.
bool Draughtsman::was_known_to_run(std::size_t node, Instant at) const {
  const std::vector<std::size_t>& tapes = session_.nodes()[node].tapes;
  const Tape* before = nullptr;
  for (const std::size_t index : tapes) {
    if (session_.tapes()[index].first <= at) before = &session_.tapes()[index];
  }
  if (before == nullptr) return false;
  const bool ended_with_program =
      !before->end ? before->end_words.empty()
                   : before->end == record::EndCause::kFinished || before->end == record::EndCause::kFault;
  return at <= before->last || ended_with_program;
}

void Draughtsman::take_datagram(const Moment& moment) {
  const Entry& entry = *moment.entry;
  switch (entry.kind) {
    case EntryKind::kJoinGroup:
      joins_[moment.id.tape] = entry.endpoint.port;
      return;
    case EntryKind::kOpenDatagram:
      joins_.erase(moment.id.tape);
      return;
    case EntryKind::kSocketOpened:
      return open_socket(moment);
    case EntryKind::kDropDatagram:
      sockets_.erase(key(moment));
      return;
    case EntryKind::kSend:
      return send(moment);
    case EntryKind::kDatagram:
      return receive(moment);
    default:
      return;
  }
}

void Draughtsman::open_socket(const Moment& moment) {
  const auto joins = joins_.find(moment.id.tape);
  const bool is_room = joins != joins_.end();
  sockets_[key(moment)] = {is_room ? joins->second : moment.entry->endpoint.port, is_room};
  if (is_room) joins_.erase(joins);
}

void Draughtsman::send(const Moment& moment) {
  const auto socket = sockets_.find(key(moment));
  const bool is_room = socket != sockets_.end() && socket->second.is_room;
  is_room ? send_to_room(moment, socket->second.port) : send_keep_alive(moment);
}

/// Each member whose tape has no copy of it has missed it.
void Draughtsman::send_to_room(const Moment& moment, std::uint16_t port) {
  constexpr Duration kStays = std::chrono::milliseconds(100);  // Who leaves just then has not missed it.
  const auto& memberships = session_.state().memberships;
  for (std::size_t tape = 0; tape < memberships.size(); ++tape) {
    if (session_.tapes()[tape].node == moment.node) continue;
    const bool is_member = std::ranges::any_of(memberships[tape], [&](const Membership& each) {
      return each.is_room && each.port == port && each.from <= moment.at && moment.at + kStays <= each.to;
    });
    const bool has_it =
        std::ranges::any_of(moment.received, [tape](const Match& match) { return match.entry.tape == tape; });
    if (!is_member || has_it) continue;
    add(moment, TraceKind::kMemberLost, session_.tapes()[tape].node, moment.node, moment.entry->text, port);
  }
}

void Draughtsman::send_keep_alive(const Moment& moment) {
  if (!moment.other || !moment.received.empty()) return;
  const bool is_lost = was_known_to_run(*moment.other, moment.at);
  const bool is_there = is_recorded(*moment.other, moment.at);
  add(moment, is_lost ? TraceKind::kDatagramLost : TraceKind::kDatagram, *moment.other, moment.node,
      moment.entry->text, moment.entry->endpoint.port, std::nullopt,
      is_lost && !is_there ? Loss::kNoSocket : Loss::kNone);
}

void Draughtsman::receive(const Moment& moment) {
  const auto found = sockets_.find(key(moment));
  const Socket socket = found == sockets_.end() ? Socket{} : found->second;
  std::optional<Instant> sent;
  if (moment.sent) {
    sent = moment.sent->at;
  } else if (socket.is_room) {
    sent = first_heard(moment);
  }
  add(moment, socket.is_room ? TraceKind::kMember : TraceKind::kDatagram, moment.node, other_of(moment),
      moment.entry->text, socket.port, sent);
}

/// When the first of those who heard a line had it; a second time for the same one is another line.
std::optional<Instant> Draughtsman::first_heard(const Moment& moment) {
  constexpr Duration kNear = std::chrono::seconds(1);
  constexpr std::size_t kMost = 4096;
  if (heard_.size() >= kMost) heard_.clear();
  Heard& heard = heard_[std::string(moment.entry->text)];
  const bool is_new = heard.by.empty() || heard.by.contains(moment.node) || moment.at - heard.at > kNear;
  if (is_new) heard = {moment.at, {}};
  heard.by.insert(moment.node);
  return heard.at;
}

}  // namespace parley::sim::session
