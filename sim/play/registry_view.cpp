#include "sim/play/registry_view.hpp"

#include <algorithm>

namespace parley::sim::scenario {
namespace {

constexpr std::size_t kNamesShown = 20;

std::string to_text(const RoomView& room) {
  std::vector<std::string> members;
  for (const RoomView::Member& member : room.members) {
    members.push_back(member.name + (member.host ? "*" : "") + (member.present ? "" : " away"));
  }
  return room.name + " (" + joined(members) + ")";
}

}  // namespace

std::size_t RoomView::present_count() const {
  return static_cast<std::size_t>(
      std::count_if(members.begin(), members.end(), [](const Member& member) { return member.present; }));
}

ExpectedRoom RoomView::as_expected() const {
  ExpectedRoom seen{name, {}, {}};
  for (const Member& member : members) {
    if (!member.present) continue;
    seen.members.push_back(member.name);
    if (member.host) seen.host = member.name;
  }
  std::sort(seen.members.begin(), seen.members.end());
  return seen;
}

std::string to_text(const std::vector<RoomView>& rooms) {
  std::vector<std::string> texts;
  texts.reserve(rooms.size());
  for (const RoomView& room : rooms) texts.push_back(to_text(room));
  return texts.empty() ? "there are no rooms" : "rooms are " + joined(texts);
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size() && i < kNamesShown; ++i) text += (i == 0 ? "" : ", ") + words[i];
  return words.size() > kNamesShown ? text + ", ... (" + std::to_string(words.size()) + ")" : text;
}

}  // namespace parley::sim::scenario
