#include "screens/prompts.hpp"

#include <array>

namespace parley::screens {
namespace {

constexpr std::array<std::string_view, 6> kWelcomeMenu = {
    "Welcome!", "Select Option:", "\t1 : Signup", "\t2 : Login", "\t3 : Exit", "",
};

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

std::string_view prompt_of(QuestionKind kind) {
  switch (kind) {
    case QuestionKind::kRegistryAddress:
      return "Enter IP address of registry: ";
    case QuestionKind::kWelcomeMenu:
    case QuestionKind::kMainMenu:
      return "Choice: ";
    case QuestionKind::kUserName:
      return "username: ";
    case QuestionKind::kPassword:
      return "password: ";
    case QuestionKind::kPeerPort:
      return "Enter a port number for peer server: ";
    case QuestionKind::kDetailedList:
      return "Retrieve detailed list with users IP and Port numbers?(Choose y or n): ";
    case QuestionKind::kSearchedUser:
      return "Username to be searched: ";
    case QuestionKind::kNewRoom:
    case QuestionKind::kJoinedRoom:
      return "Chat room name: ";
    case QuestionKind::kChatLine:
      break;
  }
  return {};
}

std::span<const std::string_view> menu_of(QuestionKind kind) {
  if (kind == QuestionKind::kWelcomeMenu) return kWelcomeMenu;
  if (kind == QuestionKind::kMainMenu) return kMainMenu;
  return {};
}

}  // namespace parley::screens
