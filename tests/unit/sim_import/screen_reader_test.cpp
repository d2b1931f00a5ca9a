#include "sim/import/screen_reader.hpp"

#include <gmock/gmock.h>

#include "ports/terminal.hpp"

namespace parley::sim::importing {
namespace {

using namespace scenario;  // Actions of all kinds are expected here.
using namespace std::chrono_literals;
using enum QuestionKind;
using tape::EntryKind;
using testing::ElementsAre;

/// Feeds one tape's worth of questions and answers, a second apart.
class Screen {
 public:
  explicit Screen(bool asks = false)
      : reader_(asks, [this](Instant at, ActivityBody what) { told_.emplace_back(at, std::move(what)); }) {
    take({.kind = EntryKind::kStart});
  }

  Screen& welcome() { return ask(kWelcomeMenu); }
  Screen& menu() { return ask(kMainMenu); }
  Screen& hear(std::string_view record) { return take({.kind = EntryKind::kRecord, .text = record}); }
  Screen& ask(QuestionKind question) {
    return take({.kind = EntryKind::kAsk, .number = static_cast<std::int64_t>(question)});
  }
  Screen& type(std::string_view line) { return take({.kind = EntryKind::kLine, .text = line}); }
  Screen& answer(QuestionKind question, std::string_view line) { return ask(question).type(line); }
  Screen& take(const tape::Entry& entry) {
    if (entry.kind == EntryKind::kLine) now_ += 1s;
    reader_.take(entry, Instant(now_));
    return *this;
  }
  Screen& log_in() {
    welcome().type("2").answer(kUserName, "alice").answer(kPassword, "aaa");
    return answer(kPeerPort, "6001").menu();
  }

  /// The actions, in words of their own; refused ones with a `!` in front.
  std::vector<std::string> actions() {
    reader_.finish();
    std::vector<std::string> words;
    for (const auto& [at, what] : told_) {
      const auto* observed = std::get_if<ObservedAction>(&what);
      if (observed != nullptr)
        words.push_back((observed->granted ? "" : "!") + std::visit(Namer{}, observed->action));
    }
    return words;
  }
  const std::vector<std::pair<Instant, ActivityBody>>& told() const { return told_; }

 private:
  struct Namer {
    std::string operator()(const SignUp& a) const { return "sign up " + *a.as + " " + *a.password; }
    std::string operator()(const LogIn& a) const { return "log in " + *a.as + " " + *a.password; }
    std::string operator()(const ListPeople& a) const { return a.with_addresses ? "people+" : "people"; }
    std::string operator()(const LookFor& a) const { return "look for " + a.user; }
    std::string operator()(const CreateRoom& a) const { return "create " + a.room; }
    std::string operator()(const JoinRoom& a) const { return "join " + a.room; }
    std::string operator()(const ListRooms& /*a*/) const { return "rooms"; }
    std::string operator()(const Say& a) const { return "say " + a.text; }
    std::string operator()(const Type& a) const { return "type " + a.line; }
    std::string operator()(const LeaveRoom& /*a*/) const { return "leave"; }
    std::string operator()(const LogOut& /*a*/) const { return "log out"; }
    std::string operator()(const ExitProgram& /*a*/) const { return "exit"; }
    std::string operator()(const EndInput& /*a*/) const { return "end"; }
    std::string operator()(const Interrupt& /*a*/) const { return "^C"; }
    std::string operator()(const Start& a) const { return a.asks_for_registry ? "start?" : "start"; }
  };

