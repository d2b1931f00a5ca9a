#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <variant>

#include "client/chat_screen.hpp"
#include "client/main_menu.hpp"
#include "client/people_screens.hpp"
#include "client/room_screens.hpp"
#include "client/screen_context.hpp"
#include "client/welcome_screens.hpp"

namespace parley::client {

inline constexpr std::string_view kInvalidOption = "Invalid Option Selected, please try again.";

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

/// Shows one screen at a time and hands it what happens.
class Screens {
 public:
  /// `on_ended` is called once, when the person came to the end.
  Screens(Console& console, RegistryLink& link, RoomMembership& room, std::function<void(ExitCode)> on_ended);

  /// Connects to `registry`, or asks for one.
  void start(const std::optional<HostPort>& registry);

  void on_line(std::string_view line);
  void on_reply(const Reply& reply);
  void on_done(const Result<void>& result);

  /// The room could not be kept: the talk is over.
  void on_room_lost(std::string_view reason);

  /// No more lines will come: what is under way is waited for, the next open question is the end.
  void on_end_of_input();

 private:
  void go(NextScreen next);
  void exit_if_ended();

  ScreenContext context_;
  std::function<void(ExitCode)> on_ended_;
  Screen screen_;
  bool input_ended_ = false;
};

}  // namespace parley::client
