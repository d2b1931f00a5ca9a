#include "sim/import/expectations.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "peer/peer.hpp"
#include "sim/import/limits.hpp"

namespace parley::sim::importing {
namespace {

using namespace scenario;  // Conditions of all kinds are made here.

class Expecter {
 public:
  explicit Expecter(const Standing& standing) : standing_(standing) {}

  std::vector<Expectation> all(Expect level) {
    rooms();
    outside();
    if (level >= Expect::kHosts && standing_.is_certain()) hosts();
    online();
    return std::move(expected_);
  }

 private:
  void add(Condition condition) {
    expected_.push_back({When::kWithin, limits::kSettled, std::move(condition)});
  }

  void rooms() {
    for (const auto& [key, room] : standing_.rooms()) {
      std::map<std::string, std::vector<PersonId>> members;  // By the name as each of them wrote it.
      std::size_t count = 0;
      for (const PersonId each : room.members) {
        const Standing::Life& life = standing_.of(each);
        if (life.unknown) continue;
        members[life.room].push_back(each);
        ++count;
      }
      if (count == 0) continue;
      for (auto& [name, who] : members) {
        std::sort(who.begin(), who.end());
        add(IsInRoom{std::move(who), name});
      }
      add(RoomHas{room.name, count, standing_.is_certain() ? Bound::kExactly : Bound::kAtLeast});
    }
    if (standing_.rooms().empty() && standing_.is_certain()) add(RoomsAre{});
  }

  void outside() {
    std::vector<PersonId> who;
    for (const auto& [person, life] : standing_.people()) {
      if (life.running && !life.unknown && !life.user.empty() && life.room.empty()) who.push_back(person);
    }
    if (!who.empty()) add(IsInRoom{std::move(who), {}});
  }

  /// The registry's own view of all rooms; the account's name stands there, as it was signed up.
  void hosts() {
    RoomsAre rooms;
    for (const auto& [key, room] : standing_.rooms()) {
      ExpectedRoom expected{room.name, {}, standing_.of(room.members.front()).user};
      for (const PersonId each : room.members) expected.members.push_back(standing_.of(each).user);
      std::sort(expected.members.begin(), expected.members.end());
      rooms.rooms.push_back(std::move(expected));
    }
    if (!rooms.rooms.empty()) add(std::move(rooms));
  }

  void online() {
    OnlineAre online;
    for (const auto& [person, life] : standing_.people()) {
      if (life.running && !life.unknown && !life.user.empty()) online.users.push_back(life.user);
    }
    const std::size_t count = online.users.size();
    if (!standing_.is_certain()) {
      if (count > 0) add(OnlineCount{count, Bound::kAtLeast});
    } else if (count > limits::kNamesWritten) {
      add(OnlineCount{count, Bound::kExactly});
    } else {
      std::sort(online.users.begin(), online.users.end());
      add(std::move(online));
    }
  }

  const Standing& standing_;
  std::vector<Expectation> expected_;
};

}  // namespace

std::vector<Expectation> expected_now(const Standing& standing, Expect level) {
  if (level == Expect::kNothing || !standing.registry_runs() || !standing.is_settled()) return {};
  return Expecter(standing).all(level);
}

std::vector<Expectation> expected_ends(const Standing& standing, Expect level) {
  std::vector<Expectation> expected;
  if (level == Expect::kNothing) return expected;
  std::map<std::uint8_t, std::vector<PersonId>> by_code;
  for (const auto& [person, life] : standing.people()) {
    const bool by_wish = life.code == static_cast<std::uint8_t>(peer::ExitCode::kDone) ||
                         life.code == static_cast<std::uint8_t>(peer::ExitCode::kInterrupted);
    if (by_wish && !life.unknown) by_code[*life.code].push_back(person);
  }
  for (auto& [code, who] : by_code) {
    expected.push_back({When::kWithin, limits::kSettled, HasEnded{std::move(who), code}});
  }
  return expected;
}

}  // namespace parley::sim::importing
