#include <algorithm>
#include <utility>

#include "sim/language/keywords.hpp"
#include "sim/language/statement_text.hpp"

namespace parley::sim::scenario {
namespace {

std::string line_with(Match match) { return match == Match::kPart ? "a line with " : ""; }

std::string bounded(Bound bound, std::size_t number) {
  const std::string word = text_of(bound, kBoundKeywords);
  return (word.empty() ? "" : word + " ") + std::to_string(number);
}

/// NameWriter that differ only in their number by it, so that guest2 stands before guest10 and ranges
/// together.
bool before(const std::string& a, const std::string& b) {
  static constexpr std::string_view kDigits = "0123456789";
  const auto stem = [](const std::string& name) {
    return name.substr(0, name.find_last_not_of(kDigits) + 1);
  };
  if (stem(a) != stem(b)) return stem(a) < stem(b);
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

std::string room_text(const ExpectedRoom& room) {
  std::string text = room.name + " (" + room.host + "*";
  bool host_written = false;
  for (const std::string& member : room.members) {
    if (member != room.host || std::exchange(host_written, true)) text += ", " + member;
  }
  return text + ")";
}

struct ConditionWriter {
  const NameWriter& names;

  std::string operator()(const Sees& c) const {
    std::string text = names.who(c.who).verb("sees ", "see ") + line_with(c.match);
    for (std::size_t i = 0; i < c.texts.size(); ++i) text += (i == 0 ? "" : " and ") + quoted(c.texts[i]);
    return text;
  }
  std::string operator()(const DoesNotSee& c) const {
    return names.who(c.who).verb("does not see ", "do not see ") + line_with(c.match) + quoted(c.text);
  }
  std::string operator()(const NeverSees& c) const {
    return names.who(c.who).verb("never sees ", "never see ") + line_with(c.match) + quoted(c.text);
  }
  std::string operator()(const IsAsked& c) const {
    return names.who(c.who).verb("is asked ", "are asked ") + quoted(c.prompt);
  }
  std::string operator()(const HasEnded& c) const {
    return names.who(c.who).verb("has ended", "have ended") +
           (c.code == 0 ? "" : " with code " + std::to_string(c.code));
  }
  std::string operator()(const IsInRoom& c) const {
    const NameWriter::Who who = names.who(c.who);
    return c.room.empty() ? who.verb("is in no room", "are in no room")
                          : who.verb("is in room ", "are in room ") + c.room;
  }
  std::string operator()(const Receives& c) const {
    return names.who(c.who).verb("receives ", "receive ") + line_with(c.match) + written_bytes(c.text);
  }
  std::string operator()(const ReceivesNothing& c) const {
    return names.who(c.who).verb("receives nothing", "receive nothing");
  }
  std::string operator()(const IsClosed& c) const { return names.who(c.who).verb("is closed", "are closed"); }
  std::string operator()(const IsConnected& c) const {
    return names.who(c.who).verb("is connected", "are connected");
  }
  std::string operator()(const RoomsAre& c) const {
    std::string text = c.rooms.empty() ? "no rooms" : "rooms are ";
    for (std::size_t i = 0; i < c.rooms.size(); ++i) text += (i == 0 ? "" : ", ") + room_text(c.rooms[i]);
    return text;
  }
  std::string operator()(const RoomHas& c) const {
    return "room " + c.room + " has " + bounded(c.bound, c.members) + " members";
  }
  std::string operator()(const OnlineAre& c) const {
    if (c.users.empty()) return "nobody is online";
    std::vector<std::string> users = c.users;
    std::sort(users.begin(), users.end(), before);
    return "online are " + listed(users);
  }
  std::string operator()(const OnlineCount& c) const {
    return bounded(c.bound, c.users) + " people are online";
  }
};

}  // namespace

std::string condition_text(const NameWriter& names, const Condition& condition) {
  return std::visit(ConditionWriter{names}, condition);
}

}  // namespace parley::sim::scenario
