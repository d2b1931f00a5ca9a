#include "sim/check/suite_core.hpp"

#include <algorithm>

#include "peer/peer.hpp"
#include "registry/registry.hpp"
#include "sim/check/limits.hpp"
#include "sim/world/node.hpp"
#include "sim/world/world.hpp"

namespace parley::sim::check {
namespace {

/// What is told of a node's network, or of none, is no turn of its program.
bool concerns_program(TraceKind kind) {
  switch (kind) {
    case TraceKind::kDatagramLost:
    case TraceKind::kGroupDatagram:
    case TraceKind::kMemberLost:
    case TraceKind::kConnect:
    case TraceKind::kNetwork:
    case TraceKind::kScript:
      return false;
    default:
      return true;
  }
}

}  // namespace

Suite::Core::Core(Scene scene)
    : scene_(std::move(scene)),
      clerk_(scene_, findings_, marks_, bound_),
      people_(scene_),
      true_words_(scene_, clerk_, findings_, marks_),
      convergence_(scene_, clerk_, people_, findings_) {}

/// Once time goes on, what was due at the instant before must have happened.
void Suite::Core::begin_instant(Instant now) {
  if (now == now_) return;
  after_event();  // What was done between the world's steps is a turn, too.
  now_ = now;
  if (!clerk_.sure() || scene_.registry.paused()) return;
  const Books& books = clerk_.books();
  bound_.instant_over(books);
  no_empty_room_.instant_over(books);
}

void Suite::Core::on_event(const TraceEvent& event) {
  if (findings_.first()) return;
  begin_instant(event.at);
  by_hand_ = event.kind == TraceKind::kScript || event.kind == TraceKind::kStarted;
  if (event.node == scene_.registry.id()) on_registry_event(event);
  if (event.kind == TraceKind::kRecord && event.from == scene_.registry.id()) clerk_.on_delivered(event);
  PersonSeen* person = people_.find(event.node);
  if (person != nullptr) on_person_event(*person, event);
}

void Suite::Core::on_registry_event(const TraceEvent& event) {
  if (event.kind == TraceKind::kNetwork && event.bytes == "stops") clerk_.on_registry_stops();
  if (!concerns_program(event.kind)) return;
  if (event.kind == TraceKind::kPaused) paused_at_ = event.at;
  if (event.kind == TraceKind::kResumed) {
    clerk_.books().undisturbed = scene_.registry.clock().now();
    if (event.at - paused_at_ >= kSilence) marks_.reach(Rare::kRegistryPausedLong);
  }
  if (event.kind == TraceKind::kPowerLost) durable_.on_power_lost();
  if (!registry_turn_) {
    registry_turn_ = true;
    turn_kind_ = event.kind;
    clerk_.begin_turn(event.kind);
  }
  clerk_.on_event(event);
}

void Suite::Core::on_person_event(PersonSeen& person, const TraceEvent& event) {
  if (event.kind == TraceKind::kMemberLost) return true_words_.on_missed(person);
  if (!concerns_program(event.kind)) return;
  people_.touch(person);
  switch (event.kind) {
    case TraceKind::kTyped:
      return true_words_.on_typed(person, event.bytes);
    case TraceKind::kPrinted:
      return true_words_.on_printed(person, event.bytes);
    case TraceKind::kMember:
      return true_words_.on_heard(person, people_.find(event.from), event);
    case TraceKind::kClosed:
    case TraceKind::kBroken:
    case TraceKind::kOpened:
      person.interrupted = true;
      return;
    case TraceKind::kResumed:
      person.last_still = event.at;
      return;
    case TraceKind::kCrashed:
    case TraceKind::kVanished:
    case TraceKind::kPowerLost:
    case TraceKind::kEnded:
      person.torn = true;
      return;
    default:
      return;
  }
}

void Suite::Core::on_sent(const TraceEvent& event) {
  if (findings_.first()) return;
  if (event.from == scene_.registry.id()) {
    if (event.kind == TraceKind::kClosed) check_silence(event);
    return clerk_.on_sent(event);
  }
  if (event.kind == TraceKind::kClosed || event.kind == TraceKind::kBroken) clerk_.on_hung_up(event.channel);
  PersonSeen* person = people_.find(event.from);
  if (person == nullptr || person->peer == nullptr || by_hand_) return;
  if (event.kind == TraceKind::kDatagram) person->last_keep_alive = event.at;
  if (event.kind == TraceKind::kGroupDatagram) true_words_.on_said(*person, event);
}

/// Who is thrown out for silence has been silent for a reason: his program was not to blame.
void Suite::Core::check_silence(const TraceEvent& ended) {
  const Talk* talk = clerk_.talk(ended.channel);
  if (talk == nullptr || !talk->user || turn_kind_ != TraceKind::kWake) return;
  const PersonSeen* person = people_.find(talk->client());
  if (person == nullptr || person->peer == nullptr || person->node->paused()) return;
  if (!person->connected || person->user.empty()) return;
  bound_.ended_for_silence(person->user, now_ - std::max(person->last_keep_alive, person->last_still));
}

void Suite::Core::after_event() {
  if (findings_.first()) return;
  if (registry_turn_) after_registry_turn();
  registry_turn_ = false;
  people_.end_turn([this](const PersonSeen& before, const PersonSeen& now) {
    true_words_.after_turn(before, now);
    mark(before, now);
  });
  true_words_.after_all();
}

void Suite::Core::mark(const PersonSeen& before, const PersonSeen& now) {
  if (before.user.empty() || before.torn) return;
  if (!before.connected && now.connected) marks_.reach(Rare::kPeerCameBack);
  if (!before.connected && now.user.empty()) marks_.reach(Rare::kPeerGaveUp);
  if (!now.room.empty() && before.port != 0 && before.port != now.port) marks_.reach(Rare::kRoomMoved);
}

void Suite::Core::after_registry_turn() {
  clerk_.after_turn();
  const bool open = clerk_.open();
  const bool restarted = open && !was_open_;
  was_open_ = open;
  if (!open) return;
  drop_absent();
  const Books& books = clerk_.books();
  if (clerk_.sure()) one_session_.after_turn(books);
  if (!restarted && books.rooms.touched().empty() && books.registry->rooms().revision() == revision_) return;
  const RoomTables seen = tables(restarted);
  if (restarted && has_run_) durable_.after_restart(seen, scene_.registry.disk());
  if (restarted && !seen.rooms.in_order().empty()) marks_.reach(Rare::kRestartedWithMembers);
  has_run_ = true;
  no_empty_room_.after_turn(seen);
  membership_.after_turn(seen);
  one_host_.after_turn(seen);
  unique_names_.after_turn(seen);
  rising_.after_turn(seen);
  durable_.note(seen);
  clerk_.books().rooms.forget_touched();
}

/// The registry gives up held places when it wakes after their time.
void Suite::Core::drop_absent() {
  Books& books = clerk_.books();
  if (turn_kind_ != TraceKind::kWake || !books.rooms.anybody_absent()) return;
  if (books.now - books.opened < kReturnWindow) return;
  marks_.reach(Rare::kPlaceGivenUp);
  books.rooms.drop_absent();
}

RoomTables Suite::Core::tables(bool restarted) {
  const Books& books = clerk_.books();
  RoomTables seen{books, books.registry->rooms(), books.rooms.touched()};
  revision_ = seen.rooms.revision();
  const std::size_t rooms = seen.rooms.in_order().size() + seen.changed.size();
  seen.all = restarted || rooms <= kFewRooms || ++unlooked_ >= rooms / kFewRooms * kFewRooms;
  if (seen.all) unlooked_ = 0;
  seen.sure = clerk_.sure();
  seen.places_held = books.rooms.anybody_absent() || !seen.sure;
  return seen;
}

std::string Suite::Core::missing() {
  after_event();  // What was done between the world's steps is seen.
  std::string missing = convergence_.missing();
  if (missing.empty() && scene_.registry.has_disk()) {
    durable_.look_for_accounts(clerk_.books().accounts, scene_.registry.disk());
  }
  return missing;
}

std::vector<Tally> Suite::Core::tallies() const {
  return {one_host_.check().tally(),     membership_.check().tally(),  no_empty_room_.check().tally(),
          unique_names_.check().tally(), one_session_.check().tally(), bound_.check().tally(),
          clerk_.answered().tally(),     clerk_.bounded().tally(),     clerk_.right().tally(),
          durable_.check().tally(),      durable_.secrets().tally(),   rising_.check().tally(),
          true_words_.check().tally(),   convergence_.check().tally()};
}

}  // namespace parley::sim::check
