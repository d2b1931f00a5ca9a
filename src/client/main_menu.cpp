#include "client/main_menu.hpp"

#include "client/screens.hpp"
#include "wire/text.hpp"

namespace parley::client {
NextScreen MainMenu::enter(ScreenContext& context) {
  context.console.ask_menu(QuestionKind::kMainMenu);
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

}  // namespace parley::client
