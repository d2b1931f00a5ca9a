#include "peer/screens.hpp"

#include <string>
#include <utility>

#include "wire/text.hpp"

namespace parley::peer {

void Desk::open(const HostPort& registry) {
  link.open(registry, [&to = screens](const Result<void>& opened) { to.on_done(opened); });
}

void Desk::ask(const wire::Request& request, IfLost if_lost) {
  link.ask(request, if_lost, [&to = screens](const Reply& reply) { to.on_reply(reply); });
}

void Desk::log_in(Credentials credentials) {
  link.log_in(std::move(credentials), [&to = screens](const Reply& reply) { to.on_reply(reply); });
}

Result<void> Desk::enter_room(const RoomName& name, std::string_view host) {
  return room.enter(name, host, [&to = screens](const Result<void>& entered) { to.on_done(entered); });
}

bool Desk::leave_room() {
  return room.leave([&to = screens](const Reply& reply) { to.on_reply(reply); });
}

Next ScreenBase::on_line(Desk& /*desk*/, std::string_view /*line*/) { return std::nullopt; }
Next ScreenBase::on_reply(Desk& /*desk*/, const Reply& /*reply*/) { return std::nullopt; }
Next ScreenBase::on_done(Desk& /*desk*/, const Result<void>& /*result*/) { return std::nullopt; }

Next Ended::enter(Desk& /*desk*/) { return std::nullopt; }

Screens::Screens(Console& console, RegistryLink& link, RoomSession& room,
                 std::function<void(ExitCode)> on_ended)
    : desk_{console, link, room, *this}, on_ended_(std::move(on_ended)) {}

void Screens::start(const std::optional<HostPort>& registry) {
  if (registry) return go(Screen{Connecting{{}, *registry, false}});
  go(Screen{RegistryQuestion{}});
}

void Screens::on_line(std::string_view line) {
  if (!wire::is_utf8(line)) {
    desk_.console.error("Error: This is no UTF-8 text");
    desk_.console.ask_again();
    return end_where_over();
  }
  go(std::visit([&](auto& shown) { return shown.on_line(desk_, line); }, screen_.shown));
}

void Screens::on_reply(const Reply& reply) {
  go(std::visit([&](auto& shown) { return shown.on_reply(desk_, reply); }, screen_.shown));
}

void Screens::on_done(const Result<void>& result) {
  go(std::visit([&](auto& shown) { return shown.on_done(desk_, result); }, screen_.shown));
}

void Screens::on_room_lost(std::string_view reason) {
  if (!std::holds_alternative<ChatScreen>(screen_.shown)) return;
  desk_.console.error("You are no longer in the chat room: " + std::string(reason));
  go(Screen{MainMenu{}});
}

void Screens::on_end_of_input() {
  input_ended_ = true;
  end_where_over();
}

void Screens::go(Next next) {
  while (next) {
    screen_ = std::move(*next);
    next = std::visit([&](auto& shown) { return shown.enter(desk_); }, screen_.shown);
  }
  end_where_over();
}

void Screens::end_where_over() {
  if (const auto* end = std::get_if<Ended>(&screen_.shown)) return on_ended_(end->code);
  if (!input_ended_ || !desk_.console.asking()) return;
  const auto* question = std::get_if<RegistryQuestion>(&screen_.shown);
  on_ended_(question == nullptr ? ExitCode::kDone : question->at_end);
}

}  // namespace parley::peer
