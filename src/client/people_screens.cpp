#include "client/people_screens.hpp"

#include <string>

#include "client/refusals.hpp"
#include "client/screens.hpp"
#include "client/tables.hpp"
#include "wire/text.hpp"

namespace parley::client {
namespace {

constexpr std::string_view kNobody = "No Online Users right now, please check back later";

}  // namespace

NextScreen FindUsers::enter(ScreenContext& context) {
  context.console.ask(QuestionKind::kDetailedList);
  return std::nullopt;
}

NextScreen FindUsers::on_line(ScreenContext& context, std::string_view line) {
  const auto choice = wire::trimmed(line);
  const bool yes = choice == "y" || choice == "Y";
  if (!yes && choice != "n" && choice != "N") {
    context.console.error("Error: Please choose a valid option (y or n)");
    return Screen{*this};
  }
  detailed = yes;
  context.ask(wire::DiscoverPeers{detailed, context.link.user()}, IfLost::kRepeat);
  return std::nullopt;
}

NextScreen FindUsers::on_reply(ScreenContext& context, const Reply& reply) {
  if (!reply) {
    context.console.error(reply.error().message);
  } else if (reply->status == wire::Status::kNotFound) {
    context.console.notice(kNobody);
  } else if (reply->status != wire::Status::kSuccess) {
    context.console.error(refusal(reply->status));
  } else if (const auto peers = wire::decode_peers(reply->details); !peers) {
    context.console.error("The registry's list cannot be read: " + peers.error().message);
  } else if (peers->empty()) {
    context.console.notice(kNobody);
  } else {
    for (const auto& line : detailed ? detailed_peers_table(*peers) : peers_table(*peers)) {
      context.console.print(Style::kPlain, line);
    }
  }
  return Screen{MainMenu{}};
}

NextScreen SearchPerson::enter(ScreenContext& context) {
  context.console.ask(QuestionKind::kSearchedUser);
  return std::nullopt;
}

NextScreen SearchPerson::on_line(ScreenContext& context, std::string_view line) {
  const auto typed = wire::trimmed(line);
  auto name = UserName::parse(typed);
  if (name) {
    sought = std::move(*name);
    context.ask(wire::SearchUser{*sought}, IfLost::kRepeat);
    return std::nullopt;
  }
  if (typed.empty()) {
    context.console.error("Error: Please enter a username");
  } else {
    context.console.error(std::string(typed) + " is not found");  // No account has such a name.
  }
  return Screen{MainMenu{}};
}

NextScreen SearchPerson::on_reply(ScreenContext& context, const Reply& reply) {
  const auto& name = sought->text();
  if (!reply) {
    context.console.error(reply.error().message);
  } else if (reply->status == wire::Status::kSuccess) {
    context.console.success(name + " is found successfully...");
    context.console.success("IP address of " + name + " is " + reply->details);
  } else if (reply->status == wire::Status::kAlready) {
    context.console.notice(name + " is not online...");
  } else if (reply->status == wire::Status::kNotFound) {
    context.console.error(name + " is not found");
  } else {
    context.console.error(refusal(reply->status));
  }
  return Screen{MainMenu{}};
}

}  // namespace parley::client
