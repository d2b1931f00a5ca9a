#include "sim/import/session_reader.hpp"

#include <algorithm>
#include <optional>
#include <variant>

#include "ports/terminal.hpp"
#include "record/core_options.hpp"
#include "sim/import/limits.hpp"
#include "sim/import/passwords.hpp"
#include "wire/keep_alive.hpp"
#include "wire/open_room.hpp"

namespace parley::sim::importing {
namespace {

using merge::MergedEntry;
using merge::NodeKind;
using tape::EntryKind;

constexpr std::string_view kSilent = ", no keep-alive in time";
constexpr std::string_view kGone = "logout: ";

bool asks_for_registry(const tape::TapeHeader& header) {
  return !header.is_registry() && header.option(tape::PeerTag::kRegistry) == nullptr;
}

}  // namespace

SessionReader::SessionReader(const merge::MergedTapes& session, bool keep_seen)
    : session_(session), keep_seen_(keep_seen) {
  for (std::size_t i = 0; i < session.tapes().size(); ++i) {
    const merge::Tape& tape = session.tapes()[i];
    if (session.nodes()[tape.node].kind == NodeKind::kRegistry) {
      registries_.try_emplace(i);
      continue;
    }
    const auto emit = [this, i, node = tape.node](Instant at, ActivityBody what) {
      add(at, node, i, std::move(what));
    };
    screens_.try_emplace(i, asks_for_registry(tape.header), emit);
  }
  for (std::size_t i = 0; i < session.nodes().size(); ++i) {
    const merge::Node& node = session.nodes()[i];
    if (node.kind == NodeKind::kPerson && node.tapes.empty()) unrecorded_.emplace(folded(node.name), i);
  }
}

void SessionReader::add(Instant at, std::size_t node, std::size_t tape, ActivityBody what) {
  bytes_ += limits::kActivityBytes;
  if (const auto* observed = std::get_if<ObservedAction>(&what)) {
    if (const auto* said = std::get_if<scenario::Say>(&observed->action)) bytes_ += said->text.size();
    if (const auto* typed = std::get_if<scenario::Type>(&observed->action)) bytes_ += typed->line.size();
  }
  log_.activities.push_back({at, node, tape, std::move(what)});
}

bool SessionReader::read(const MergedEntry& merged) {
  log_.end = std::max(log_.end, merged.at);
  if (registries_.contains(merged.id.tape)) {
    read_registry(merged);
  } else {
    read_person(merged);
  }
  if (bytes_ <= limits::kKeptBytes) return true;
  log_.cut = true;
  return false;
}

void SessionReader::read_person(const MergedEntry& merged) {
  ScreenReader& screen = screens_.at(merged.id.tape);
  if (merged.entry->kind == EntryKind::kWrite && !merged.received.empty())
    screen.on_asked(merged.received.front().at);
  screen.take(*merged.entry, merged.at);
  if (merged.entry->kind == EntryKind::kDatagram && !merged.sent) read_room(merged);
  if (keep_seen_ && merged.entry->kind == EntryKind::kPrint) read_screen_line(merged);
}

void SessionReader::read_screen_line(const MergedEntry& merged) {
  const tape::Entry& entry = *merged.entry;
  if (entry.number != static_cast<std::int64_t>(Style::kOther)) return;
  bytes_ += limits::kActivityBytes + entry.text.size();
  log_.seen.push_back({merged.at, merged.node, std::string(entry.text), entry.size <= entry.text.size()});
}

/// A line of a person without a tape, taken from the first who heard it.
void SessionReader::read_room(const MergedEntry& merged) {
  const auto heard = wire::decode_room_datagram(merged.entry->text);
  const auto* said = std::get_if<wire::Said>(&heard);
  if (said == nullptr) return;
  const auto writer = unrecorded_.find(folded(said->user));
  if (writer == unrecorded_.end()) return;
  const auto wire = wires_.find(writer->second);
  if (wire == wires_.end()) return;
  auto& [counts, told] = heard_[{writer->second, said->text}];
  const std::size_t times = ++counts[merged.node];
  if (times <= told) return;
  ++told;
  bytes_ += limits::kActivityBytes + said->text.size();
  wire->second.on_said(said->text, merged.at);
}

WireReader* SessionReader::wire_of(const MergedEntry& merged) {
  if (!merged.other || session_.nodes()[*merged.other].kind != NodeKind::kPerson) return nullptr;
  if (!session_.nodes()[*merged.other].tapes.empty()) return nullptr;
  wire_tape_[*merged.other] = merged.id.tape;
  return &wires_.try_emplace(*merged.other, bytes_).first->second;
}

void SessionReader::read_registry(const MergedEntry& merged) {
  const tape::Entry& entry = *merged.entry;
  RegistryTape& state = registries_.at(merged.id.tape);
  WireReader* wire = wire_of(merged);
  if (entry.kind != EntryKind::kStart) registry_last_ = merged.at;
  switch (entry.kind) {
    case EntryKind::kStart:
      for (auto& [node, each] : wires_) each.on_registry_gone(registry_last_);
      return add(merged.at, merged.node, merged.id.tape, RegistryUp{});
    case EntryKind::kStop:
      state.stopping = true;
      for (auto& [node, each] : wires_) each.on_registry_gone(merged.at);
      return add(merged.at, merged.node, merged.id.tape, RegistryDown{true});
    case EntryKind::kAccept:
      if (wire != nullptr) wire->on_accept(entry.id, merged.at);
      return;
    case EntryKind::kRecord:
      if (wire != nullptr) wire->on_record(entry.id, entry.text, merged.at);
      return;
    case EntryKind::kWrite:
      if (wire != nullptr) wire->on_answer(entry.id, entry.text);
      return;
    case EntryKind::kClose:
    case EntryKind::kCloseStream:
      if (entry.kind == EntryKind::kClose && merged.other) closed_[*merged.other].push_back(merged.at);
      if (wire != nullptr) wire->on_close(entry.id, merged.at);
      return;
    case EntryKind::kDatagram:
      if (wire != nullptr) wire->on_datagram(entry.text, merged.at);
      if (wire == nullptr && !merged.other) read_unclaimed_datagram(merged);
      return;
    case EntryKind::kLog:
      return note_timeout(merged);
    default:
      return;
  }
}

/// Of unknown origin. A keep-alive belongs to the person without a tape whom it names.
void SessionReader::read_unclaimed_datagram(const MergedEntry& merged) {
  const std::string_view bytes = merged.entry->text;
  const auto keep_alive = wire::decode_keep_alive(bytes);
  if (!keep_alive) {
    bytes_ += bytes.size();
    return add(merged.at, unknown_node(), merged.id.tape, Datagram{literal(bytes)});
  }
  const auto found = unrecorded_.find(folded(keep_alive->user.text()));
  const auto wire = found == unrecorded_.end() ? wires_.end() : wires_.find(found->second);
  if (wire != wires_.end()) wire->second.on_datagram(bytes, merged.at);
}

/// `logout: bob, no keep-alive in time`: the tapes do not tell why the network was silent, so it is a remark.
void SessionReader::note_timeout(const MergedEntry& merged) {
  const std::string_view text = merged.entry->text;
  if (!text.starts_with(kGone) || !text.ends_with(kSilent)) return;
  const std::string name(text.substr(kGone.size(), text.size() - kGone.size() - kSilent.size()));
  timed_out_[folded(name)].push_back(merged.at);
  add(merged.at, merged.node, merged.id.tape, Remark{"it gave " + name + " up: no keep-alive came in time"});
}

namespace {

/// The first moment soon after `last`.
std::optional<Instant> soon_after(const std::vector<Instant>& moments, Instant last) {
  const auto found = std::find_if(moments.begin(), moments.end(), [&](Instant at) { return at >= last; });
  if (found == moments.end() || *found - last > limits::kNoticeDelay) return std::nullopt;
  return *found;
}

}  // namespace

/// Right before the person's next tape begins.
Instant SessionReader::next_start(std::size_t number) const {
  const auto& all = session_.nodes()[session_.tapes()[number].node].tapes;
  const auto next = std::next(std::find(all.begin(), all.end(), number));
  return next == all.end() ? Instant::max() : session_.tapes()[*next].first - Duration(1);
}

/// A tape that stops without an end: its program was killed, or the recording as a whole ended then.
void SessionReader::note_kill(std::size_t number, const ScreenReader& reader) {
  const merge::Tape& tape = session_.tapes()[number];
  if (const auto closed = soon_after(closed_[tape.node], tape.last)) {
    return add(std::min(*closed, next_start(number)), tape.node, number, Killed{false});
  }
  const bool given_up = soon_after(timed_out_[folded(reader.user())], tape.last).has_value();
  const bool last = number == session_.nodes()[tape.node].tapes.back();
  if (given_up || !last || log_.end - tape.last > limits::kNoticeDelay) {
    add(tape.last, tape.node, number, Killed{given_up});
  }
}

void SessionReader::end_person(std::size_t number, ScreenReader& reader) {
  const merge::Tape& tape = session_.tapes()[number];
  reader.finish();
  if (reader.ended() || !reader.started()) return;
  const bool damaged = !tape.end && !tape.end_words.empty();
  const bool broken_off =
      tape.end == tape::TapeEndCause::kLimit || tape.end == tape::TapeEndCause::kGap || damaged;
  const bool last = number == session_.nodes()[tape.node].tapes.back();
  if (broken_off && last) return add(tape.last, tape.node, number, Unknown{tape.end_words});
  if (tape.end != tape::TapeEndCause::kFinished) note_kill(number, reader);
}

void SessionReader::end_registry(std::size_t number) {
  const merge::Tape& tape = session_.tapes()[number];
  if (registries_.at(number).stopping || tape.end == tape::TapeEndCause::kFinished) return;
  const bool damaged = !tape.end && !tape.end_words.empty();
  const bool broken_off =
      tape.end == tape::TapeEndCause::kLimit || tape.end == tape::TapeEndCause::kGap || damaged;
  const bool last = number == session_.nodes()[tape.node].tapes.back();
  if (broken_off && last) {
    return add(tape.last, tape.node, number, Remark{"its tape ends here: " + tape.end_words});
  }
  const bool recording_over = last && !tape.end && log_.end - tape.last <= limits::kNoticeDelay;
  if (!recording_over) add(tape.last, tape.node, number, RegistryDown{false});
}

ActivityLog SessionReader::finish(Instant end) {
  log_.end = std::max(log_.end, end);
  for (auto& [tape, reader] : screens_) end_person(tape, reader);
  for (const auto& [tape, state] : registries_) end_registry(tape);
  for (auto& [node, wire] : wires_) {
    for (auto& [at, what] : wire.take(end)) add(at, node, wire_tape_.at(node), std::move(what));
  }
  const auto earlier = [](const auto& a, const auto& b) { return a.at < b.at; };
  std::stable_sort(log_.activities.begin(), log_.activities.end(), earlier);
  return std::move(log_);
}

bool SessionReader::is_client(std::size_t node) const {
  if (node == unknown_node()) return true;
  const auto found = wires_.find(node);
  return found != wires_.end() && !found->second.is_person();
}

wire::Dialect SessionReader::dialect(std::size_t node) const {
  const auto& tapes = session_.nodes()[node].tapes;
  if (!tapes.empty()) {
    const auto& header = session_.tapes()[tapes.front()].header;
    const auto options = record::options_of(header);
    const auto* peer = options ? std::get_if<client::PeerOptions>(&*options) : nullptr;
    return peer != nullptr ? peer->dialect : wire::Dialect::kV2;
  }
  const auto found = wires_.find(node);
  return found == wires_.end() ? wire::Dialect::kV2 : found->second.dialect();
}

}  // namespace parley::sim::importing
