#include "registry/request_router.hpp"

#include <variant>

#include "registry/connection.hpp"

namespace parley::registry {
namespace {

using wire::Status;
using wire::Verb;

bool needs_login(Verb answer) {
  const auto* verb = wire::request_answered_by(answer);
  return verb != nullptr && verb->needs_login;
}

Reply refuse(const Connection& connection, const wire::BadRequest& bad) {
  const bool malformed = bad.status == Status::kMalformed;
  if (!malformed && !connection.has_session() && needs_login(bad.verb))
    return reply(bad.verb, Status::kNotLoggedIn);
  // A room that cannot exist has no members, as one that does not.
  if (bad.verb == Verb::kRoomPeerList && !malformed) return reply(bad.verb, Status::kSuccess);
  return reply(bad.verb, bad.status);
}

}  // namespace

Reply RequestRouter::route(Connection& connection, std::string_view message) {
  const auto decoded = wire::decode_request(message);
  if (const auto* bad = std::get_if<wire::BadRequest>(&decoded)) return refuse(connection, *bad);
  return route(connection, std::get<wire::Request>(decoded));
}

Reply RequestRouter::route(Connection& connection, const wire::Request& request) {
  const auto& verb = wire::verb_of(request);
  if (verb.needs_login && !connection.has_session()) return reply(verb.answer, Status::kNotLoggedIn);
  struct Groups {
    RequestRouter& router;
    Connection& connection;
    Reply operator()(const wire::Hello& it) { return router.handle(connection, it); }
    Reply operator()(const wire::Register& it) { return router.accounts_.handle(connection, it); }
    Reply operator()(const wire::Login& it) { return router.accounts_.handle(connection, it); }
    Reply operator()(const wire::Logout& it) { return router.accounts_.handle(connection, it); }
    Reply operator()(const wire::SearchUser& it) { return router.presence_.handle(connection, it); }
    Reply operator()(const wire::DiscoverPeers& it) { return router.presence_.handle(connection, it); }
    Reply operator()(const wire::CreateRoom& it) { return router.rooms_.handle(connection, it); }
    Reply operator()(const wire::JoinRoom& it) { return router.rooms_.handle(connection, it); }
    Reply operator()(const wire::ExitRoom& it) { return router.rooms_.handle(connection, it); }
    Reply operator()(const wire::ShowRoomList& it) { return router.rooms_.handle(connection, it); }
    Reply operator()(const wire::DiscoverRoomPeers& it) { return router.rooms_.handle(connection, it); }
  };
  return std::visit(Groups{*this, connection}, request);
}

Reply RequestRouter::handle(Connection& connection, const wire::Hello& request) {
  // The greeting answered it already; a second answer would be taken for that of the next request.
  if (request.version == 1) return std::nullopt;
  if (connection.dialect() == wire::Dialect::kV1) return reply(Verb::kHello, Status::kConflict);
  return reply(Verb::kHello, Status::kSuccess, wire::encode_hello(hello_));
}

}  // namespace parley::registry
