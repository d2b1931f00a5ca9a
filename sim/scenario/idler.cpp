#include "sim/scenario/idler.hpp"

#include <algorithm>
#include <iterator>

#include "registry/rooms.hpp"
#include "sim/scenario/limits.hpp"

namespace parley::sim::scenario {
namespace {

/// What somebody may do who is in no room, and what only somebody who is in one.
bool fits(Pastime what, bool in_room) {
  switch (what) {
    case Pastime::kCrash:
    case Pastime::kVanish:
      return true;
    case Pastime::kSay:
    case Pastime::kLeave:
      return in_room;
    default:
      return !in_room;
  }
}

}  // namespace

Idler::Idler(Stage& stage, FaultPlay& faults, Actor& actor, const Workload& load, std::uint64_t salt)
    : stage_(stage),
      faults_(faults),
      actor_(actor),
      load_(load),
      luck_(
          derive_seed(stage.world().seed(), stage.person(actor.id()).node().id(), Purpose::kScenario, salt)),
      end_(stage.world().now() + load.time) {
  wait();
}

void Idler::wait() {
  const Duration mean = load_.pause == Duration::zero() ? limits::kPause : load_.pause;
  const std::uint64_t pause = luck_.below(2 * static_cast<std::uint64_t>(mean.count()));
  next_ = std::min(end_, stage_.world().now() + Duration(static_cast<Duration::rep>(pause)));
  waits_ = true;
}

std::optional<Instant> Idler::wants() const {
  const bool waits = waits_ && actor_.idle() && stage_.world().now() < next_;
  return waits ? std::optional(next_) : std::nullopt;
}

bool Idler::over() const { return actor_.idle() && stage_.world().now() >= end_; }

void Idler::advance() {
  if (!actor_.idle()) return;
  if (!waits_) wait();
  const Instant now = stage_.world().now();
  if (now >= end_ || now < next_) return;
  waits_ = false;
  draw();
  actor_.advance();
  if (actor_.idle()) wait();
}

void Idler::draw() {
  if (come_in()) return;
  std::uint64_t all = 0;
  for (const Habit& habit : load_.habits) all += offered(habit.what) ? habit.weight : 0;
  std::uint64_t drawn = luck_.below(all);
  for (const Habit& habit : load_.habits) {
    if (!offered(habit.what)) continue;
    if (drawn < habit.weight) return indulge(habit.what);
    drawn -= habit.weight;
  }
}

/// Who is out comes in first, one deed at a time; whoever cannot log in tries to sign up, and so on.
bool Idler::come_in() {
  const PersonPlay& person = stage_.person(actor_.id());
  if (!person.running()) {
    actor_.add(Start{});
    return true;
  }
  if (!person.user().empty()) return false;
  actor_.add(signs_up_ ? PersonAction(SignUp{}) : PersonAction(LogIn{}));
  signs_up_ = !signs_up_;
  return true;
}

bool Idler::offered(Pastime what) const { return fits(what, !stage_.person(actor_.id()).room().empty()); }

void Idler::indulge(Pastime what) {
  const Nodes self{actor_.id()};
  if (what == Pastime::kCrash) return strike(Crash{self, {}});
  if (what == Pastime::kVanish) return strike(Vanish{self});
  actor_.add(deed(what));
}

void Idler::strike(const Fault& fault) { faults_.strike(fault, 0, false); }

PersonAction Idler::deed(Pastime what) {
  const std::string& name = stage_.person(actor_.id()).name();
  switch (what) {
    case Pastime::kJoin:
      return JoinRoom{some_room()};
    case Pastime::kCreate:
      return CreateRoom{"room" + std::to_string(luck_.below(limits::kRoomNames))};
    case Pastime::kLeave:
      return LeaveRoom{};
    case Pastime::kListRooms:
      return ListRooms{};
    case Pastime::kListPeople:
      return ListPeople{luck_.chance(500)};
    case Pastime::kLookFor:
      return LookFor{stage_.scenario().people[luck_.below(stage_.scenario().people.size())].name};
    case Pastime::kLogOut:
      return LogOut{};
    default:
      return Say{name + " " + std::to_string(++words_)};
  }
}

/// One that there is, as somebody would pick who has just seen the list; else one that may be.
std::string Idler::some_room() {
  const registry::Registry* registry = stage_.registry();
  const std::size_t rooms = registry == nullptr ? 0 : registry->rooms().in_order().size();
  const std::uint64_t drawn = luck_.below(rooms + 1);
  if (drawn == rooms) return "room" + std::to_string(luck_.below(limits::kRoomNames));
  auto room = registry->rooms().in_order().begin();
  std::advance(room, drawn);
  return room->second.name.text();
}

}  // namespace parley::sim::scenario
