#pragma once

#include <span>
#include <string>
#include <vector>

#include "wire/answer.hpp"

/// The lists of the menus as aligned lines. The narrowest tables have the headings exactly as the
/// original prints them.
namespace parley::screens {

/// `# Username         (IP:Port)`
std::vector<std::string> detailed_peers_table(std::span<const wire::PeerEntry> peers);

/// `Username`, then numbered names.
std::vector<std::string> peers_table(std::span<const wire::PeerEntry> peers);

/// `# Name  Host  Users in Chatroom`
std::vector<std::string> rooms_table(std::span<const wire::RoomEntry> rooms);

}  // namespace parley::screens
