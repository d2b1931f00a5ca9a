#include "client/client.hpp"

#include <utility>

namespace parley::client {
namespace {

/// Events that a datagram of the room becomes.
struct RoomEvent {
  ClientHandler& handler;

  void operator()(const wire::Said& said) const { handler.on_event(Line{said.user, said.text}); }
  void operator()(const wire::Joined& joined) const { handler.on_event(MemberJoined{joined.user}); }
  void operator()(const wire::Left& left) const { handler.on_event(MemberLeft{left.user}); }
  void operator()(const wire::Announced& announced) const { handler.on_event(Notice{announced.text}); }
  void operator()(const wire::Unrecognized& /*noise*/) const {}
};

template <class... Commands>
bool is_one_of(const Command& command) {
  return (std::holds_alternative<Commands>(command) || ...);
}

}  // namespace

/// Carries out each command, once nothing stands against it.
struct Client::Executor {
  Client& client;

  void operator()(const Connect& command) const {
    client.link_.open(command.registry, [&handler = client.handler_](const Result<void>& opened) {
      if (!opened) return handler.on_event(Refused::by(opened.error()));
      handler.on_event(Connected{});
    });
  }
  void operator()(const SignUp& command) const {
    client.ask(wire::Register{command.user, command.secret}, IfLost::kFail,
               [&handler = client.handler_](const wire::Answer&) { handler.on_event(SignedUp{}); });
  }
  void operator()(const LogIn& command) const {
    client.link_.log_in(command, client.on_granted([&handler = client.handler_](const wire::Answer&) {
      handler.on_event(LoggedIn{});
    }));
  }
  void operator()(const LogOut& /*command*/) const { client.close(); }
  void operator()(const ListPeople& command) const {
    client.link_.ask(wire::DiscoverPeers{command.with_addresses, client.link_.user()}, IfLost::kRepeat,
                     [&client = client, with_addresses = command.with_addresses](const Reply& reply) {
                       client.take_people(reply, with_addresses);
                     });
  }
  void operator()(const SearchUser& command) const {
    client.ask(wire::SearchUser{command.user}, IfLost::kRepeat,
               [&handler = client.handler_](const wire::Answer& answer) {
                 handler.on_event(UserFound{answer.details});
               });
  }
  void operator()(const ListRooms& /*command*/) const {
    client.ask(wire::ShowRoomList{}, IfLost::kRepeat,
               [&client = client](const wire::Answer& answer) { client.take_rooms(answer); });
  }
  void operator()(const CreateRoom& command) const {
    client.ask(wire::CreateRoom{command.room, client.link_.user()}, IfLost::kFail,
               [&client = client, room = command.room](const wire::Answer&) {
                 client.enter(RoomCreated{room}, room, client.link_.user().text());
               });
  }
  void operator()(const JoinRoom& command) const {
    client.ask(wire::JoinRoom{command.room, client.link_.user()}, IfLost::kFail,
               [&client = client, room = command.room](const wire::Answer& answer) {
                 client.enter(RoomJoined{room}, room, answer.details);
               });
  }
  void operator()(const LeaveRoom& /*command*/) const { client.leave(); }
  void operator()(const Say& command) const {
    const auto said = client.room_.say(command.text);
    if (!said) client.handler_.on_event(Refused{Refusal::kTooLong, said.error().message});
  }
};

Client::Client(const ClientPorts& ports, const PeerOptions& options, ClientHandler& handler)
    : handler_(handler),
      timers_(ports.clock),
      link_(ports, timers_, options, handler, *this),
      room_(ports.network, link_, options.multicast_interface, *this) {}

void Client::execute(const Command& command) {
  if (const auto why = obstacle(command); !why.empty()) {
    return handler_.on_event(Refused{Refusal::kNotNow, std::string(why)});
  }
  std::visit(Executor{*this}, command);
}

/// Why the command does not fit the state; empty where it does.
std::string_view Client::obstacle(const Command& command) const {
  if (is_one_of<LogOut>(command)) return {};
  if (is_one_of<Say>(command)) return room_.inside() ? "" : "You are not in a chat room.";
  if (link_.busy() || entering_) return "The last command has not been answered yet.";
  if (is_one_of<LeaveRoom>(command)) return room_.inside() ? "" : "You are not in a chat room.";
  if (is_one_of<Connect>(command)) return link_.closed() ? "" : "You are connected already.";
  if (!link_.chosen()) return "Connect to a registry first.";
  if (is_one_of<SignUp, LogIn>(command)) return link_.logged_in() ? "You are logged in already." : "";
  if (is_one_of<SearchUser>(command)) return {};
  if (!link_.logged_in()) return "Log in first.";
  if (is_one_of<CreateRoom, JoinRoom>(command) && room_.name()) return "You are in a chat room already.";
  return {};
}

/// Hands on the answer that grants what was asked for; anything else is Refused.
OnReply Client::on_granted(OnGranted granted) {
  return [this, granted = std::move(granted)](const Reply& reply) {
    if (!reply) return handler_.on_event(Refused::by(reply.error()));
    if (reply->status != wire::Status::kSuccess) return handler_.on_event(Refused::by(*reply));
    granted(*reply);
  };
}

void Client::ask(const wire::Request& request, IfLost if_lost, OnGranted granted) {
  link_.ask(request, if_lost, on_granted(std::move(granted)));
}

/// That nobody is found is an empty list.
void Client::take_people(const Reply& reply, bool with_addresses) {
  if (!reply) return handler_.on_event(Refused::by(reply.error()));
  if (reply->status == wire::Status::kNotFound) return handler_.on_event(PeopleListed{with_addresses, {}});
  if (reply->status != wire::Status::kSuccess) return handler_.on_event(Refused::by(*reply));
  const auto people = wire::decode_peers(reply->details);
  if (people) return handler_.on_event(PeopleListed{with_addresses, *people});
  handler_.on_event(Refused::unreadable(people.error()));
}

void Client::take_rooms(const wire::Answer& answer) {
  const auto rooms = wire::decode_rooms(answer.details);
  if (rooms) return handler_.on_event(RoomsListed{*rooms});
  handler_.on_event(Refused::unreadable(rooms.error()));
}

void Client::enter(const Event& admitted, const RoomName& room, const std::string& host) {
  entering_ = true;
  handler_.on_event(admitted);
  if (!entering_) return;  // Logged out from within.
  const auto asked = room_.enter(room, host, [this](const Result<void>& entered) { take_entered(entered); });
  if (!asked) take_entered(asked);
}

void Client::take_entered(const Result<void>& entered) {
  if (entered) {
    entering_ = false;
    return handler_.on_event(RoomEntered{*room_.name()});
  }
  handler_.on_event(RoomNotEntered{entered.error().message});
  if (std::exchange(entering_, false)) leave();
}

/// The person has left whatever the registry says: a lost connection ended the membership too.
void Client::leave() {
  const bool asked = room_.leave([this](const Reply& left) {
    const bool fine =
        !left || left->status == wire::Status::kSuccess || left->status == wire::Status::kNotFound;
    handler_.on_event(RoomLeft{fine ? std::string_view() : refusal(left->status)});
  });
  if (!asked) handler_.on_event(RoomLeft{});
}

/// All of it in this turn: nothing that the registry could answer would change it.
void Client::close() {
  room_.abandon();
  link_.shut_down();
  outage_ = false;
  entering_ = false;
}

Snapshot Client::snapshot() const {
  Snapshot seen;
  if (link_.logged_in()) seen = {link_.user().text(), {}, 0, link_.up()};
  if (room_.inside()) seen.room = room_.name()->text();
  if (room_.inside()) seen.room_port = room_.port();
  return seen;
}

void Client::on_room_message(const wire::RoomDatagram& message) { std::visit(RoomEvent{handler_}, message); }

void Client::on_link_lost() {
  room_.on_link_lost();
  if (!std::exchange(outage_, true)) handler_.on_event(Lost{});
}

void Client::on_link_restored() {
  const auto tell_restored = [this] {
    outage_ = false;
    handler_.on_event(Restored{});
  };
  if (!room_.inside()) return tell_restored();
  room_.restore([this, tell_restored, host = room_.host()](const Result<void>& restored) {
    tell_restored();
    if (!link_.logged_in()) return;  // Logged out from within.
    if (!restored) return handler_.on_event(RoomLost{restored.error().message});
    if (room_.host() != host) handler_.on_event(HostChanged{room_.host()});
  });
}

void Client::on_link_failed(Failed::Why why, const std::string& reason) {
  handler_.on_event(Failed{why, reason});
  close();
}

}  // namespace parley::client
