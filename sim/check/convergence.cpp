#include "sim/check/convergence.hpp"

#include <algorithm>

#include "peer/peer.hpp"
#include "registry/presence.hpp"
#include "registry/registry.hpp"
#include "registry/rooms.hpp"
#include "sim/world/node.hpp"
#include "sim/world/sim_terminal.hpp"

namespace parley::sim::check {

Convergence::Convergence(const Scene& scene, const Clerk& clerk, const People& people, Findings& findings)
    : scene_(scene), clerk_(clerk), people_(people), check_("convergence", findings) {}

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
  if (!clerk_.sure()) return {};
  for (const KnownOnline& online : clerk_.books().online.in_order()) {
    if (auto text = missing_of(online); !text.empty()) return text;
  }
  return clerk_.nothing_open() ? std::string() : "a request is not answered";
}

std::string Convergence::missing_at_registry() const {
  if (scene_.registry.paused()) return "the registry stands still";
  if (!scene_.registry.running() || clerk_.refused_to_start()) return {};
  if (!clerk_.open()) return "the registry has not loaded its rooms";
  if (clerk_.sure() && clerk_.books().rooms.anybody_absent()) return "places are held in rooms";
  return {};
}

std::string Convergence::missing_at(const PersonSeen& person) const {
  const std::string& name = person.node->name();
  if (person.node->paused()) return name + " stands still";
  if (person.peer == nullptr) return {};
  if (!person.node->terminal().is_asking()) return name + " is asked nothing";
  if (person.user.empty()) return {};
  const registry::Registry* registry = clerk_.books().registry;
  if (registry == nullptr) return name + " is logged in, and there is no registry";
  if (!person.connected) return name + " is not connected to the registry";
  const auto user = UserName::parse(person.user);
  if (!user || registry->presence().find(*user) == nullptr) {
    return name + " is logged in as " + person.user + ", who is not online";
  }
  const KnownOnline* online = clerk_.sure() ? clerk_.books().online.find(*user) : nullptr;
  if (online != nullptr && online->client != person.node->id()) {
    return name + " is logged in as " + person.user + ", who is online from elsewhere";
  }
  return missing_room(person, *user);
}

std::string Convergence::missing_room(const PersonSeen& person, const UserName& user) const {
  const registry::Room* room = clerk_.books().registry->rooms().present_in(user);
  const auto here = RoomName::parse(person.room);
  if (room == nullptr && !here) return {};
  if (room == nullptr) return user.text() + " is in " + person.room + ", and not by the registry";
  if (!here) return user.text() + " is in no room, and in " + room->name.text() + " by the registry";
  if (!(*here == room->name))
    return user.text() + " is in " + person.room + ", and elsewhere by the registry";
  if (person.port == room->port) return {};
  return user.text() + " talks on port " + std::to_string(person.port) + ", where " + person.room + " has " +
         std::to_string(room->port);
}

/// A session has its peer. What strangers do with theirs is their affair.
std::string Convergence::missing_of(const KnownOnline& online) const {
  const auto at = [&](const PersonSeen& person) { return person.node->id() == online.client; };
  const auto person = std::find_if(people_.all().begin(), people_.all().end(), at);
  if (person == people_.all().end()) return {};
  const auto user = UserName::parse(person->user);
  if (user && *user == online.name) return {};
  return online.name.text() + " is online, and " + person->node->name() + " is not logged in so";
}

}  // namespace parley::sim::check
