#include "client/room_screens.hpp"

#include <string>

#include "client/prompts.hpp"
#include "client/refusals.hpp"
#include "client/screens.hpp"
#include "client/tables.hpp"
#include "wire/text.hpp"

namespace parley::client {
namespace {

constexpr std::string_view kQuitHint = "Hint: enter quit to return to main menu";

void refuse_name(Console& console, const std::string& reason) {
  console.error(reason);
  console.notice(kQuitHint);
}

/// Where no answer came, or one that the question has no words for.
NextScreen back_to_menu(ScreenContext& context, const Reply& reply) {
  context.console.error(reply ? refusal(reply->status) : reply.error().message);
  return Screen{MainMenu{}};
}

std::string no_such_room(std::string_view name) {
  return "No chatroom with the name " + std::string(name) + "!";
}

}  // namespace

NextScreen CreateChatRoom::enter(ScreenContext& context) {
  context.console.ask(QuestionKind::kNewRoom);
  return std::nullopt;
}

NextScreen CreateChatRoom::on_line(ScreenContext& context, std::string_view line) {
  const auto typed = wire::trimmed(line);
  if (typed == kBackToMenu) return Screen{MainMenu{}};
  auto name = RoomName::parse(typed);
  if (!name) {
    refuse_name(context.console, "Error: Invalid chat room name: " + name.error().message);
    return Screen{CreateChatRoom{}};
  }
  room = std::move(*name);
  context.ask(wire::CreateRoom{*room, context.link.user()}, IfLost::kFail);
  return std::nullopt;
}

NextScreen CreateChatRoom::on_reply(ScreenContext& context, const Reply& reply) {
  if (reply && reply->status == wire::Status::kNotFound) {
    refuse_name(context.console, "A Chatroom with name " + room->text() + " already exists!");
    return Screen{CreateChatRoom{}};
  }
  if (!reply || reply->status != wire::Status::kSuccess) return back_to_menu(context, reply);
  context.console.success("A chatroom with name " + room->text() + " has been created...");
  return Screen{ChatScreen{{}, *room, context.link.user().text()}};
}

NextScreen FindChatRooms::enter(ScreenContext& context) {
  context.ask(wire::ShowRoomList{}, IfLost::kRepeat);
  return std::nullopt;
}

NextScreen FindChatRooms::on_reply(ScreenContext& context, const Reply& reply) {
  if (!reply || reply->status != wire::Status::kSuccess) return back_to_menu(context, reply);
  const auto rooms = wire::decode_rooms(reply->details);
  if (!rooms) {
    context.console.error("The registry's list cannot be read: " + rooms.error().message);
  } else if (rooms->empty()) {
    context.console.notice("No available Chat Rooms");
  } else {
    for (const auto& line : rooms_table(*rooms)) context.console.print(Style::kPlain, line);
  }
  return Screen{MainMenu{}};
}

NextScreen JoinChatRoom::enter(ScreenContext& context) {
  context.console.ask(QuestionKind::kJoinedRoom);
  return std::nullopt;
}

NextScreen JoinChatRoom::on_line(ScreenContext& context, std::string_view line) {
  const auto typed = wire::trimmed(line);
  if (typed == kBackToMenu) return Screen{MainMenu{}};
  auto name = RoomName::parse(typed);
  if (!name) {  // No room has such a name.
    refuse_name(context.console,
                typed.empty() ? "Error: Please enter a chat room name" : no_such_room(typed));
    return Screen{JoinChatRoom{}};
  }
  room = std::move(*name);
  context.ask(wire::JoinRoom{*room, context.link.user()}, IfLost::kFail);
  return std::nullopt;
}

NextScreen JoinChatRoom::on_reply(ScreenContext& context, const Reply& reply) {
  if (reply && reply->status == wire::Status::kNotFound) {
    refuse_name(context.console, no_such_room(room->text()));
    return Screen{JoinChatRoom{}};
  }
  if (!reply || reply->status != wire::Status::kSuccess) return back_to_menu(context, reply);
  context.console.success("You have joined the room " + room->text() + " successfully...");
  return Screen{ChatScreen{{}, *room, reply->details}};
}

}  // namespace parley::client
