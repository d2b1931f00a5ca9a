#pragma once

#include <variant>

#include "screens/menu_screens.hpp"
#include "screens/room_screens.hpp"
#include "screens/welcome_screens.hpp"

namespace parley::screens {

/// The program is over.
struct Ended : ScreenBase {
  ExitCode code = ExitCode::kDone;

  NextScreen enter(ScreenContext& context);
};

/// What the person sees and answers:
///
///   RegistryQuestion ⇄ Connecting ──► WelcomeMenu ⇄ Signup
///                                      │   ⇅
///                               Ended ◄┤  Login ──► MainMenu ⇄ FindUsers, SearchPerson, FindChatRooms
///                                      └─────────────┘ │  ▲
///                                            CreateChatRoom, JoinChatRoom ──► ChatScreen
///                                                         └──────────────────────┘
struct Screen {
  std::variant<RegistryQuestion, Connecting, WelcomeMenu, Signup, Login, MainMenu, FindUsers, SearchPerson,
               CreateChatRoom, FindChatRooms, JoinChatRoom, ChatScreen, Ended>
      shown;
};

}  // namespace parley::screens
