#include "client/screens.hpp"

#include <string>
#include <utility>

#include "wire/text.hpp"

namespace parley::client {

void ScreenContext::open(const HostPort& registry) {
  link.open(registry, [&to = screens](const Result<void>& opened) { to.on_done(opened); });
}

void ScreenContext::ask(const wire::Request& request, IfLost if_lost) {
  link.ask(request, if_lost, [&to = screens](const Reply& reply) { to.on_reply(reply); });
}

void ScreenContext::log_in(Credentials credentials) {
  link.log_in(std::move(credentials), [&to = screens](const Reply& reply) { to.on_reply(reply); });
}

Result<void> ScreenContext::enter_room(const RoomName& name, std::string_view host) {
  return room.enter(name, host, [&to = screens](const Result<void>& entered) { to.on_done(entered); });
}

bool ScreenContext::leave_room() {
  return room.leave([&to = screens](const Reply& reply) { to.on_reply(reply); });
}

NextScreen ScreenBase::on_line(ScreenContext& /*context*/, std::string_view /*line*/) { return std::nullopt; }
NextScreen ScreenBase::on_reply(ScreenContext& /*context*/, const Reply& /*reply*/) { return std::nullopt; }
NextScreen ScreenBase::on_done(ScreenContext& /*context*/, const Result<void>& /*result*/) {
  return std::nullopt;
}

NextScreen Ended::enter(ScreenContext& /*context*/) { return std::nullopt; }

Screens::Screens(Console& console, RegistryLink& link, RoomMembership& room,
                 std::function<void(ExitCode)> on_ended)
    : context_{console, link, room, *this}, on_ended_(std::move(on_ended)) {}

void Screens::start(const std::optional<HostPort>& registry) {
  if (registry) return go(Screen{Connecting{{}, *registry, false}});
  go(Screen{RegistryQuestion{}});
}

void Screens::on_line(std::string_view line) {
  if (!wire::is_utf8(line)) {
    context_.console.error("Error: This is no UTF-8 text");
    context_.console.ask_again();
    return exit_if_ended();
  }
  go(std::visit([&](auto& shown) { return shown.on_line(context_, line); }, screen_.shown));
}

void Screens::on_reply(const Reply& reply) {
  go(std::visit([&](auto& shown) { return shown.on_reply(context_, reply); }, screen_.shown));
}

void Screens::on_done(const Result<void>& result) {
  go(std::visit([&](auto& shown) { return shown.on_done(context_, result); }, screen_.shown));
}

void Screens::on_room_lost(std::string_view reason) {
  if (!std::holds_alternative<ChatScreen>(screen_.shown)) return;
  context_.console.error("You are no longer in the chat room: " + std::string(reason));
  go(Screen{MainMenu{}});
}

void Screens::on_end_of_input() {
  input_ended_ = true;
  exit_if_ended();
}

void Screens::go(NextScreen next) {
  while (next) {
    screen_ = std::move(*next);
    next = std::visit([&](auto& shown) { return shown.enter(context_); }, screen_.shown);
  }
  exit_if_ended();
}

void Screens::exit_if_ended() {
  if (const auto* end = std::get_if<Ended>(&screen_.shown)) return on_ended_(end->code);
  if (!input_ended_ || !context_.console.asking()) return;
  const auto* question = std::get_if<RegistryQuestion>(&screen_.shown);
  on_ended_(question == nullptr ? ExitCode::kDone : question->at_end);
}

}  // namespace parley::client
