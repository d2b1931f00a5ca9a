#pragma once

#include "registry/reply.hpp"
#include "wire/request.hpp"

namespace parley::registry {

class Accounts;
class Presence;
class Rooms;
class Session;
class Sessions;

/// SEARCH_USER and DISCOVER_PEERS, for sessions that are logged in.
class PresenceRequests {
 public:
  PresenceRequests(Sessions& sessions, Accounts& accounts, const Presence& presence, const Rooms& rooms)
      : sessions_(sessions), accounts_(accounts), presence_(presence), rooms_(rooms) {}

  Reply handle(Session& session, const wire::SearchUser& request);
  Reply handle(Session& session, const wire::DiscoverPeers& request);

 private:
  std::optional<Endpoint> room_endpoint(Session& session, const UserName& sought) const;

  Sessions& sessions_;
  Accounts& accounts_;
  const Presence& presence_;
  const Rooms& rooms_;
};

}  // namespace parley::registry
