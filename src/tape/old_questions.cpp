#include "tape/old_questions.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "ports/terminal.hpp"
#include "wire/text.hpp"

namespace parley::tape {
namespace {

constexpr std::string_view kMenuPrompt = "Choice: ";
constexpr std::string_view kRoomPrompt = "Chat room name: ";
constexpr std::string_view kWelcomeTitle = "Welcome!";
constexpr std::string_view kMainTitle = "Main Menu";

using Prompt = std::pair<std::string_view, QuestionKind>;
constexpr std::array<Prompt, 7> kPrompts = {
    Prompt{"Enter IP address of registry: ", QuestionKind::kRegistryAddress},
    Prompt{"username: ", QuestionKind::kUserName},
    Prompt{"password: ", QuestionKind::kPassword},
    Prompt{"Enter a port number for peer server: ", QuestionKind::kPeerPort},
    Prompt{"Retrieve detailed list with users IP and Port numbers?(Choose y or n): ",
           QuestionKind::kDetailedList},
    Prompt{"Username to be searched: ", QuestionKind::kSearchedUser},
    Prompt{"", QuestionKind::kChatLine}};

}  // namespace

void OldQuestions::update(Entry& entry) {
  if (entry.kind == EntryKind::kLine) return take_line(entry.text);
  if (entry.kind == EntryKind::kPrint && entry.number == static_cast<std::int64_t>(Style::kPrompt)) {
    at_main_menu_ = entry.text == kMainTitle || (at_main_menu_ && entry.text != kWelcomeTitle);
  }
  if (entry.kind != EntryKind::kAsk || entry.number > static_cast<std::int64_t>(Echo::kHidden)) return;
  const auto set = [&](QuestionKind kind) { entry.number = static_cast<std::int64_t>(kind); };
  chooses_ = entry.text == kMenuPrompt;
  if (chooses_) return set(at_main_menu_ ? QuestionKind::kMainMenu : QuestionKind::kWelcomeMenu);
  if (entry.text == kRoomPrompt)
    return set(creates_room_ ? QuestionKind::kNewRoom : QuestionKind::kJoinedRoom);
  const auto* row = std::find_if(kPrompts.begin(), kPrompts.end(),
                                 [&](const Prompt& known) { return known.first == entry.text; });
  if (row != kPrompts.end()) set(row->second);
}

void OldQuestions::take_line(std::string_view line) {
  if (chooses_) creates_room_ = wire::trimmed(line) == "3";
}

}  // namespace parley::tape
