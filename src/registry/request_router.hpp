#pragma once

#include <string_view>

#include "registry/requests.hpp"
#include "wire/hello.hpp"
#include "wire/request.hpp"

namespace parley::registry {

/// Reads a message and hands the request to the handler of its group, if the connection may ask it.
class RequestRouter {
 public:
  RequestRouter(const wire::HelloDetails& hello, AccountRequests& accounts, PresenceRequests& presence,
                RoomRequests& rooms)
      : hello_(hello), accounts_(accounts), presence_(presence), rooms_(rooms) {}

  /// The port of keep-alives, once it is known.
  void set_udp_port(std::uint16_t port) { hello_.udp_port = port; }

  Reply route(Connection& connection, std::string_view message);

 private:
  Reply route(Connection& connection, const wire::Request& request);
  Reply handle(Connection& connection, const wire::Hello& request);

  wire::HelloDetails hello_;
  AccountRequests& accounts_;
  PresenceRequests& presence_;
  RoomRequests& rooms_;
};

}  // namespace parley::registry
