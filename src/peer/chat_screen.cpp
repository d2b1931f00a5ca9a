#include "peer/chat_screen.hpp"

#include "peer/refusals.hpp"
#include "peer/screens.hpp"
#include "wire/text.hpp"

namespace parley::peer {

Next ChatScreen::enter(Desk& desk) {
  const auto asked = desk.enter_room(room, host);
  return asked ? std::nullopt : on_done(desk, asked);
}

Next ChatScreen::on_done(Desk& desk, const Result<void>& entered) {
  if (!entered) {
    desk.console.error(entered.error().message);
    return leave(desk);
  }
  desk.console.success("Welcome to Chatroom " + room.text());
  desk.console.notice("Enter a message to send, enter 'q' to leave the room");
  desk.console.ask("");
  return std::nullopt;
}

Next ChatScreen::on_line(Desk& desk, std::string_view line) {
  const auto typed = wire::trimmed(line);
  if (typed == "q") return leave(desk);
  if (!typed.empty()) {
    if (const auto said = desk.room.say(line); !said) desk.console.notice(said.error().message);
  }
  desk.console.ask("");
  return std::nullopt;
}

Next ChatScreen::leave(Desk& desk) {
  if (desk.leave_room()) return std::nullopt;
  return Screen{MainMenu{}};
}

/// The person has left whatever the registry says: a lost connection ended the membership too.
Next ChatScreen::on_reply(Desk& desk, const Reply& left) {
  const bool fine =
      !left || left->status == wire::Status::kSuccess || left->status == wire::Status::kNotFound;
  if (!fine) desk.console.error(refusal(left->status));
  return Screen{MainMenu{}};
}

namespace {

struct Show {
  Console& console;

  void operator()(const wire::Said& said) const {
    console.print(Style::kOther, said.user + ": " + said.text);
  }
  void operator()(const wire::Joined& joined) const { console.success(wire::encode(joined)); }
  void operator()(const wire::Left& left) const { console.notice(wire::encode(left)); }
  void operator()(const wire::Announced& announced) const {
    console.print(announced.text.ends_with('!') ? Style::kSuccess : Style::kNotice, announced.text);
  }
  void operator()(const wire::Noise& /*noise*/) const {}
};

}  // namespace

void show_room_message(Console& console, const wire::RoomDatagram& message) {
  std::visit(Show{console}, message);
}

}  // namespace parley::peer
