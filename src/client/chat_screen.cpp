#include "client/chat_screen.hpp"

#include "client/prompts.hpp"
#include "client/refusals.hpp"
#include "client/screens.hpp"
#include "wire/text.hpp"

namespace parley::client {

NextScreen ChatScreen::enter(ScreenContext& context) {
  const auto asked = context.enter_room(room, host);
  return asked ? std::nullopt : on_done(context, asked);
}

NextScreen ChatScreen::on_done(ScreenContext& context, const Result<void>& entered) {
  if (!entered) {
    context.console.error(entered.error().message);
    return leave(context);
  }
  context.console.success(std::string(kRoomGreeting) + room.text());
  context.console.notice(kChatHint);
  context.console.ask(QuestionKind::kChatLine);
  return std::nullopt;
}

NextScreen ChatScreen::on_line(ScreenContext& context, std::string_view line) {
  const auto typed = wire::trimmed(line);
  if (typed == kLeaveChat) return leave(context);
  if (!typed.empty()) {
    if (const auto said = context.room.say(line); !said) context.console.notice(said.error().message);
  }
  context.console.ask(QuestionKind::kChatLine);
  return std::nullopt;
}

NextScreen ChatScreen::leave(ScreenContext& context) {
  if (context.leave_room()) return std::nullopt;
  return Screen{MainMenu{}};
}

/// The person has left whatever the registry says: a lost connection ended the membership too.
NextScreen ChatScreen::on_reply(ScreenContext& context, const Reply& left) {
  const bool fine =
      !left || left->status == wire::Status::kSuccess || left->status == wire::Status::kNotFound;
  if (!fine) context.console.error(refusal(left->status));
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
  void operator()(const wire::Unrecognized& /*noise*/) const {}
};

}  // namespace

void show_room_message(Console& console, const wire::RoomDatagram& message) {
  std::visit(Show{console}, message);
}

}  // namespace parley::client
