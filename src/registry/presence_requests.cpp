#include "registry/requests.hpp"

#include <utility>

#include "registry/accounts.hpp"
#include "registry/connections.hpp"
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

Reply PresenceRequests::handle(Connection& connection, const wire::SearchUser& request) {
  if (const auto endpoint = room_endpoint(connection, request.user)) {
    return reply(Verb::kSearchUser, Status::kSuccess, endpoint->to_string());
  }
  if (const Session* sought = sessions_.find(request.user)) {
    return reply(Verb::kSearchUser, Status::kSuccess, sought->endpoint.to_string());
  }
  connection.set_state(Connection::State::kWorking);
  accounts_.find(request.user, [this, id = connection.id()](const Accounts::AccountResult& account) {
    if (Connection* waiting = connections_.find(id)) {
      connections_.complete(*waiting, {Verb::kSearchUser, status_of(account), {}});
    }
  });
  return std::nullopt;
}

/// A v1 member takes the port of this answer for the room's: asked about the host of the asker's room
/// (or, right after JOIN, about the one whom JOIN named, should they have gone since), it is the endpoint
/// of the room, so that all members meet there whoever is host.
std::optional<Endpoint> PresenceRequests::room_endpoint(Connection& connection,
                                                        const UserName& sought) const {
  auto& own = connection.session();
  const bool named = own.host_named != nullptr && *own.host_named == sought;
  own.host_named.reset();
  const Room* room = rooms_.present_in(connection.user());
  if (room == nullptr) return std::nullopt;
  const Session* user = sessions_.find(sought);
  if (!named && (user == nullptr || room->host() != sought)) return std::nullopt;
  if (user == nullptr) user = sessions_.find(room->host());
  return Endpoint{(user != nullptr ? *user : own).endpoint.address, room->port};
}

Reply PresenceRequests::handle(Connection& connection, const wire::DiscoverPeers& request) {
  if (request.asker != connection.user()) return reply(Verb::kPeerList, Status::kNotYours);
  std::string others = (request.detailed ? detailed_ : names_).without(connection.id());
  if (others.empty()) return reply(Verb::kPeerList, Status::kNotFound);
  return reply(Verb::kPeerList, Status::kSuccess, std::move(others));
}

}  // namespace parley::registry
