#include "sim/real/pty_screen.hpp"

#include <algorithm>
#include <array>

#include "sim/play/played_person.hpp"

namespace parley::sim::real {
namespace {

constexpr std::array<std::string_view, 8> kQuestions = {
    "Choice:",
    "username:",
    "password:",
    "Enter a port number for peer server:",
    "Retrieve detailed list with users IP and Port numbers?(Choose y or n):",
    "Username to be searched:",
    "Chat room name:",
    "Enter IP address of registry:"};

constexpr std::string_view kWelcome = "Welcome to Chatroom ";
constexpr std::string_view kChatHint = "Enter a message to send, enter 'q' to leave the room";
constexpr std::string_view kLeave = "q";

bool answers_a_question(std::string_view line) {
  return std::any_of(kQuestions.begin(), kQuestions.end(),
                     [&](std::string_view question) { return line.starts_with(question); });
}

}  // namespace

bool is_question(std::string_view text) {
  return std::find(kQuestions.begin(), kQuestions.end(), text) != kQuestions.end();
}

void PtyScreen::feed(std::string_view bytes) {
  emulator_.feed(bytes);
  view_.reset();
}

void PtyScreen::begin_program() {
  if (emulator_.cursor().column != 0 || !room().empty()) feed("\r\n");
  program_begins_ = emulator_.cursor_line();
  view_.reset();
}

const std::vector<std::string>& PtyScreen::lines() const { return view().lines; }

std::optional<std::string_view> PtyScreen::question() const {
  const View& seen = view();
  if (!seen.room.empty() && seen.open_line.empty()) return "";
  if (is_question(seen.open_line)) return seen.open_line;
  return std::nullopt;
}

std::string PtyScreen::room() const { return view().room; }

const PtyScreen::View& PtyScreen::view() const {
  if (view_) return *view_;
  View seen{emulator_.transcript(), {}, {}};
  const std::size_t open = emulator_.cursor_line();
  if (open < seen.lines.size()) seen.open_line = seen.lines[open];
  seen.lines.resize(open);
  // A question of the menus is over with the chat; a half line above one is not.
  if (!is_question(seen.open_line)) seen.room = room_in(seen.lines);
  return view_.emplace(std::move(seen));
}

/// From the end: what came last, the welcome to a room or the return to a menu.
std::string PtyScreen::room_in(const std::vector<std::string>& lines) const {
  for (std::size_t i = lines.size(); i > program_begins_; --i) {
    const std::string& line = lines[i - 1];
    if (scenario::trimmed(line) == kLeave || answers_a_question(line)) return {};
    if (line != kChatHint || i < program_begins_ + 2) continue;
    const std::string& above = lines[i - 2];
    return above.starts_with(kWelcome) ? above.substr(kWelcome.size()) : std::string();
  }
  return {};
}

}  // namespace parley::sim::real
