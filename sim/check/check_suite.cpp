#include "sim/check/check_suite.hpp"

#include <algorithm>

#include "registry/registry.hpp"
#include "sim/check/limits.hpp"
#include "sim/world/node.hpp"
#include "sim/world/world.hpp"

namespace parley::sim::check {
namespace {

/// Whether an event is part of a turn of the node's program. Events of the network around it are not.
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

CheckSuite::CheckSuite(WatchedNodes nodes)
    : nodes_(std::move(nodes)),
      checker_(nodes_, findings_, marks_, bound_),
      people_(nodes_),
      chat_integrity_(nodes_, checker_, findings_, marks_),
      convergence_(nodes_, checker_, people_, findings_) {
  nodes_.world.add_listener(this);
}

CheckSuite::~CheckSuite() { nodes_.world.remove_listener(this); }

/// When time moves on, everything that was due at the previous instant must have happened.
void CheckSuite::begin_instant(Instant now) {
  if (now == now_) return;
  after_event();  // Actions between two steps of the world form a turn as well.
  now_ = now;
  if (!checker_.model_exact() || nodes_.registry.paused()) return;
  const ReferenceModel& model = checker_.model();
  bound_.instant_over(model);
  no_empty_room_.instant_over(model);
}

void CheckSuite::on_event(const TraceEvent& event) {
  if (findings_.first()) return;
  begin_instant(event.at);
  sent_by_scenario_ = event.kind == TraceKind::kScript || event.kind == TraceKind::kStarted;
  if (event.node == nodes_.registry.id()) on_registry_event(event);
  if (event.kind == TraceKind::kRecord && event.from == nodes_.registry.id()) checker_.on_delivered(event);
  PersonState* person = people_.find(event.node);
  if (person != nullptr) on_person_event(*person, event);
}

void CheckSuite::on_registry_event(const TraceEvent& event) {
  if (event.kind == TraceKind::kNetwork && event.bytes == "stops") checker_.on_registry_stops();
  if (!concerns_program(event.kind)) return;
  if (event.kind == TraceKind::kPaused) paused_at_ = event.at;
  if (event.kind == TraceKind::kResumed) {
    checker_.model().running_since = nodes_.registry.clock().now();
    checker_.model().online.maybe_all_heard(nodes_.registry.clock().now());
    if (event.at - paused_at_ >= kPresenceTimeout) marks_.reach(CoverageMark::kRegistryPausedLong);
  }
  if (event.kind == TraceKind::kPowerLost) durable_state_.on_power_lost();
  if (!registry_turn_) {
    registry_turn_ = true;
    turn_kind_ = event.kind;
    checker_.begin_turn(event.kind);
  }
  checker_.on_event(event);
}

void CheckSuite::on_person_event(PersonState& person, const TraceEvent& event) {
  if (event.kind == TraceKind::kMemberLost) return chat_integrity_.on_line_lost(person);
  if (!concerns_program(event.kind)) return;
  people_.touch(person);
  switch (event.kind) {
    case TraceKind::kTyped:
      return chat_integrity_.on_typed(person, event.bytes);
    case TraceKind::kPrinted:
      return chat_integrity_.on_printed(person, event.bytes);
    case TraceKind::kMember:
      return chat_integrity_.on_line_received(person, people_.find(event.from), event);
    case TraceKind::kClosed:
    case TraceKind::kBroken:
    case TraceKind::kOpened:
      person.interrupted = true;
      return;
    case TraceKind::kResumed:
      person.last_paused = event.at;
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

void CheckSuite::on_sent(const TraceEvent& event) {
  if (findings_.first()) return;
  if (event.from == nodes_.registry.id()) {
    if (event.kind == TraceKind::kClosed) check_silence(event);
    return checker_.on_sent(event);
  }
  if (event.kind == TraceKind::kClosed || event.kind == TraceKind::kBroken)
    checker_.on_client_closed(event.channel);
  PersonState* person = people_.find(event.from);
  if (person == nullptr || person->peer == nullptr || sent_by_scenario_) return;
  if (event.kind == TraceKind::kDatagram) person->last_keep_alive = event.at;
  if (event.kind == TraceKind::kGroupDatagram) chat_integrity_.on_line_sent(*person, event);
}

/// A user ended for silence: their program must have sent its keep-alives, unless it could not.
void CheckSuite::check_silence(const TraceEvent& ended) {
  const ConnectionTracker* connection = checker_.connection(ended.channel);
  if (connection == nullptr || !connection->user || turn_kind_ != TraceKind::kWake) return;
  const PersonState* person = people_.find(connection->client());
  if (person == nullptr || person->peer == nullptr || person->node->paused()) return;
  if (!person->connected || person->user.empty()) return;
  bound_.ended_for_silence(person->user, now_ - std::max(person->last_keep_alive, person->last_paused));
}

void CheckSuite::after_event() {
  if (findings_.first()) return;
  if (registry_turn_) after_registry_turn();
  registry_turn_ = false;
  people_.end_turn([this](const PersonState& before, const PersonState& now) {
    chat_integrity_.after_turn(before, now);
    mark(before, now);
  });
  chat_integrity_.after_all();
}

void CheckSuite::mark(const PersonState& before, const PersonState& now) {
  if (before.user.empty() || before.torn) return;
  if (!before.connected && now.connected) marks_.reach(CoverageMark::kPeerCameBack);
  if (!before.connected && now.user.empty()) marks_.reach(CoverageMark::kPeerGaveUp);
  if (!now.room.empty() && before.port != 0 && before.port != now.port)
    marks_.reach(CoverageMark::kRoomMoved);
}

void CheckSuite::after_registry_turn() {
  checker_.after_turn();
  const bool open = checker_.open();
  const bool restarted = open && !was_open_;
  was_open_ = open;
  if (!open) return;
  drop_absent();
  const ReferenceModel& model = checker_.model();
  if (checker_.model_exact()) one_session_.after_turn(model);
  if (!restarted && model.rooms.touched().empty() && model.registry->rooms().revision() == revision_) return;
  const RoomTables seen = tables(restarted);
  if (restarted && has_run_) durable_state_.after_restart(seen, nodes_.registry.disk());
  if (restarted && !seen.rooms.in_order().empty()) marks_.reach(CoverageMark::kRestartedWithMembers);
  has_run_ = true;
  no_empty_room_.after_turn(seen);
  membership_.after_turn(seen);
  one_host_.after_turn(seen);
  unique_names_.after_turn(seen);
  monotonicity_.after_turn(seen);
  durable_state_.note(seen);
  checker_.model().rooms.forget_touched();
}

/// The registry gives up the held places at its first wake-up after the return window.
void CheckSuite::drop_absent() {
  ReferenceModel& model = checker_.model();
  if (turn_kind_ != TraceKind::kWake || !model.rooms.anybody_absent()) return;
  if (model.now - model.loaded_at < kReturnWindow) return;
  marks_.reach(CoverageMark::kPlaceGivenUp);
  model.rooms.drop_absent();
}

RoomTables CheckSuite::tables(bool restarted) {
  const ReferenceModel& model = checker_.model();
  RoomTables seen{model, model.registry->rooms(), model.rooms.touched()};
  revision_ = seen.rooms.revision();
  const std::size_t rooms = seen.rooms.in_order().size() + seen.changed.size();
  seen.all = restarted || rooms <= kFewRooms || ++unchecked_changes_ >= rooms / kFewRooms * kFewRooms;
  if (seen.all) unchecked_changes_ = 0;
  seen.model_exact = checker_.model_exact();
  seen.places_held = model.rooms.anybody_absent() || !seen.model_exact;
  return seen;
}

bool CheckSuite::settled() {
  after_event();  // Actions since the last step of the world count as well.
  unsettled_because_ = convergence_.missing();
  if (!unsettled_because_.empty()) return false;
  if (nodes_.registry.has_disk()) {
    durable_state_.look_for_accounts(checker_.model().accounts, nodes_.registry.disk());
  }
  return true;
}

std::vector<Tally> CheckSuite::tallies() const {
  return {one_host_.check().tally(),       membership_.check().tally(),      no_empty_room_.check().tally(),
          unique_names_.check().tally(),   one_session_.check().tally(),     bound_.check().tally(),
          checker_.answered().tally(),     checker_.bounded().tally(),       checker_.right().tally(),
          durable_state_.check().tally(),  durable_state_.secrets().tally(), monotonicity_.check().tally(),
          chat_integrity_.check().tally(), convergence_.check().tally()};
}

}  // namespace parley::sim::check
