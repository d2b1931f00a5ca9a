#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/endpoint.hpp"
#include "ports/terminal.hpp"
#include "sim/language/action.hpp"

namespace parley::sim::scenario {

/// One line that a person types, and the question that it answers.
struct TypedLine {
  std::optional<QuestionKind> question;  ///< None: whatever is asked.
  std::string text;
  bool operator==(const TypedLine&) const = default;
};

/// What a person who has this line to type waits for, in words: `to be asked for a user name`.
std::string awaited(const TypedLine& line);

inline constexpr std::string_view kBackToMenu = "quit";  ///< Typed for a room's name, leads back to the menu.

/// Where the peer's program finds the registry: on its command line, or typed when it asks.
struct PeerConfig {
  HostPort registry;
};

/// What `person` types to do `action`, question by question. It knows the peer's screens and nothing of
/// any world: the simulated terminal, a pty and a pipe are all fed with it. EndInput and Interrupt are no
/// lines, and Start is one only where the peer asks for the registry.
std::vector<TypedLine> typed_lines(const Person& person, const PersonAction& action,
                                   const PeerConfig& peer_config);

/// Whether the program ends by this action, so that no question follows it.
bool ends_program(const PersonAction& action);

/// Whether the screen offers it only to somebody who is not logged in; every other one to somebody who is.
bool needs_logged_out(const PersonAction& action);

/// Whether the screen changes by this action, so that what stood there counts as read: every action but
/// what is said in a room and what is typed raw.
bool starts_page(const PersonAction& action);

/// `text` with every `{name}` in it replaced, and every `{{}` by a plain `{`.
std::string with_name(std::string_view text, std::string_view name);

}  // namespace parley::sim::scenario
