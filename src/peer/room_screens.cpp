#include "peer/room_screens.hpp"

#include <string>

#include "peer/refusals.hpp"
#include "peer/screens.hpp"
#include "peer/tables.hpp"
#include "wire/text.hpp"

namespace parley::peer {
namespace {

constexpr std::string_view kRoomPrompt = "Chat room name: ";
constexpr std::string_view kQuit = "quit";
constexpr std::string_view kQuitHint = "Hint: enter quit to return to main menu";

void refuse_name(Console& console, const std::string& reason) {
  console.error(reason);
  console.notice(kQuitHint);
}

/// Where no answer came, or one that the question has no words for.
Next back_to_menu(Desk& desk, const Reply& reply) {
  desk.console.error(reply ? refusal(reply->status) : reply.error().message);
  return Screen{MainMenu{}};
}

std::string no_such_room(std::string_view name) {
  return "No chatroom with the name " + std::string(name) + "!";
}

}  // namespace

Next CreateChatRoom::enter(Desk& desk) {
  desk.console.ask(kRoomPrompt);
  return std::nullopt;
}

Next CreateChatRoom::on_line(Desk& desk, std::string_view line) {
  const auto typed = wire::trimmed(line);
  if (typed == kQuit) return Screen{MainMenu{}};
  auto name = RoomName::parse(typed);
  if (!name) {
    refuse_name(desk.console, "Error: Invalid chat room name: " + name.error().message);
    return Screen{CreateChatRoom{}};
  }
  room = std::move(*name);
  desk.ask(wire::CreateRoom{*room, desk.link.user()}, IfLost::kFail);
  return std::nullopt;
}

Next CreateChatRoom::on_reply(Desk& desk, const Reply& reply) {
  if (reply && reply->status == wire::Status::kNotFound) {
    refuse_name(desk.console, "A Chatroom with name " + room->text() + " already exists!");
    return Screen{CreateChatRoom{}};
  }
  if (!reply || reply->status != wire::Status::kSuccess) return back_to_menu(desk, reply);
  desk.console.success("A chatroom with name " + room->text() + " has been created...");
  return Screen{ChatScreen{{}, *room, desk.link.user().text()}};
}

Next FindChatRooms::enter(Desk& desk) {
  desk.ask(wire::ShowRoomList{}, IfLost::kRepeat);
  return std::nullopt;
}

Next FindChatRooms::on_reply(Desk& desk, const Reply& reply) {
  if (!reply || reply->status != wire::Status::kSuccess) return back_to_menu(desk, reply);
  const auto rooms = wire::decode_rooms(reply->details);
  if (!rooms) {
    desk.console.error("The registry's list cannot be read: " + rooms.error().message);
  } else if (rooms->empty()) {
    desk.console.notice("No available Chat Rooms");
  } else {
    for (const auto& line : rooms_table(*rooms)) desk.console.print(Style::kPlain, line);
  }
  return Screen{MainMenu{}};
}

Next JoinChatRoom::enter(Desk& desk) {
  desk.console.ask(kRoomPrompt);
  return std::nullopt;
}

Next JoinChatRoom::on_line(Desk& desk, std::string_view line) {
  const auto typed = wire::trimmed(line);
  if (typed == kQuit) return Screen{MainMenu{}};
  auto name = RoomName::parse(typed);
  if (!name) {  // No room has such a name.
    refuse_name(desk.console, typed.empty() ? "Error: Please enter a chat room name" : no_such_room(typed));
    return Screen{JoinChatRoom{}};
  }
  room = std::move(*name);
  desk.ask(wire::JoinRoom{*room, desk.link.user()}, IfLost::kFail);
  return std::nullopt;
}

Next JoinChatRoom::on_reply(Desk& desk, const Reply& reply) {
  if (reply && reply->status == wire::Status::kNotFound) {
    refuse_name(desk.console, no_such_room(room->text()));
    return Screen{JoinChatRoom{}};
  }
  if (!reply || reply->status != wire::Status::kSuccess) return back_to_menu(desk, reply);
  desk.console.success("You have joined the room " + room->text() + " successfully...");
  return Screen{ChatScreen{{}, *room, reply->details}};
}

}  // namespace parley::peer
