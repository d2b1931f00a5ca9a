#include "sim/check/clerk.hpp"

#include <utility>
#include <variant>

#include "base/check.hpp"
#include "registry/presence.hpp"
#include "sim/check/limits.hpp"
#include "sim/check/words.hpp"
#include "sim/world/programs.hpp"
#include "sim/world/world.hpp"
#include "wire/keep_alive.hpp"

namespace parley::sim::check {
namespace {

bool is_end(TraceKind kind) {
  return kind == TraceKind::kCrashed || kind == TraceKind::kVanished || kind == TraceKind::kPowerLost ||
         kind == TraceKind::kEnded;
}

}  // namespace

Clerk::Clerk(Scene& scene, Findings& findings, Marks& marks, PresenceBound& bound)
    : scene_(scene),
      marks_(marks),
      bound_(bound),
      answered_("answered-once-in-order", findings),
      bounded_("answers-are-bounded", findings),
      right_("right-answer", findings),
      oracle_(books_, marks) {}

void Clerk::begin_turn(TraceKind kind) {
  ++books_.turn;
  turn_kind_ = kind;
  books_.now = scene_.registry.clock().now();
  if (books_.registry == nullptr) {
    auto* program = dynamic_cast<RegistryProgram*>(scene_.registry.program());
    if (program != nullptr && !program->stopping()) books_.registry = &program->registry();
  }
  books_.trouble = scene_.registry.disk().struck();
  books_.ailing = scene_.registry.disk().ails();
}

void Clerk::on_event(const TraceEvent& event) {
  if (books_.registry == nullptr && !is_end(event.kind)) return;  // It is on its way to its end.
  switch (event.kind) {
    case TraceKind::kAccepted:
      talks_.try_emplace(event.channel, event.channel, event.from, books_.now);
      return;
    case TraceKind::kRecord:
      return on_record(event);
    case TraceKind::kDatagram:
      return on_datagram(event);
    case TraceKind::kClosed:
    case TraceKind::kBroken:
      return end(event.channel);
    case TraceKind::kCrashed:
    case TraceKind::kVanished:
    case TraceKind::kPowerLost:
    case TraceKind::kEnded:
      return on_registry_gone();
    default:
      return;
  }
}

void Clerk::on_delivered(const TraceEvent& event) {
  const auto talk = talks_.find(event.channel);
  if (talk != talks_.end()) talk->second.delivered(event.bytes.size());
}

void Clerk::on_hung_up(std::uint64_t channel) {
  const auto talk = talks_.find(channel);
  if (talk != talks_.end()) talk->second.hang_up();
}

void Clerk::on_registry_gone() {
  for (const auto& [channel, talk] : talks_) {
    if (talk.open && !talk.open->due) {
      marks_.reach(Rare::kCrashedWithRequest);
      break;
    }
  }
  talks_.clear();
  active_.clear();
  books_.online.clear();
  books_.registry = nullptr;
  books_.hashes = 0;
  open_ = false;
}

/// The registry has loaded its rooms and takes what has come until now.
void Clerk::open_for_business() {
  open_ = true;
  books_.rooms.copy(books_.registry->rooms());
  books_.opened = books_.now;
  for (auto& [channel, talk] : talks_) {
    pump(talk);
    active_.insert(channel);
  }
}

void Clerk::on_record(const TraceEvent& event) {
  const auto found = talks_.find(event.channel);
  if (found == talks_.end()) return;
  Talk& talk = found->second;
  if (talk.user) {
    if (KnownOnline* online = books_.online.find(*talk.user)) books_.online.heard(*online, books_.now);
  }
  talk.take_in(event.bytes);
  if (talk.open && talk.has_waiting()) marks_.reach(Rare::kPipelined);
  pump(talk);
  active_.insert(event.channel);
}

/// A keep-alive counts where it comes from the address of the session. What an address looks like behind
/// a NAT or after a move is not known here: such a one counts for neither bound.
void Clerk::on_datagram(const TraceEvent& event) {
  if (!open_ || event.channel != books_.registry->udp_endpoint().port) return;
  const auto keep_alive = wire::decode_keep_alive(event.bytes);
  if (!keep_alive) return;
  KnownOnline* online = books_.online.find(keep_alive->user);
  if (online == nullptr) return;
  const registry::OnlineUser* seen = books_.registry->presence().find(keep_alive->user);
  if (seen == nullptr) return;
  const bool own = online->client == event.from;
  const bool plain = seen->endpoint.address == scene_.world.node(event.from).address();
  if (own && plain) return books_.online.heard(*online, books_.now);
  const bool shared = seen->endpoint.address != scene_.world.node(online->client).address();
  if (own || plain || shared) books_.online.heard(*online, books_.now, false);
}

void Clerk::pump(Talk& talk) {
  while (open_ && !talk.open && !talk.closing) {
    auto message = talk.next_request();
    if (message) {
      oracle_.begin(talk, *std::move(message));
      continue;
    }
    if (!talk.asked_too_much()) return;
    oracle_.refuse_length(talk);
  }
}

void Clerk::on_sent(const TraceEvent& event) {
  const auto found = talks_.find(event.channel);
  if (found == talks_.end()) return;
  Talk& talk = found->second;
  if (event.kind == TraceKind::kClosed || event.kind == TraceKind::kBroken) {
    if (!open_ && talk.has_waiting()) open_for_business();  // What it has asked before ends it now.
    if (!blurred_ && !talk.closing) bound_.ended_by_registry(books_, talk, turn_kind_, talks_.size());
    return end(event.channel);
  }
  if (event.kind != TraceKind::kRecord) return;
  active_.insert(event.channel);
  bounded_.require(talk.hung_up() || talk.under_way() <= kMostUntaken,
                   [] { return std::string("answers go on being kept for a client that takes none"); });
  const auto answers = talk.take_out(event.bytes);
  if (talk.nonsense()) answered_.fail("a connection was not greeted as it should be");
  for (const std::string& answer : answers) take_answer(talk, answer);
}

void Clerk::take_answer(Talk& talk, const std::string& answer) {
  if (blurred_) return;
  if (!open_) open_for_business();
  pump(talk);
  answered_.count();
  if (!talk.open) return answered_.fail("\"" + shortened(answer) + "\" was answered to no request");
  const bool last = std::exchange(talk.last_words, false);
  right_.count();
  if (const auto wrong = oracle_.conclude(talk, answer)) right_.fail(*wrong);
  talk.closing = talk.closing || last;
  pump(talk);
}

void Clerk::end(std::uint64_t channel) {
  const auto found = talks_.find(channel);
  if (found == talks_.end()) return;
  if (found->second.open && !found->second.open->due) marks_.reach(Rare::kEndedWithRequest);
  mark_waiting_login(found->second);
  oracle_.end(found->second, turn_kind_);
  talks_.erase(found);
  active_.erase(channel);
}

/// Whether somebody waits to be let in whose session it is that ends.
void Clerk::mark_waiting_login(const Talk& ended) {
  if (!ended.user) return;
  for (const auto& [channel, talk] : talks_) {
    if (!talk.open || !talk.open->request) continue;
    const auto* login = std::get_if<wire::Login>(&*talk.open->request);
    if (login != nullptr && login->user == *ended.user) return marks_.reach(Rare::kLoginAtTimeout);
  }
}

void Clerk::after_turn() {
  if (books_.registry == nullptr) return;
  if (!open_ && readiness() != nullptr && !refused_to_start()) open_for_business();
  for (const std::uint64_t channel : std::exchange(active_, {})) {
    const auto found = talks_.find(channel);
    if (found != talks_.end()) check_turn(found->second);
  }
  if (open_ && !blurred_) check_lateness();
  if (!open_ || blurred_ || books_.rooms.touched().empty()) return;
  for (const RoomName& name : books_.rooms.touched()) note_port(name);
}

/// What the registry's start has come to, if anything.
const std::optional<Result<void>>* Clerk::readiness() const {
  const auto* program = dynamic_cast<const RegistryProgram*>(scene_.registry.program());
  return program != nullptr && program->ready() ? &program->ready() : nullptr;
}

bool Clerk::refused_to_start() const {
  const auto* ready = readiness();
  return ready != nullptr && !(*ready)->has_value();
}

/// What could be answered at once has been answered when the turn is over.
void Clerk::check_turn(Talk& talk) {
  for (const std::string& answer : talk.end_of_turn()) take_answer(talk, answer);
  if (blurred_) return;
  const bool owed = (talk.open && talk.open->due) || talk.closing;
  if (!owed) return;
  if (talk.under_way() > kMayHoldBack) {
    blurred_ = true;
  } else if (talk.closing) {
    answered_.fail("a connection that should have been closed still stands");
  } else {
    answered_.fail("\"" + shortened(talk.open->text) + "\" was not answered at once, as \"" +
                   *talk.open->due + "\"");
  }
}

void Clerk::note_port(const RoomName& name) {
  KnownRoom* known = books_.rooms.find(name);
  const registry::Room* room = books_.registry->rooms().find(name);
  if (known == nullptr || room == nullptr || known->port != 0) return;
  known->port = room->port;
  const KnownOnline* maker = books_.online.find(known->host());
  if (maker != nullptr && maker->port != room->port) marks_.reach(Rare::kPortTaken);
}

void Clerk::check_lateness() {
  if (books_.now < next_look_) return;
  next_look_ = books_.now + Duration(1s);
  const auto under_way = static_cast<Duration::rep>(talks_.size());
  const Duration bound =
      kAnswerBound + under_way * (kAnswerBoundEach + 4 * scene_.registry.disk().commit_time());
  for (const auto& [channel, talk] : talks_) {
    if (!talk.open) continue;
    answered_.count();
    if (books_.now - std::max(talk.open->since, books_.undisturbed) <= bound) continue;
    answered_.fail("\"" + shortened(talk.open->text) + "\" is not answered after " +
                   in_seconds(books_.now - talk.open->since));
  }
}

bool Clerk::nothing_open() const {
  for (const auto& [channel, talk] : talks_) {
    if (talk.open || talk.has_waiting()) return false;
  }
  return true;
}

const Talk* Clerk::talk(std::uint64_t channel) const {
  const auto found = talks_.find(channel);
  return found == talks_.end() ? nullptr : &found->second;
}

}  // namespace parley::sim::check
