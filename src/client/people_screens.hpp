#pragma once

#include <optional>

#include "base/name.hpp"
#include "client/screen_context.hpp"

namespace parley::client {

/// The list of who is online, with addresses or without.
struct FindUsers : ScreenBase {
  bool detailed = false;

  NextScreen enter(ScreenContext& context);
  NextScreen on_line(ScreenContext& context, std::string_view line);
  NextScreen on_reply(ScreenContext& context, const Reply& reply);
};

/// Where one person is.
struct SearchPerson : ScreenBase {
  std::optional<UserName> sought;

  NextScreen enter(ScreenContext& context);
  NextScreen on_line(ScreenContext& context, std::string_view line);
  NextScreen on_reply(ScreenContext& context, const Reply& reply);
};

}  // namespace parley::client
