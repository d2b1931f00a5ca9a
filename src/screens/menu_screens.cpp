#include "screens/menu_screens.hpp"

#include <string>

#include "screens/screens.hpp"
#include "screens/tables.hpp"
#include "wire/text.hpp"

namespace parley::screens {

NextScreen MainMenu::enter(ScreenContext& context) {
  context.console.ask(QuestionKind::kMainMenu);
  return std::nullopt;
}

NextScreen MainMenu::on_line(ScreenContext& context, std::string_view line) {
  const auto choice = wire::trimmed(line);
  if (choice == "1") return Screen{FindUsers{}};
  if (choice == "2") return Screen{SearchPerson{}};
  if (choice == "3") return Screen{CreateChatRoom{}};
  if (choice == "4") return Screen{FindChatRooms{}};
  if (choice == "5") return Screen{JoinChatRoom{}};
  if (choice == "6") {
    context.console.success("Logged out successfully");
    return Screen{Ended{}};
  }
  context.console.error(kInvalidOption);
  return Screen{*this};
}

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
  context.client.execute(client::ListPeople{yes});
  return std::nullopt;
}

NextScreen FindUsers::on_event(ScreenContext& context, const Event& event) {
  if (const auto* refused = std::get_if<client::Refused>(&event)) {
    context.console.error(refused->message);
    return Screen{MainMenu{}};
  }
  const auto* listed = std::get_if<client::PeopleListed>(&event);
  if (listed == nullptr) return std::nullopt;
  if (listed->people.empty()) {
    context.console.notice("No Online Users right now, please check back later");
  } else {
    const auto lines =
        listed->with_addresses ? detailed_peers_table(listed->people) : peers_table(listed->people);
    for (const auto& line : lines) context.console.print(Style::kPlain, line);
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
    context.client.execute(client::SearchUser{*sought});
    return std::nullopt;
  }
  if (typed.empty()) {
    context.console.error("Error: Please enter a username");
  } else {
    context.console.error(std::string(typed) + " is not found");  // No account has such a name.
  }
  return Screen{MainMenu{}};
}

NextScreen SearchPerson::on_event(ScreenContext& context, const Event& event) {
  const auto name = sought ? sought->text() : std::string();
  if (const auto* found = std::get_if<client::UserFound>(&event)) {
    context.console.success(name + " is found successfully...");
    context.console.success("IP address of " + name + " is " + std::string(found->address));
    return Screen{MainMenu{}};
  }
  const auto* refused = std::get_if<client::Refused>(&event);
  if (refused == nullptr) return std::nullopt;
  if (refused->why == client::Refusal::kNotOnline) {
    context.console.notice(name + " is not online...");
  } else if (refused->why == client::Refusal::kUnknownUser) {
    context.console.error(name + " is not found");
  } else {
    context.console.error(refused->message);
  }
  return Screen{MainMenu{}};
}

}  // namespace parley::screens
