#include "screens/tables.hpp"

#include <algorithm>
#include <string_view>

namespace parley::screens {
namespace {

constexpr std::size_t kUsernameWidth = 15;
constexpr std::string_view kGap = "  ";

std::string padded(std::string_view text, std::size_t width) {
  std::string cell(text);
  cell.resize(std::max(width, cell.size()), ' ');
  return cell;
}

/// The width that holds the greatest number of `count` rows.
std::size_t number_width(std::size_t count) { return std::to_string(count).size(); }

}  // namespace

std::vector<std::string> detailed_peers_table(std::span<const wire::PeerEntry> peers) {
  const auto numbers = number_width(peers.size());
  auto names = kUsernameWidth;
  for (const auto& peer : peers) names = std::max(names, peer.user.text().size());

  std::vector<std::string> lines{padded("#", numbers) + " " + padded("Username", names) + std::string(kGap) +
                                 "(IP:Port)"};
  for (const auto& peer : peers) {
    const auto where = peer.endpoint ? peer.endpoint->to_string() : "unknown";
    lines.push_back(padded(std::to_string(lines.size()), numbers) + " " + padded(peer.user.text(), names) +
                    std::string(kGap) + "(" + where + ")");
  }
  return lines;
}

std::vector<std::string> peers_table(std::span<const wire::PeerEntry> peers) {
  const auto numbers = number_width(peers.size());
  std::vector<std::string> lines{"Username"};
  for (const auto& peer : peers) {
    lines.push_back(padded(std::to_string(lines.size()), numbers) + " " + peer.user.text());
  }
  return lines;
}

std::vector<std::string> rooms_table(std::span<const wire::RoomEntry> rooms) {
  const auto numbers = number_width(rooms.size());
  std::size_t names = std::string_view("Name").size();
  std::size_t hosts = std::string_view("Host").size();
  for (const auto& room : rooms) {
    names = std::max(names, room.room.text().size());
    hosts = std::max(hosts, room.host.text().size());
  }
  const auto row = [&](std::string_view number, std::string_view name, std::string_view host) {
    return padded(number, numbers) + " " + padded(name, names) + std::string(kGap) + padded(host, hosts) +
           std::string(kGap);
  };
  std::vector<std::string> lines{row("#", "Name", "Host") + "Users in Chatroom"};
  for (const auto& room : rooms) {
    lines.push_back(row(std::to_string(lines.size()), room.room.text(), room.host.text()) +
                    wire::python_list(room.members));
  }
  return lines;
}

}  // namespace parley::screens
