#pragma once

#include <optional>

#include "base/name.hpp"
#include "peer/desk.hpp"

namespace parley::peer {

/// The list of who is online, with addresses or without.
struct FindUsers : ScreenBase {
  bool detailed = false;

  Next enter(Desk& desk);
  Next on_line(Desk& desk, std::string_view line);
  Next on_reply(Desk& desk, const Reply& reply);
};

/// Where one person is.
struct SearchPerson : ScreenBase {
  std::optional<UserName> sought;

  Next enter(Desk& desk);
  Next on_line(Desk& desk, std::string_view line);
  Next on_reply(Desk& desk, const Reply& reply);
};

}  // namespace parley::peer
