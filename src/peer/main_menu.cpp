#include "peer/main_menu.hpp"

#include <array>

#include "peer/screens.hpp"
#include "wire/text.hpp"

namespace parley::peer {
namespace {

constexpr std::array<std::string_view, 9> kMainMenu = {
    "Main Menu",
    "Select Option:",
    "\t1 : Find Online Users",
    "\t2 : Search User",
    "\t3 : Create a Chat Room",
    "\t4 : Find Chat Rooms",
    "\t5 : Join a Chat Room",
    "\t6 : Logout",
    "",
};

}  // namespace

Next MainMenu::enter(Desk& desk) {
  desk.console.print_menu(kMainMenu);
  desk.console.ask(kChoicePrompt);
  return std::nullopt;
}

Next MainMenu::on_line(Desk& desk, std::string_view line) {
  const auto choice = wire::trimmed(line);
  if (choice == "1") return Screen{FindUsers{}};
  if (choice == "2") return Screen{SearchPerson{}};
  if (choice == "3") return Screen{CreateChatRoom{}};
  if (choice == "4") return Screen{FindChatRooms{}};
  if (choice == "5") return Screen{JoinChatRoom{}};
  if (choice == "6") {
    desk.console.success("Logged out successfully");
    return Screen{Ended{}};
  }
  desk.console.error(kInvalidOption);
  return Screen{*this};
}

}  // namespace parley::peer
