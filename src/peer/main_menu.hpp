#pragma once

#include "peer/desk.hpp"

namespace parley::peer {

/// What a person who is logged in can do.
struct MainMenu : ScreenBase {
  Next enter(Desk& desk);
  Next on_line(Desk& desk, std::string_view line);
};

}  // namespace parley::peer
