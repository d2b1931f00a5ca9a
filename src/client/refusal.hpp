#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "wire/answer.hpp"

namespace parley::client {

/// Why a command is refused.
enum class Refusal : std::uint8_t {
  // By the registry, with a meaning that the command gives it.
  kNameTaken,      ///< SignUp.
  kWrongPassword,  ///< LogIn; also where there is no such account.
  kOnlineAlready,  ///< LogIn.
  kUnknownUser,    ///< SearchUser.
  kNotOnline,      ///< SearchUser.
  kRoomExists,     ///< CreateRoom.
  kUnknownRoom,    ///< JoinRoom.
  // By the registry, of any command.
  kNotUnderstood,
  kNotLoggedIn,
  kNotYours,
  kConflict,
  kSlowDown,
  kStoreFailed,
  kShuttingDown,
  kUnexpected,  ///< A status, or details, that make no sense here.
  // By the client.
  kUnavailable,   ///< No answer: the registry cannot be reached, or the connection broke before it.
  kNotARegistry,  ///< What answers does not speak as a registry does.
  kTooLong,       ///< Say.
  kNotNow,        ///< It does not fit the state: busy, not logged in, in a room already, in none.
};

/// Whether the registry said so; else there is no answer of it.
constexpr bool is_answer(Refusal why) { return why <= Refusal::kUnexpected; }

/// The command is over, and nothing came of it. `message`: why, in words for a person.
struct Refused {
  Refusal why;
  std::string message;

  static Refused by(const wire::Answer& answer);  ///< One that does not grant what was asked for.
  static Refused by(const Error& error);          ///< There is no answer.
  static Refused unreadable(const Error& error);  ///< The details of an answer are not as they should be.
};

/// What a person reads of a status that the question has no words of its own for.
std::string_view refusal(wire::Status status);

}  // namespace parley::client
