#include "sim/play/workload_driver.hpp"

#include <algorithm>
#include <iterator>

#include "registry/rooms.hpp"
#include "sim/language/limits.hpp"

namespace parley::sim::scenario {
namespace {

/// Whether it can be done inside a room, or outside of one.
bool fits(WorkloadAction what, bool in_room) {
  switch (what) {
    case WorkloadAction::kCrash:
    case WorkloadAction::kVanish:
      return true;
    case WorkloadAction::kSay:
    case WorkloadAction::kLeave:
      return in_room;
    default:
      return !in_room;
  }
}

}  // namespace

WorkloadDriver::WorkloadDriver(SimCluster& cluster, FaultInjector& faults, ActionQueue& queue,
                               const Workload& load, std::uint64_t salt)
    : cluster_(cluster),
      faults_(faults),
      queue_(queue),
      load_(load),
      rng_(derive_seed(cluster.world().seed(), cluster.person(queue.id()).node().id(), Purpose::kScenario,
                       salt)),
      end_(cluster.world().now() + load.time) {
  wait();
}

void WorkloadDriver::wait() {
  const Duration mean = load_.pause == Duration::zero() ? limits::kWorkloadPause : load_.pause;
  const std::uint64_t pause = rng_.below(2 * static_cast<std::uint64_t>(mean.count()));
  next_ = std::min(end_, cluster_.world().now() + Duration(static_cast<Duration::rep>(pause)));
  waits_ = true;
}

std::optional<Instant> WorkloadDriver::next_wakeup() const {
  const bool waits = waits_ && queue_.idle() && cluster_.world().now() < next_;
  return waits ? std::optional(next_) : std::nullopt;
}

bool WorkloadDriver::over() const { return queue_.idle() && cluster_.world().now() >= end_; }

void WorkloadDriver::advance() {
  if (!queue_.idle()) return;
  if (!waits_) wait();
  const Instant now = cluster_.world().now();
  if (now >= end_ || now < next_) return;
  waits_ = false;
  draw();
  queue_.advance();
  if (queue_.idle()) wait();
}

void WorkloadDriver::draw() {
  if (come_online()) return;
  std::uint64_t all = 0;
  for (const WeightedAction& weighted_action : load_.actions)
    all += possible(weighted_action.what) ? weighted_action.weight : 0;
  std::uint64_t drawn = rng_.below(all);
  for (const WeightedAction& weighted_action : load_.actions) {
    if (!possible(weighted_action.what)) continue;
    if (drawn < weighted_action.weight) return perform(weighted_action.what);
    drawn -= weighted_action.weight;
  }
}

/// A person who is offline comes online first, one action at a time: starts, then logs in or signs up in
/// turn.
bool WorkloadDriver::come_online() {
  const SimPerson& person = cluster_.person(queue_.id());
  if (!person.running()) {
    queue_.add(Start{});
    return true;
  }
  if (!person.user().empty()) return false;
  queue_.add(signs_up_ ? PersonAction(SignUp{}) : PersonAction(LogIn{}));
  signs_up_ = !signs_up_;
  return true;
}

bool WorkloadDriver::possible(WorkloadAction what) const {
  return fits(what, !cluster_.person(queue_.id()).room().empty());
}

void WorkloadDriver::perform(WorkloadAction what) {
  const Nodes self{queue_.id()};
  if (what == WorkloadAction::kCrash) return inject(Crash{self, {}});
  if (what == WorkloadAction::kVanish) return inject(Vanish{self});
  queue_.add(action(what));
}

void WorkloadDriver::inject(const Fault& fault) { faults_.inject(fault, 0, false); }

PersonAction WorkloadDriver::action(WorkloadAction what) {
  const std::string& name = cluster_.person(queue_.id()).name();
  switch (what) {
    case WorkloadAction::kJoin:
      return JoinRoom{pick_room()};
    case WorkloadAction::kCreate:
      return CreateRoom{"room" + std::to_string(rng_.below(limits::kRoomNames))};
    case WorkloadAction::kLeave:
      return LeaveRoom{};
    case WorkloadAction::kListRooms:
      return ListRooms{};
    case WorkloadAction::kListPeople:
      return ListPeople{rng_.chance(500)};
    case WorkloadAction::kLookFor:
      return LookFor{cluster_.scenario().people[rng_.below(cluster_.scenario().people.size())].name};
    case WorkloadAction::kLogOut:
      return LogOut{};
    default:
      return Say{name + " " + std::to_string(++messages_)};
  }
}

/// One that there is, as somebody would pick who has just seen the list; else one that may be.
std::string WorkloadDriver::pick_room() {
  const registry::Registry* registry = cluster_.registry();
  const std::size_t rooms = registry == nullptr ? 0 : registry->rooms().in_order().size();
  const std::uint64_t drawn = rng_.below(rooms + 1);
  if (drawn == rooms) return "room" + std::to_string(rng_.below(limits::kRoomNames));
  auto room = registry->rooms().in_order().begin();
  std::advance(room, drawn);
  return room->second.name.text();
}

}  // namespace parley::sim::scenario
