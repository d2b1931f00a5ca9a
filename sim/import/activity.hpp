#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/time.hpp"
#include "sim/language/action.hpp"

/// What tapes tell of people, before it is written as a scenario.
namespace parley::sim::importing {

/// What came of an action, as far as others and later actions depend on it; or what came about without one.
struct Effect {
  enum class Kind : std::uint8_t {
    kNone,
    kSignedUp,  ///< name: the account.
    kLoggedIn,  ///< name: the account.
    kEntered,   ///< name: the room, created or joined.
    kLeft,      ///< The room that they were in.
    kEnded,     ///< The program has. code: its exit code.
  };
  Kind kind = Kind::kNone;
  std::string name;
  std::uint8_t code = 0;
};

/// The effect of an action if it is granted.
Effect effect_of(const scenario::PersonAction& action);

/// Something that a person did at the screen. A sign-up and a login have the user's name. A password is the
/// tape's stand-in until Passwords replaces it.
struct ObservedAction {
  scenario::PersonAction action;
  bool granted = true;
  Effect effect;
  bool hides = false;       ///< A raw line that answers a hidden question, such as a password.
  bool unanswered = false;  ///< The tape ends before the outcome is known.
};
/// The program was killed, or its machine.
struct Killed {
  bool silently = false;  ///< The registry did not notice the end of the connection.
};
struct RegistryDown {
  bool in_order = false;
};
struct RegistryUp {};
/// What a peer would not send.
struct ObservedClientAction {
  scenario::ClientAction action;
};
struct Datagram {
  std::string bytes;
};
/// Worth knowing, but not an action.
struct Remark {
  std::string text;
};
/// From here on their actions are not known.
struct Unknown {
  std::string why;
};

using ActivityBody = std::variant<ObservedAction, Effect, Killed, RegistryDown, RegistryUp,
                                  ObservedClientAction, Datagram, Remark, Unknown>;

struct Activity {
  Instant at{};
  std::size_t node = 0;  ///< Of the session; the registry's for what concerns the registry.
  std::size_t tape = 0;  ///< The source: stand-ins are the same on one tape only.
  ActivityBody what;
};

/// A line of another person that somebody saw in a room.
struct SeenLine {
  Instant at{};
  std::size_t node = 0;
  std::string text;
  bool whole = true;  ///< Else only its beginning is known.
};

/// All of a session, in the order of time.
struct ActivityLog {
  std::vector<Activity> activities;
  std::vector<SeenLine> seen;
  std::vector<std::string> notes;  ///< On what the tapes do not tell.
  Instant end{};                   ///< The last thing on any tape.
  bool cut = false;                ///< The rest was left out, because there was too much.
};

/// Text of the language that types exactly these bytes: `{name}` in it is not replaced.
std::string literal(std::string_view text);

}  // namespace parley::sim::importing
