#include "registry/presence_requests.hpp"

#include <vector>

#include "registry/accounts.hpp"
#include "registry/presence.hpp"
#include "registry/rooms.hpp"
#include "registry/sessions.hpp"

namespace parley::registry {
namespace {

using wire::Status;
using wire::Verb;

Status status_of(const Accounts::AccountResult& account) {
  if (!account) return Status::kStoreFailed;
  return *account ? Status::kAlready : Status::kNotFound;
}

}  // namespace

Reply PresenceRequests::handle(Session& session, const wire::SearchUser& request) {
  if (const auto endpoint = room_endpoint(session, request.user)) {
    return reply(Verb::kSearchUser, Status::kSuccess, endpoint->to_string());
  }
  if (const OnlineUser* sought = presence_.find(request.user)) {
    return reply(Verb::kSearchUser, Status::kSuccess, sought->endpoint.to_string());
  }
  session.set_state(Session::State::kWorking);
  accounts_.find(request.user, [this, id = session.id()](const Accounts::AccountResult& account) {
    if (Session* waiting = sessions_.find(id)) {
      sessions_.complete(*waiting, {Verb::kSearchUser, status_of(account), {}});
    }
  });
  return std::nullopt;
}

/// A v1 member takes the port of this answer for the room's: asked about the host of the asker's room
/// (or, right after JOIN, about the one whom JOIN named, should they have gone since), it is the endpoint
/// of the room, so that all members meet there whoever is host.
std::optional<Endpoint> PresenceRequests::room_endpoint(Session& session, const UserName& sought) const {
  auto& online = session.online();
  const bool named = online.host_named != nullptr && *online.host_named == sought;
  online.host_named.reset();
  const Room* room = rooms_.present_in(session.user());
  if (room == nullptr) return std::nullopt;
  const OnlineUser* user = presence_.find(sought);
  if (!named && (user == nullptr || room->host() != sought)) return std::nullopt;
  if (user == nullptr) user = presence_.find(room->host());
  const Endpoint& own = online.user->endpoint;
  return Endpoint{user != nullptr ? user->endpoint.address : own.address, room->port};
}

Reply PresenceRequests::handle(Session& session, const wire::DiscoverPeers& request) {
  if (request.asker != session.user()) return reply(Verb::kPeerList, Status::kNotYours);
  std::vector<wire::PeerEntry> peers;
  for (const auto& user : presence_.in_order()) {
    if (user.session == session.id()) continue;
    peers.push_back({user.name, request.detailed ? std::optional(user.endpoint) : std::nullopt});
  }
  if (peers.empty()) return reply(Verb::kPeerList, Status::kNotFound);
  return reply(Verb::kPeerList, Status::kSuccess, wire::encode_peers(peers));
}

}  // namespace parley::registry
