#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/time.hpp"
#include "sim/language/action.hpp"

/// What tapes tell of people, before it is made into sentences.
namespace parley::sim::importing {

/// What came of an action, as far as others and later actions depend on it; or came about without one.
struct Effect {
  enum class Kind : std::uint8_t {
    kNone,
    kSignedUp,  ///< name: the account.
    kLoggedIn,  ///< name: the account.
    kEntered,   ///< name: the room, made or joined.
    kLeft,      ///< The room that one was in.
    kEnded,     ///< The program. code: its exit code.
  };
  Kind kind = Kind::kNone;
  std::string name;
  std::uint8_t code = 0;
};

/// Something that a person did at the screen. A sign-up and a login say as whom; a password is the tape's
/// stand-in until Passwords has put a readable one there.
struct ObservedAction {
  scenario::PersonAction action;
  bool granted = true;
  Effect effect;
  bool hides = false;       ///< A raw line that answers a hidden question: a password too.
  bool unanswered = false;  ///< The tape ends before it is known what came of it.
};
/// The program was there no more, without a word: killed, or its machine.
struct Killed {
  bool silently = false;  ///< The registry was not even told that the connection had ended.
};
struct RegistryDown {
  bool in_order = false;
};
struct RegistryUp {};
/// What no peer would send.
struct ObservedClientAction {
  scenario::ClientAction action;
};
struct Datagram {
  std::string bytes;
};
/// Nothing that can be done, but worth knowing.
struct Remark {
  std::string text;
};
/// From here on it is not known what they do.
struct Unknown {
  std::string why;
};

using ActivityBody = std::variant<ObservedAction, Effect, Killed, RegistryDown, RegistryUp,
                                  ObservedClientAction, Datagram, Remark, Unknown>;

struct Activity {
  Instant at{};
  std::size_t node = 0;  ///< Of the session; the registry's own where it is about that.
  std::size_t tape = 0;  ///< On which it stands: stand-ins are known again on one tape alone.
  ActivityBody what;
};

/// A line of another's that somebody saw in a room.
struct SeenLine {
  Instant at{};
  std::size_t node = 0;
  std::string text;
  bool whole = true;  ///< Else its beginning.
};

/// All of a session, in the order of time.
struct ActivityLog {
  std::vector<Activity> activities;
  std::vector<SeenLine> seen;
  std::vector<std::string> notes;  ///< Of what could not be had from the tapes.
  Instant end{};                   ///< The last thing on any tape.
  bool cut = false;                ///< There was more than a scenario holds.
};

}  // namespace parley::sim::importing
