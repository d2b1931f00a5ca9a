#include "peer/people_screens.hpp"

#include <string>

#include "peer/refusals.hpp"
#include "peer/screens.hpp"
#include "peer/tables.hpp"
#include "wire/text.hpp"

namespace parley::peer {
namespace {

constexpr std::string_view kDetailsPrompt =
    "Retrieve detailed list with users IP and Port numbers?(Choose y or n): ";
constexpr std::string_view kSearchPrompt = "Username to be searched: ";
constexpr std::string_view kNobody = "No Online Users right now, please check back later";

}  // namespace

Next FindUsers::enter(Desk& desk) {
  desk.console.ask(kDetailsPrompt);
  return std::nullopt;
}

Next FindUsers::on_line(Desk& desk, std::string_view line) {
  const auto choice = wire::trimmed(line);
  const bool yes = choice == "y" || choice == "Y";
  if (!yes && choice != "n" && choice != "N") {
    desk.console.error("Error: Please choose a valid option (y or n)");
    return Screen{*this};
  }
  detailed = yes;
  desk.ask(wire::DiscoverPeers{detailed, desk.link.user()}, IfLost::kRepeat);
  return std::nullopt;
}

Next FindUsers::on_reply(Desk& desk, const Reply& reply) {
  if (!reply) {
    desk.console.error(reply.error().message);
  } else if (reply->status == wire::Status::kNotFound) {
    desk.console.notice(kNobody);
  } else if (reply->status != wire::Status::kSuccess) {
    desk.console.error(refusal(reply->status));
  } else if (const auto peers = wire::decode_peers(reply->details); !peers) {
    desk.console.error("The registry's list cannot be read: " + peers.error().message);
  } else if (peers->empty()) {
    desk.console.notice(kNobody);
  } else {
    for (const auto& line : detailed ? detailed_peers_table(*peers) : peers_table(*peers)) {
      desk.console.print(Style::kPlain, line);
    }
  }
  return Screen{MainMenu{}};
}

Next SearchPerson::enter(Desk& desk) {
  desk.console.ask(kSearchPrompt);
  return std::nullopt;
}

Next SearchPerson::on_line(Desk& desk, std::string_view line) {
  const auto typed = wire::trimmed(line);
  auto name = UserName::parse(typed);
  if (name) {
    sought = std::move(*name);
    desk.ask(wire::SearchUser{*sought}, IfLost::kRepeat);
    return std::nullopt;
  }
  if (typed.empty()) {
    desk.console.error("Error: Please enter a username");
  } else {
    desk.console.error(std::string(typed) + " is not found");  // No account has such a name.
  }
  return Screen{MainMenu{}};
}

Next SearchPerson::on_reply(Desk& desk, const Reply& reply) {
  const auto& name = sought->text();
  if (!reply) {
    desk.console.error(reply.error().message);
  } else if (reply->status == wire::Status::kSuccess) {
    desk.console.success(name + " is found successfully...");
    desk.console.success("IP address of " + name + " is " + reply->details);
  } else if (reply->status == wire::Status::kAlready) {
    desk.console.notice(name + " is not online...");
  } else if (reply->status == wire::Status::kNotFound) {
    desk.console.error(name + " is not found");
  } else {
    desk.console.error(refusal(reply->status));
  }
  return Screen{MainMenu{}};
}

}  // namespace parley::peer
