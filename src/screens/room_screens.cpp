#include "screens/room_screens.hpp"

#include <string>
#include <utility>

#include "screens/screens.hpp"
#include "screens/tables.hpp"
#include "wire/open_room.hpp"
#include "wire/text.hpp"

namespace parley::screens {
namespace {

void refuse_name(Console& console, const std::string& reason) {
  console.error(reason);
  console.notice("Hint: enter quit to return to main menu");
}

std::string no_such_room(std::string_view name) {
  return "No chatroom with the name " + std::string(name) + "!";
}

}  // namespace

NextScreen FindChatRooms::enter(ScreenContext& context) {
  context.client.execute(client::ListRooms{});
  return std::nullopt;
}

NextScreen FindChatRooms::on_event(ScreenContext& context, const Event& event) {
  if (const auto* refused = std::get_if<client::Refused>(&event)) {
    context.console.error(refused->message);
    return Screen{MainMenu{}};
  }
  const auto* listed = std::get_if<client::RoomsListed>(&event);
  if (listed == nullptr) return std::nullopt;
  if (listed->rooms.empty()) {
    context.console.notice("No available Chat Rooms");
  } else {
    for (const auto& line : rooms_table(listed->rooms)) context.console.print(Style::kPlain, line);
  }
  return Screen{MainMenu{}};
}

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
  context.client.execute(client::CreateRoom{*room});
  return std::nullopt;
}

NextScreen CreateChatRoom::on_event(ScreenContext& context, const Event& event) {
  if (const auto* created = std::get_if<client::RoomCreated>(&event)) {
    context.console.success("A chatroom with name " + created->room.text() + " has been created...");
    return Screen{ChatScreen{}};
  }
  const auto* refused = std::get_if<client::Refused>(&event);
  if (refused == nullptr) return std::nullopt;
  if (refused->why == client::Refusal::kRoomExists) {
    refuse_name(context.console, "A Chatroom with name " + room->text() + " already exists!");
    return Screen{CreateChatRoom{}};
  }
  context.console.error(refused->message);
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
  context.client.execute(client::JoinRoom{*room});
  return std::nullopt;
}

NextScreen JoinChatRoom::on_event(ScreenContext& context, const Event& event) {
  if (const auto* joined = std::get_if<client::RoomJoined>(&event)) {
    context.console.success("You have joined the room " + joined->room.text() + " successfully...");
    return Screen{ChatScreen{}};
  }
  const auto* refused = std::get_if<client::Refused>(&event);
  if (refused == nullptr) return std::nullopt;
  if (refused->why == client::Refusal::kUnknownRoom) {
    refuse_name(context.console, no_such_room(room->text()));
    return Screen{JoinChatRoom{}};
  }
  context.console.error(refused->message);
  return Screen{MainMenu{}};
}

/// The client finds out where the room talks; RoomEntered or RoomNotEntered goes on.
NextScreen ChatScreen::enter(ScreenContext& /*context*/) { return std::nullopt; }

NextScreen ChatScreen::on_line(ScreenContext& context, std::string_view line) {
  const auto typed = wire::trimmed(line);
  if (typed == kLeaveChat) {
    context.client.execute(client::LeaveRoom{});
    return std::nullopt;
  }
  if (!typed.empty()) context.client.execute(client::Say{std::string(line)});
  context.console.ask(QuestionKind::kChatLine);
  return std::nullopt;
}

namespace {

/// Shows each event of the room in the colour that its kind has, and says whether the talk is over.
struct RoomView {
  Console& console;

  bool operator()(const client::RoomEntered& entered) const {
    console.success(std::string(kRoomGreeting) + entered.room.text());
    console.notice(kChatHint);
    console.ask(QuestionKind::kChatLine);
    return false;
  }
  bool operator()(const client::Line& line) const {
    std::string shown;
    shown.reserve(line.user.size() + 2 + line.text.size());
    console.print(Style::kOther, shown.append(line.user).append(": ").append(line.text));
    return false;
  }
  bool operator()(const client::MemberJoined& member) const {
    console.success(wire::encode(wire::Joined{std::string(member.user)}));
    return false;
  }
  bool operator()(const client::MemberLeft& member) const {
    console.notice(wire::encode(wire::Left{std::string(member.user)}));
    return false;
  }
  bool operator()(const client::Notice& notice) const {
    console.print(notice.text.ends_with('!') ? Style::kSuccess : Style::kNotice, notice.text);
    return false;
  }
  bool operator()(const client::Refused& refused) const {  // What was said.
    console.notice(refused.message);
    return false;
  }
  bool operator()(const client::RoomNotEntered& failed) const {
    console.error(failed.message);
    return false;
  }
  bool operator()(const client::RoomLeft& left) const {
    if (!left.objection.empty()) console.error(left.objection);
    return true;
  }
  bool operator()(const client::RoomLost& lost) const {
    console.error("You are no longer in the chat room: " + lost.message);
    return true;
  }
  template <class Other>
  bool operator()(const Other& /*event*/) const {
    return false;
  }
};

}  // namespace

NextScreen ChatScreen::on_event(ScreenContext& context, const Event& event) {
  if (!std::visit(RoomView{context.console}, event)) return std::nullopt;
  return Screen{MainMenu{}};
}

}  // namespace parley::screens
