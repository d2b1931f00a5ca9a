#pragma once

#include <optional>
#include <string_view>

#include "client/client.hpp"
#include "screens/console.hpp"

namespace parley::screens {

using client::Event;
using client::ExitCode;

inline constexpr std::string_view kInvalidOption = "Invalid Option Selected, please try again.";

/// What a screen works with: where it prints and asks, and whom it commands.
struct ScreenContext {
  Console& console;
  client::Client& client;
};

struct Screen;

/// The screen to go to; nothing: stay. A screen may go to itself, and so begins anew.
using NextScreen = std::optional<Screen>;

/// What a screen does where it says nothing else: it stays.
struct ScreenBase {
  NextScreen on_line(ScreenContext& context, std::string_view line);
  NextScreen on_event(ScreenContext& context, const Event& event);
};

}  // namespace parley::screens
