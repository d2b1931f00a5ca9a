#pragma once

#include <string>
#include <string_view>

/// What FakeTerminal shows of the screens that many tests come by.
namespace parley::client {

inline const std::string kWelcome =
    "P Welcome!\nP Select Option:\nP \t1 : Signup\nP \t2 : Login\nP \t3 : Exit\nP \n? Choice: \n";
inline const std::string kMain =
    "P Main Menu\nP Select Option:\nP \t1 : Find Online Users\nP \t2 : Search User\n"
    "P \t3 : Create a Chat Room\nP \t4 : Find Chat Rooms\nP \t5 : Join a Chat Room\nP \t6 : Logout\n"
    "P \n? Choice: \n";
inline const std::string kLost = "N Connection to the registry lost, trying again...\n";
inline const std::string kAgain = "S Connected to the registry again.\n";
inline const std::string kInRoom =
    "S Welcome to Chatroom lobby\nN Enter a message to send, enter 'q' to leave the room\n? \n";
inline constexpr std::string_view kSecret =
    "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";  // "secret"
inline constexpr std::string_view kRoomGroup = "224.1.1.1:6000";

}  // namespace parley::client