  Duration now_{};
  std::vector<std::pair<Instant, ActivityBody>> told_;
  ScreenReader reader_;
};

TEST(ScreenReader, makes_actions_of_the_answers_to_their_questions) {
  Screen screen;
  screen.welcome().type("1").answer(kUserName, "alice").answer(kPassword, "aaa");
  screen.hear("REGISTER <SUCCESS> <200>\n").log_in();
  screen.type("4").menu().type("2").answer(kSearchedUser, "bob").menu();
  screen.type("3")
      .answer(kNewRoom, "den")
      .ask(kChatLine)
      .type("hi")
      .ask(kChatLine)
      .type(" q ")
      .menu()
      .type("6");
  EXPECT_THAT(screen.actions(), ElementsAre("start", "sign up alice aaa", "log in alice aaa", "rooms",
                                            "look for bob", "create den", "say hi", "leave", "log out"));
}

TEST(ScreenReader, tells_what_was_refused) {
  Screen screen;
  screen.welcome().type("1").answer(kUserName, "alice").answer(kPassword, "aaa");
  screen.hear("REGISTER <EXIST> <300>\n").log_in();
  screen.type("5").answer(kJoinedRoom, "den").ask(kJoinedRoom).type("quit").menu();
  EXPECT_THAT(screen.actions(),
              ElementsAre("start", "!sign up alice aaa", "log in alice aaa", "!join den", "type quit"));
}

TEST(ScreenReader, goes_back_to_the_menu_before_the_next_room_is_tried) {
  Screen screen;
  screen.log_in().type("5").answer(kJoinedRoom, "den").answer(kJoinedRoom, "attic").ask(kChatLine);
  EXPECT_THAT(screen.actions(),
              ElementsAre("start", "log in alice aaa", "!join den", "type quit", "join attic"));
}

TEST(ScreenReader, leaves_as_it_was_typed_what_is_not_an_action) {
  Screen screen;
  screen.welcome().type("9").welcome().type("1").answer(kUserName, "two words").welcome();
  screen.type("2").answer(kUserName, "alice").answer(kPassword, "aaa");
  screen.answer(kPeerPort, "x").answer(kPeerPort, "7");
  screen.menu();
  EXPECT_THAT(screen.actions(), ElementsAre("start", "type 9", "type 1", "type two words", "type 2",
                                            "type alice", "type aaa", "type x", "type 7"));
  const auto* effect = std::get_if<Effect>(&screen.told().back().second);
  ASSERT_NE(effect, nullptr);
  EXPECT_EQ(effect->name, "alice");
}

TEST(ScreenReader, puts_an_action_at_the_time_of_its_last_line) {
  Screen screen;
  screen.log_in();
  EXPECT_EQ(screen.actions().back(), "log in alice aaa");
  EXPECT_EQ(screen.told().back().first, Instant(4s));
}

TEST(ScreenReader, begins_where_the_registry_was_found) {
  Screen screen(true);
  screen.answer(kRegistryAddress, "nowhere").answer(kRegistryAddress, "127.0.0.1");
  screen.welcome().type("3");
  EXPECT_THAT(screen.actions(), ElementsAre("start?", "exit"));
  EXPECT_EQ(screen.told().front().first, Instant(2s));
}

TEST(ScreenReader, does_not_know_what_came_of_an_action_without_an_answer) {
  Screen screen;
  screen.log_in().type("3").answer(kNewRoom, "den");
  EXPECT_EQ(screen.actions().back(), "!create den");
  EXPECT_TRUE(std::get<ObservedAction>(screen.told().back().second).unanswered);
}

TEST(ScreenReader, tells_a_program_that_ended_by_itself_from_one_that_was_ended) {
  Screen gave_up;
  gave_up.log_in().take({.kind = EntryKind::kExit, .number = 3});
  EXPECT_TRUE(std::holds_alternative<Remark>(gave_up.told()[2].second));
  Screen ended;
  ended.log_in().take({.kind = EntryKind::kInterrupt}).take({.kind = EntryKind::kExit, .number = 130});
  EXPECT_THAT(ended.actions(), ElementsAre("start", "log in alice aaa", "^C"));
  EXPECT_EQ(std::get<Effect>(ended.told().back().second).code, 130);
}

}  // namespace
}  // namespace parley::sim::importing
