#pragma once

#include <optional>
#include <string>

#include "base/endpoint.hpp"
#include "base/name.hpp"
#include "screens/screen_context.hpp"

namespace parley::screens {

/// Asks for the registry, until one is given that can be reached.
struct RegistryQuestion : ScreenBase {
  ExitCode at_end = ExitCode::kDone;  ///< How the program ends where the input ends here.

  NextScreen enter(ScreenContext& context);
  NextScreen on_line(ScreenContext& context, std::string_view line);
};

/// The first connection. `typed`: a failure asks again; else it ends the program.
struct Connecting : ScreenBase {
  HostPort registry;
  bool typed = false;

  NextScreen enter(ScreenContext& context);
  NextScreen on_event(ScreenContext& context, const Event& event);
};

/// Sign up, log in or end.
struct WelcomeMenu : ScreenBase {
  NextScreen enter(ScreenContext& context);
  NextScreen on_line(ScreenContext& context, std::string_view line);
};

/// Name, password, account.
struct Signup : ScreenBase {
  std::optional<UserName> user;

  NextScreen enter(ScreenContext& context);
  NextScreen on_line(ScreenContext& context, std::string_view line);
  NextScreen on_event(ScreenContext& context, const Event& event);
};

/// Name, password, port, session.
struct Login : ScreenBase {
  std::optional<UserName> user;
  std::string secret;

  NextScreen enter(ScreenContext& context);
  NextScreen on_line(ScreenContext& context, std::string_view line);
  NextScreen on_event(ScreenContext& context, const Event& event);

 private:
  NextScreen take_port(ScreenContext& context, std::string_view line);
};

}  // namespace parley::screens
