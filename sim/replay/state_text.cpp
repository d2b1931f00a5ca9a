#include "sim/replay/state_text.hpp"

#include <fmt/format.h>

#include "client/client.hpp"
#include "record/playback_person.hpp"
#include "registry/registry.hpp"
#include "registry/rooms.hpp"
#include "registry/sessions.hpp"
#include "sim/replay/entry_text.hpp"
#include "sim/report/message_text.hpp"

namespace parley::sim::replay {
namespace {

std::string members_of(const registry::Room& room) {
  std::string members;
  for (const auto& member : room.members) {
    members += (members.empty() ? "" : ", ") + member.user.text() + (member.present ? "" : " (place held)");
  }
  return members;
}

std::string rooms_of(const registry::Rooms& rooms) {
  std::string text = fmt::format("  rooms: {}\n", rooms.in_order().size());
  for (const auto& [number, room] : rooms.in_order()) {
    text += fmt::format("    {}: host {}, port {}, term {}, version {}; members {}\n", room.name.text(),
                        room.host().text(), room.port, room.term, room.version, members_of(room));
  }
  return text;
}

std::string online_at(const registry::Sessions& presence, Instant began, const StreamNames& names) {
  std::string text = fmt::format("  online: {}\n", presence.size());
  for (const auto& user : presence.in_order()) {
    const auto stream = names.stream_of(user.name.text());
    text += fmt::format("    {} at {}{}, since {}, last heard of at {}\n", user.name.text(),
                        user.endpoint.to_string(), stream == 0 ? "" : fmt::format(" on stream {}", stream),
                        describe(user.since - began), describe(user.idle.touched() - began));
  }
  return text;
}

std::string describe_state(const registry::Registry& registry, Instant began, const StreamNames& names) {
  return fmt::format("  listening: {}, keep-alives {}\n", registry.tcp_endpoint().to_string(),
                     registry.udp_endpoint().to_string()) +
         rooms_of(registry.rooms()) + online_at(registry.sessions(), began, names) +
         fmt::format("  connections: {}\n", names.open());
}

/// A line of the screen; the menus begin theirs with tabs.
std::string shown(std::string_view line) {
  std::string indent;
  for (; line.starts_with('\t'); line.remove_prefix(1)) indent += "    ";
  return indent + report::escaped(line);
}

std::string describe_state(const client::Client& client, const record::PlaybackTerminal& terminal) {
  const auto seen = client.snapshot();
  std::string text;
  if (seen.user.empty()) {
    text += "  nobody is logged in\n";
  } else {
    text += fmt::format("  logged in as {}, the registry {}\n", seen.user,
                        seen.connected ? "is connected" : "is away");
  }
  if (!seen.room.empty()) text += fmt::format("  in the room {}, port {}\n", seen.room, seen.room_port);
  text += "  the screen:\n";
  for (const auto& line : terminal.last_lines()) text += "    | " + shown(line.text) + "\n";
  if (terminal.question()) text += "    > " + shown(*terminal.question()) + "\n";
  return text;
}

}  // namespace

std::string describe_state(const record::Replay& replay, const StreamNames& names, Duration when) {
  const std::string time = describe(when);
  if (const auto* registry = replay.registry()) {
    return "the registry at " + time + ":\n" + describe_state(*registry, replay.began(), names);
  }
  if (const auto* client = replay.client()) {
    return "the peer at " + time + ":\n" + describe_state(*client, replay.terminal());
  }
  return "the program has not started\n";
}

}  // namespace parley::sim::replay
