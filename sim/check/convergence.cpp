#include "sim/check/convergence.hpp"

#include <algorithm>

#include "registry/registry.hpp"
#include "registry/rooms.hpp"
#include "registry/sessions.hpp"
#include "sim/world/node.hpp"
#include "sim/world/sim_terminal.hpp"

namespace parley::sim::check {

Convergence::Convergence(const WatchedNodes& nodes, const ProtocolChecker& checker, const People& people,
                         Findings& findings)
    : nodes_(nodes), checker_(checker), people_(people), check_("convergence", findings) {}

std::string Convergence::missing() {
  check_.count();
  if (auto text = missing_at_registry(); !text.empty()) return text;
  const auto& all = people_.all();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::size_t index = (suspect_ + i) % all.size();
    if (auto text = missing_at(all[index]); !text.empty()) {
      suspect_ = index;
      return text;
    }
  }
  if (!checker_.model_exact()) return {};
  for (const ModelUser& online : checker_.model().online.in_order()) {
    if (auto text = missing_of(online); !text.empty()) return text;
  }
  return checker_.nothing_open() ? std::string() : "a request is unanswered";
}

std::string Convergence::missing_at_registry() const {
  if (nodes_.registry.paused()) return "the registry is paused";
  if (!nodes_.registry.running() || checker_.refused_to_start()) return {};
  if (!checker_.open()) return "the registry has not loaded its rooms";
  if (checker_.model_exact() && checker_.model().rooms.anybody_absent()) return "places are held in rooms";
  return {};
}

std::string Convergence::missing_at(const PersonState& person) const {
  const std::string& name = person.node->name();
  if (person.node->paused()) return name + " is paused";
  if (person.peer == nullptr) return {};
  if (!person.node->terminal().is_asking()) return name + " is not being asked anything";
  if (person.user.empty()) return {};
  const registry::Registry* registry = checker_.model().registry;
  if (registry == nullptr) return name + " is logged in, but no registry runs";
  if (!person.connected) return name + " is not connected to the registry";
  const auto user = UserName::parse(person.user);
  if (!user || registry->sessions().find(*user) == nullptr) {
    return name + " is logged in as " + person.user + ", who is not online";
  }
  const ModelUser* online = checker_.model_exact() ? checker_.model().online.find(*user) : nullptr;
  if (online != nullptr && online->client != person.node->id()) {
    return name + " is logged in as " + person.user + ", who is online from another machine";
  }
  return missing_room(person, *user);
}

std::string Convergence::missing_room(const PersonState& person, const UserName& user) const {
  const registry::Room* room = checker_.model().registry->rooms().present_in(user);
  const auto here = RoomName::parse(person.room);
  if (room == nullptr && !here) return {};
  if (room == nullptr) return user.text() + " is in " + person.room + ", but in no room by the registry";
  if (!here) return user.text() + " is in no room, but in " + room->name.text() + " by the registry";
  if (!(*here == room->name))
    return user.text() + " is in " + person.room + ", but in " + room->name.text() + " by the registry";
  if (person.port == room->port) return {};
  return user.text() + " uses port " + std::to_string(person.port) + ", but " + person.room + " has port " +
         std::to_string(room->port);
}

/// Each session of a watched node belongs to a peer that knows it. Strangers' sessions do not count.
std::string Convergence::missing_of(const ModelUser& online) const {
  const auto at = [&](const PersonState& person) { return person.node->id() == online.client; };
  const auto person = std::find_if(people_.all().begin(), people_.all().end(), at);
  if (person == people_.all().end()) return {};
  const auto user = UserName::parse(person->user);
  if (user && *user == online.name) return {};
  return online.name.text() + " is online, but " + person->node->name() + " is not logged in as that user";
}

}  // namespace parley::sim::check
