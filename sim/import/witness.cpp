#include "sim/import/witness.hpp"

#include <algorithm>
#include <optional>
#include <variant>

#include "ports/terminal.hpp"
#include "sim/import/limits.hpp"
#include "sim/import/passwords.hpp"
#include "wire/keep_alive.hpp"
#include "wire/open_room.hpp"

namespace parley::sim::importing {
namespace {

using record::EntryKind;
using session::Moment;
using session::NodeKind;

constexpr std::string_view kSilent = ", no keep-alive in time";
constexpr std::string_view kGone = "logout: ";

bool asks_for_registry(const record::TapeHeader& header) {
  const auto* options = std::get_if<peer::PeerOptions>(&header.options);
  return options != nullptr && !options->registry;
}

}  // namespace

Witness::Witness(const session::Session& session, bool keep_seen) : session_(session), keep_seen_(keep_seen) {
  for (std::size_t i = 0; i < session.tapes().size(); ++i) {
    const session::Tape& tape = session.tapes()[i];
    if (session.nodes()[tape.node].kind == NodeKind::kRegistry) {
      registries_.try_emplace(i);
      continue;
    }
    const auto emit = [this, i, node = tape.node](Instant at, What what) {
      add(at, node, i, std::move(what));
    };
    screens_.try_emplace(i, asks_for_registry(tape.header), emit);
  }
  for (std::size_t i = 0; i < session.nodes().size(); ++i) {
    const session::Node& node = session.nodes()[i];
    if (node.kind == NodeKind::kPerson && node.tapes.empty()) untaped_.emplace(folded(node.name), i);
  }
}

void Witness::add(Instant at, std::size_t node, std::size_t tape, What what) {
  bytes_ += limits::kHappeningBytes;
  if (const auto* deed = std::get_if<Deed>(&what)) {
    if (const auto* said = std::get_if<scenario::Say>(&deed->action)) bytes_ += said->text.size();
    if (const auto* typed = std::get_if<scenario::Type>(&deed->action)) bytes_ += typed->line.size();
  }
  told_.happenings.push_back({at, node, tape, std::move(what)});
}

bool Witness::see(const Moment& moment) {
  told_.end = std::max(told_.end, moment.at);
  if (registries_.contains(moment.id.tape)) {
    see_registry(moment);
  } else {
    see_person(moment);
  }
  if (bytes_ <= limits::kKeptBytes) return true;
  told_.cut = true;
  return false;
}

void Witness::see_person(const Moment& moment) {
  ScreenReader& screen = screens_.at(moment.id.tape);
  if (moment.entry->kind == EntryKind::kWrite && !moment.received.empty())
    screen.on_asked(moment.received.front().at);
  screen.take(*moment.entry, moment.at);
  if (moment.entry->kind == EntryKind::kDatagram && !moment.sent) see_room(moment);
  if (keep_seen_ && moment.entry->kind == EntryKind::kPrint) see_line_on_screen(moment);
}

void Witness::see_line_on_screen(const Moment& moment) {
  const record::Entry& entry = *moment.entry;
  if (entry.number != static_cast<std::int64_t>(Style::kOther)) return;
  bytes_ += limits::kHappeningBytes + entry.text.size();
  told_.seen.push_back({moment.at, moment.node, std::string(entry.text), entry.size <= entry.text.size()});
}

/// What somebody without a tape has said, as others heard it: the first who hears it tells.
void Witness::see_room(const Moment& moment) {
  const auto heard = wire::decode_room_datagram(moment.entry->text);
  const auto* said = std::get_if<wire::Said>(&heard);
  if (said == nullptr) return;
  const auto writer = untaped_.find(folded(said->user));
  if (writer == untaped_.end()) return;
  const auto wire = wires_.find(writer->second);
  if (wire == wires_.end()) return;
  auto& [counts, told] = heard_[{writer->second, said->text}];
  const std::size_t times = ++counts[moment.node];
  if (times <= told) return;
  ++told;
  bytes_ += limits::kHappeningBytes + said->text.size();
  wire->second.on_said(said->text, moment.at);
}

WireReader* Witness::wire_of(const Moment& moment) {
  if (!moment.other || session_.nodes()[*moment.other].kind != NodeKind::kPerson) return nullptr;
  if (!session_.nodes()[*moment.other].tapes.empty()) return nullptr;
  wire_tape_[*moment.other] = moment.id.tape;
  return &wires_.try_emplace(*moment.other, bytes_).first->second;
}

void Witness::see_registry(const Moment& moment) {
  const record::Entry& entry = *moment.entry;
  RegistryTape& state = registries_.at(moment.id.tape);
  WireReader* wire = wire_of(moment);
  if (entry.kind != EntryKind::kStart) registry_last_ = moment.at;
  switch (entry.kind) {
    case EntryKind::kStart:
      for (auto& [node, each] : wires_) each.on_registry_gone(registry_last_);
      return add(moment.at, moment.node, moment.id.tape, RegistryUp{});
    case EntryKind::kStop:
      state.stopping = true;
      for (auto& [node, each] : wires_) each.on_registry_gone(moment.at);
      return add(moment.at, moment.node, moment.id.tape, RegistryDown{true});
    case EntryKind::kAccept:
      if (wire != nullptr) wire->on_accept(entry.id, moment.at);
      return;
    case EntryKind::kRecord:
      if (wire != nullptr) wire->on_record(entry.id, entry.text, moment.at);
      return;
    case EntryKind::kWrite:
      if (wire != nullptr) wire->on_answer(entry.id, entry.text, moment.at);
      return;
    case EntryKind::kClose:
    case EntryKind::kCloseStream:
      if (entry.kind == EntryKind::kClose && moment.other) closed_[*moment.other].push_back(moment.at);
      if (wire != nullptr) wire->on_close(entry.id, moment.at);
      return;
    case EntryKind::kDatagram:
      if (wire != nullptr) wire->on_datagram(entry.text, moment.at);
      if (wire == nullptr && !moment.other) see_strange_datagram(moment);
      return;
    case EntryKind::kLog:
      return note_silence(moment);
    default:
      return;
  }
}

/// Nobody knows from whom. A keep-alive is of whom it names, if that is nobody with a tape.
void Witness::see_strange_datagram(const Moment& moment) {
  const std::string_view bytes = moment.entry->text;
  const auto keep_alive = wire::decode_keep_alive(bytes);
  if (!keep_alive) {
    bytes_ += bytes.size();
    return add(moment.at, stranger(), moment.id.tape, Datagram{literal(bytes)});
  }
  const auto found = untaped_.find(folded(keep_alive->user.text()));
  const auto wire = found == untaped_.end() ? wires_.end() : wires_.find(found->second);
  if (wire != wires_.end()) wire->second.on_datagram(bytes, moment.at);
}

/// `logout: bob, no keep-alive in time`: why the network was silent cannot be known, so it is only told.
void Witness::note_silence(const Moment& moment) {
  const std::string_view text = moment.entry->text;
  if (!text.starts_with(kGone) || !text.ends_with(kSilent)) return;
  const std::string name(text.substr(kGone.size(), text.size() - kGone.size() - kSilent.size()));
  silent_[folded(name)].push_back(moment.at);
  add(moment.at, moment.node, moment.id.tape,
      Remark{"it gave " + name + " up: no keep-alive had come in time"});
}

namespace {

/// The first moment behind `last` at which it may have been heard of.
std::optional<Instant> soon_after(const std::vector<Instant>& moments, Instant last) {
  const auto found = std::find_if(moments.begin(), moments.end(), [&](Instant at) { return at >= last; });
  if (found == moments.end() || *found - last > limits::kHeardOfIt) return std::nullopt;
  return *found;
}

}  // namespace

/// Right before the person's next tape begins.
Instant Witness::next_start(std::size_t number) const {
  const auto& all = session_.nodes()[session_.tapes()[number].node].tapes;
  const auto next = std::next(std::find(all.begin(), all.end(), number));
  return next == all.end() ? Instant::max() : session_.tapes()[*next].first - Duration(1);
}

/// A tape that stops without an end: its program was torn away, or the recording as a whole was over then.
void Witness::note_torn(std::size_t number, const ScreenReader& reader) {
  const session::Tape& tape = session_.tapes()[number];
  if (const auto closed = soon_after(closed_[tape.node], tape.last)) {
    return add(std::min(*closed, next_start(number)), tape.node, number, Killed{false});
  }
  const bool given_up = soon_after(silent_[folded(reader.user())], tape.last).has_value();
  const bool last = number == session_.nodes()[tape.node].tapes.back();
  if (given_up || !last || told_.end - tape.last > limits::kHeardOfIt) {
    add(tape.last, tape.node, number, Killed{given_up});
  }
}

void Witness::end_person(std::size_t number, ScreenReader& reader) {
  const session::Tape& tape = session_.tapes()[number];
  reader.finish();
  if (reader.ended() || !reader.started()) return;
  const bool damaged = !tape.end && !tape.end_words.empty();
  const bool broken_off =
      tape.end == record::EndCause::kLimit || tape.end == record::EndCause::kGap || damaged;
  const bool last = number == session_.nodes()[tape.node].tapes.back();
  if (broken_off && last) return add(tape.last, tape.node, number, Unknown{tape.end_words});
  if (tape.end != record::EndCause::kFinished) note_torn(number, reader);
}

void Witness::end_registry(std::size_t number) {
  const session::Tape& tape = session_.tapes()[number];
  if (registries_.at(number).stopping || tape.end == record::EndCause::kFinished) return;
  const bool damaged = !tape.end && !tape.end_words.empty();
  const bool broken_off =
      tape.end == record::EndCause::kLimit || tape.end == record::EndCause::kGap || damaged;
  const bool last = number == session_.nodes()[tape.node].tapes.back();
  if (broken_off && last) {
    return add(tape.last, tape.node, number, Remark{"its tape ends here: " + tape.end_words});
  }
  const bool recording_over = last && !tape.end && told_.end - tape.last <= limits::kHeardOfIt;
  if (!recording_over) add(tape.last, tape.node, number, RegistryDown{false});
}

Chronicle Witness::tell(Instant end) {
  told_.end = std::max(told_.end, end);
  for (auto& [tape, reader] : screens_) end_person(tape, reader);
  for (const auto& [tape, state] : registries_) end_registry(tape);
  for (auto& [node, wire] : wires_) {
    for (auto& [at, what] : wire.take(end)) add(at, node, wire_tape_.at(node), std::move(what));
  }
  const auto earlier = [](const auto& a, const auto& b) { return a.at < b.at; };
  std::stable_sort(told_.happenings.begin(), told_.happenings.end(), earlier);
  return std::move(told_);
}

bool Witness::is_client(std::size_t node) const {
  if (node == stranger()) return true;
  const auto found = wires_.find(node);
  return found != wires_.end() && !found->second.is_person();
}

wire::Dialect Witness::dialect(std::size_t node) const {
  const auto& tapes = session_.nodes()[node].tapes;
  if (!tapes.empty()) {
    const auto& header = session_.tapes()[tapes.front()].header;
    return std::get<peer::PeerOptions>(header.options).dialect;
  }
  const auto found = wires_.find(node);
  return found == wires_.end() ? wire::Dialect::kV2 : found->second.dialect();
}

}  // namespace parley::sim::importing
