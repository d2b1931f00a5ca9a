#include "ports/terminal.hpp"

namespace parley {

std::string_view describe(QuestionKind kind) {
  switch (kind) {
    case QuestionKind::kRegistryAddress:
      return "the registry's address";
    case QuestionKind::kWelcomeMenu:
      return "a choice of the welcome menu";
    case QuestionKind::kMainMenu:
      return "a choice of the main menu";
    case QuestionKind::kUserName:
      return "a user name";
    case QuestionKind::kPassword:
      return "a password";
    case QuestionKind::kPeerPort:
      return "a port for the peer";
    case QuestionKind::kDetailedList:
      return "whether to list addresses";
    case QuestionKind::kSearchedUser:
      return "a user to search for";
    case QuestionKind::kNewRoom:
      return "the name of a room to create";
    case QuestionKind::kJoinedRoom:
      return "the name of a room to join";
    case QuestionKind::kChatLine:
      return "a line of chat";
  }
  return "something unknown";
}

}  // namespace parley
