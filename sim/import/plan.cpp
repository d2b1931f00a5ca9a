#include "sim/import/plan.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "sim/import/limits.hpp"
#include "sim/import/passwords.hpp"
#include "sim/import/session_state.hpp"

namespace parley::sim::importing {
namespace {

using namespace std::chrono_literals;
using scenario::PersonId;

// How long things take at most in a scenario's network, with a margin: an answer comes after 2 to 20 ms, one
// that waits for the hasher and the disk after up to 50 ms.
constexpr Duration kAnswer = 40ms;
constexpr Duration kHashed = 100ms;
constexpr Duration kSpoken = 40ms;
constexpr Duration kRegistryTurns = 200ms;

constexpr Duration kShortSession = 60s;
constexpr Duration kFine = 10ms;
constexpr Duration kCoarse = 100ms;

/// What an item uses. Shared: several items may use it at the same time, as people who talk in a room.
struct Use {
  std::string key;
  bool shared;
};

const std::string kEverything = "everything";

/// The room that the action enters; empty for other actions.
std::string room_of(const scenario::PersonAction& action) {
  if (const auto* create = std::get_if<scenario::CreateRoom>(&action)) return create->room;
  if (const auto* join = std::get_if<scenario::JoinRoom>(&action)) return join->room;
  return {};
}

class Planner {
 public:
  explicit Planner(Duration grid) : grid_(grid) {}

  void place(Item& item) {
    const std::vector<Use> uses = uses_of(item);
    for (const Use& use : uses) {
      const BusyUntil& load = loads_[use.key];
      item.at = std::max(item.at, load.alone_until);
      if (!use.shared) item.at = std::max(item.at, load.shared_until);
    }
    // The lines of one person wait for one another, whatever their times are; a kill does not wait.
    Own& own = own_[item.who];
    item.at = std::max(item.at, item.killed ? own.until : own.at);
    if (item.body) item.at = (item.at + grid_ - Duration(1)) / grid_ * grid_;
    own.at = item.at;
    own.until = std::max(item.at, own.until) + (item.body ? length_of(item) : Duration::zero());
    for (const Use& use : uses) {
      BusyUntil& load = loads_[use.key];
      Duration& until = use.shared ? load.shared_until : load.alone_until;
      until = std::max(until, own.until);
    }
    state_.apply(item);
  }

 private:
  struct BusyUntil {
    Duration alone_until{};
    Duration shared_until{};
  };
  struct Own {
    Duration at{};
    Duration until{};
  };

  std::vector<Use> uses_of(const Item& item) const {
    const bool registry = item.kind == ItemKind::kRegistryDown || item.kind == ItemKind::kRegistryUp;
    std::vector<Use> uses = {{kEverything, !registry}};
    const auto* person = item.who ? std::get_if<PersonId>(&*item.who) : nullptr;
    if (person == nullptr) return uses;
    const SessionState::PersonState& person_state = state_.of(*person);
    const auto* action = action_of(item);
    const bool speaks = action != nullptr && std::holds_alternative<scenario::Say>(*action);
    if (!person_state.room.empty()) uses.push_back({"room " + folded(person_state.room), speaks});
    if (!item.account.empty()) uses.push_back({"account " + folded(item.account), false});
    const std::string room = action == nullptr ? std::string() : room_of(*action);
    if (!room.empty()) uses.push_back({"room " + folded(room), false});
    const bool ends = item.killed || item.effect.kind == Effect::Kind::kEnded ||
                      (action != nullptr && std::holds_alternative<scenario::LogOut>(*action));
    if (ends && !person_state.user.empty()) uses.push_back({"account " + folded(person_state.user), false});
    return uses;
  }

  static Duration length_of(const Item& item) {
    if (item.kind != ItemKind::kAction) return kRegistryTurns;
    const auto* action = action_of(item);
    if (action == nullptr) return kAnswer;
    if (std::holds_alternative<scenario::Say>(*action)) return kSpoken;
    const bool hashed =
        std::holds_alternative<scenario::SignUp>(*action) || std::holds_alternative<scenario::LogIn>(*action);
    return hashed ? kHashed : kAnswer;
  }

  Duration grid_;
  std::map<std::string, BusyUntil> loads_;
  std::map<std::optional<scenario::NodeRef>, Own> own_;
  SessionState state_;
};

/// What follows a long silence comes earlier by what is cut.
void shorten_silences(std::vector<Item>& items, Duration longest) {
  Duration before{};
  Duration by{};
  for (Item& item : items) {
    const Duration gap = item.at - before;
    before = item.at;
    if (gap > longest) by += gap - longest;
    item.at -= by;
  }
}

std::size_t people_in(const SessionState& state) {
  constexpr std::size_t kInRoom = 2;  // Being in a room counts more than being online.
  std::size_t count = 0;
  for (const auto& [person, person_state] : state.people()) {
    if (person_state.running && !person_state.user.empty()) count += person_state.room.empty() ? 1 : kInRoom;
  }
  return count;
}

/// After how many items most people are there, right before there are fewer.
std::size_t busiest_point(const std::vector<Item>& items) {
  SessionState state;
  std::size_t most = 0;
  std::size_t behind = 0;
  std::size_t before = 0;
  bool rising = false;
  for (std::size_t i = 0; i < items.size(); ++i) {
    state.apply(items[i]);
    const std::size_t now = people_in(state);
    if (now < before && rising && before > most) {
      most = before;
      behind = i;
    }
    rising = now > before || (rising && now == before);
    before = now;
  }
  return before > most ? items.size() : behind;
}

}  // namespace

void plan(std::vector<Item>& items, const PlanOptions& options) {
  if (items.empty()) return;
  if (options.longest_silence) shorten_silences(items, *options.longest_silence);
  Planner planner(items.back().at > kShortSession ? kCoarse : kFine);
  for (Item& item : items) planner.place(item);
  std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.at < b.at; });
}

std::vector<Cut> cuts_of(const std::vector<Item>& items) {
  std::vector<Cut> silences;
  for (std::size_t i = 1; i < items.size(); ++i) {
    const Duration silence = items[i].at - items[i - 1].at;
    if (silence >= limits::kSilence) silences.push_back({i, silence});
  }
  const auto longer = [](const Cut& a, const Cut& b) { return a.silence > b.silence; };
  std::stable_sort(silences.begin(), silences.end(), longer);
  if (silences.size() >= limits::kSections) silences.resize(limits::kSections - 1);
  std::map<std::size_t, Duration> cuts;
  for (const Cut& cut : silences) cuts.emplace(cut.behind, cut.silence);
  const std::size_t behind = busiest_point(items);
  if (behind > 0 && behind < items.size()) cuts.emplace(behind, Duration::zero());
  std::vector<Cut> in_order;
  for (const auto& [at, silence] : cuts) in_order.push_back({at, silence});
  return in_order;
}

}  // namespace parley::sim::importing
