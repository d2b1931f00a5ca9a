#pragma once

#include <span>
#include <string_view>

#include "ports/terminal.hpp"

/// The words in which the screens ask. They are the original's, and stand nowhere else: whoever has only the
/// screen to read, as a person at a pty has, finds them here.
namespace parley::screens {

/// What stands in front of an answer, with the blank that parts them; empty in a chat room.
std::string_view prompt_of(QuestionKind kind);

/// What is printed above a menu's question, the title first; empty for every other kind.
std::span<const std::string_view> menu_of(QuestionKind kind);

// What is shown and typed besides, where somebody has to know it again.
inline constexpr std::string_view kAccountCreated = "Account created successfully.";
inline constexpr std::string_view kNameTaken = "Username already exists. Choose another username or login.";
inline constexpr std::string_view kRoomGreeting = "Welcome to Chatroom ";  ///< And its name: one is inside.
inline constexpr std::string_view kChatHint = "Enter a message to send, enter 'q' to leave the room";
inline constexpr std::string_view kLeaveChat = "q";      ///< Typed in a chat room: leave it.
inline constexpr std::string_view kBackToMenu = "quit";  ///< Typed for a room's name: none, after all.

}  // namespace parley::screens
