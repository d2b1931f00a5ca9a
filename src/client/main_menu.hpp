#pragma once

#include "client/screen_context.hpp"

namespace parley::client {

/// What a person who is logged in can do.
struct MainMenu : ScreenBase {
  NextScreen enter(ScreenContext& context);
  NextScreen on_line(ScreenContext& context, std::string_view line);
};

}  // namespace parley::client
