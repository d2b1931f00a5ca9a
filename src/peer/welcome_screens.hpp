#pragma once

#include <optional>
#include <string>

#include "base/name.hpp"
#include "peer/desk.hpp"

namespace parley::peer {

/// `Enter IP address of registry: `, until one is given that can be reached.
struct RegistryQuestion : ScreenBase {
  ExitCode at_end = ExitCode::kDone;  ///< How the program ends where the input ends here.

  Next enter(Desk& desk);
  Next on_line(Desk& desk, std::string_view line);
};

/// The first connection. `typed`: a failure asks again; else it ends the program.
struct Connecting : ScreenBase {
  HostPort registry;
  bool typed = false;

  Next enter(Desk& desk);
  Next on_done(Desk& desk, const Result<void>& opened);
};

/// Sign up, log in or end.
struct WelcomeMenu : ScreenBase {
  Next enter(Desk& desk);
  Next on_line(Desk& desk, std::string_view line);
};

/// Name, password, account.
struct Signup : ScreenBase {
  std::optional<UserName> user;

  Next enter(Desk& desk);
  Next on_line(Desk& desk, std::string_view line);
  Next on_reply(Desk& desk, const Reply& reply);
};

/// Name, password, port, session.
struct Login : ScreenBase {
  std::optional<UserName> user;
  std::string secret;

  Next enter(Desk& desk);
  Next on_line(Desk& desk, std::string_view line);
  Next on_reply(Desk& desk, const Reply& reply);

 private:
  Next take_port(Desk& desk, std::string_view line);
};

}  // namespace parley::peer
