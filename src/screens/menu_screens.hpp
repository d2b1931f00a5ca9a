#pragma once

#include <optional>

#include "base/name.hpp"
#include "screens/screen_context.hpp"

namespace parley::screens {

/// What a person who is logged in can do.
struct MainMenu : ScreenBase {
  NextScreen enter(ScreenContext& context);
  NextScreen on_line(ScreenContext& context, std::string_view line);
};

/// The list of who is online, with addresses or without.
struct FindUsers : ScreenBase {
  NextScreen enter(ScreenContext& context);
  NextScreen on_line(ScreenContext& context, std::string_view line);
  NextScreen on_event(ScreenContext& context, const Event& event);
};

/// Where one person is.
struct SearchPerson : ScreenBase {
  std::optional<UserName> sought;

  NextScreen enter(ScreenContext& context);
  NextScreen on_line(ScreenContext& context, std::string_view line);
  NextScreen on_event(ScreenContext& context, const Event& event);
};

}  // namespace parley::screens
