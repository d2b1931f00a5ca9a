#include "sim/real/pty_screen.hpp"

#include <algorithm>
#include <initializer_list>

#include "screens/prompts.hpp"
#include "sim/play/played_person.hpp"

namespace parley::sim::real {
namespace {

using enum QuestionKind;

/// All that are asked in words.
constexpr auto kQuestions = {kRegistryAddress, kWelcomeMenu,  kMainMenu,     kUserName, kPassword,
                             kPeerPort,        kDetailedList, kSearchedUser, kNewRoom,  kJoinedRoom};

/// As it stands on the screen, where blanks at a line's end do not show.
std::string_view words_of(QuestionKind kind) { return scenario::trimmed(screens::prompt_of(kind)); }

bool answers_a_question(std::string_view line) {
  return std::any_of(kQuestions.begin(), kQuestions.end(),
                     [&](QuestionKind kind) { return line.starts_with(words_of(kind)); });
}

bool is_title(QuestionKind menu, std::string_view line) { return line == screens::menu_of(menu).front(); }

}  // namespace

bool is_question(std::string_view text) {
  return std::any_of(kQuestions.begin(), kQuestions.end(),
                     [&](QuestionKind kind) { return text == words_of(kind); });
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

bool PtyScreen::asks(QuestionKind kind) const {
  if (question() != words_of(kind)) return false;
  if (screens::menu_of(kind).empty()) return true;
  const auto& stood = lines();
  const auto title = std::find_if(stood.rbegin(), stood.rend(), [](const std::string& line) {
    return is_title(kWelcomeMenu, line) || is_title(kMainMenu, line);
  });
  return title != stood.rend() && is_title(kind, *title);
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
    if (scenario::trimmed(line) == screens::kLeaveChat || answers_a_question(line)) return {};
    if (line != screens::kChatHint || i < program_begins_ + 2) continue;
    const std::string& above = lines[i - 2];
    const bool greets = above.starts_with(screens::kRoomGreeting);
    return greets ? above.substr(screens::kRoomGreeting.size()) : std::string();
  }
  return {};
}

}  // namespace parley::sim::real
