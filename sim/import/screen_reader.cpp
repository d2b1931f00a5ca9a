#include "sim/import/screen_reader.hpp"

#include <algorithm>

#include "base/endpoint.hpp"
#include "base/name.hpp"
#include "sim/language/typing.hpp"
#include "wire/answer.hpp"
#include "wire/text.hpp"

namespace parley::sim::importing {
namespace {

using namespace scenario;  // All actions are made here.
using tape::EntryKind;
using enum QuestionKind;

constexpr std::string_view kLeaves = "q";

bool is_menu(QuestionKind question) { return question == kWelcomeMenu || question == kMainMenu; }
bool is_room_name(QuestionKind question) { return question == kNewRoom || question == kJoinedRoom; }

std::optional<PersonAction> chosen(QuestionKind menu, std::string_view choice) {
  const char digit = choice.size() == 1 ? choice.front() : ' ';
  const bool welcome = menu == kWelcomeMenu;
  switch (digit) {
    case '1':
      return welcome ? PersonAction(SignUp{}) : PersonAction(ListPeople{});
    case '2':
      return welcome ? PersonAction(LogIn{}) : PersonAction(LookFor{});
    case '3':
      return welcome ? PersonAction(ExitProgram{}) : PersonAction(CreateRoom{});
    case '4':
      return welcome ? std::nullopt : std::optional<PersonAction>(ListRooms{});
    case '5':
      return welcome ? std::nullopt : std::optional<PersonAction>(JoinRoom{});
    case '6':
      return welcome ? std::nullopt : std::optional<PersonAction>(LogOut{});
    default:
      return std::nullopt;
  }
}

/// Puts the answers behind the choice into the action; false where the action would not type these.
struct ActionFiller {
  std::vector<std::string> texts;

  std::string trimmed(std::size_t index) const { return std::string(wire::trimmed(texts[index])); }

  bool operator()(SignUp& action) const {
    action.as = trimmed(0);
    action.password = texts[1];
    return UserName::parse(*action.as).has_value() && !texts[1].empty();
  }
  bool operator()(LogIn& action) const {
    action.as = trimmed(0);
    action.password = texts[1];
    const auto port = parse_port(wire::trimmed(texts[2]));
    if (port) action.port = *port;
    return UserName::parse(*action.as).has_value() && !texts[1].empty() && port.has_value();
  }
  bool operator()(ListPeople& action) const {
    const std::string choice = trimmed(0);
    action.with_addresses = choice == "y" || choice == "Y";
    return action.with_addresses || choice == "n" || choice == "N";
  }
  bool operator()(LookFor& action) const {
    action.user = trimmed(0);
    return UserName::parse(action.user).has_value();
  }
  bool operator()(CreateRoom& action) const {
    action.room = trimmed(0);
    return RoomName::parse(action.room).has_value();
  }
  bool operator()(JoinRoom& action) const {
    action.room = trimmed(0);
    return RoomName::parse(action.room).has_value();
  }
  bool operator()(auto& /*other*/) const { return true; }
};

bool says_signed_up(std::string_view record) {
  const auto answer = wire::decode_answer(wire::trimmed(record.substr(0, record.find('\n'))));
  return answer && answer->verb == wire::Verb::kRegister && answer->status == wire::Status::kSuccess;
}

}  // namespace

void ScreenReader::take(const tape::Entry& entry, Instant at) {
  switch (entry.kind) {
    case EntryKind::kStart:
      started_ = true;
      if (!asks_for_registry_) emit_(at, ObservedAction{Start{}, true, {}});
      return;
    case EntryKind::kLine:
      if (question_) on_line({*std::exchange(question_, std::nullopt), std::string(entry.text), at});
      return;
    case EntryKind::kEndOfInput:
      return on_quit(EndInput{}, at);
    case EntryKind::kInterrupt:
      return on_quit(Interrupt{}, at);
    case EntryKind::kRecord:
      signed_up_ = signed_up_ || says_signed_up(entry.text);
      return;
    case EntryKind::kAsk:
      return on_ask(static_cast<QuestionKind>(entry.number), at);
    case EntryKind::kExit:
      return on_exit(static_cast<std::uint8_t>(entry.number), at);
    default:
      return;
  }
}

void ScreenReader::on_asked(Instant at) {
  if (is_complete() && !asked_at_) asked_at_ = at;
}

void ScreenReader::on_line(Answer answer) {
  signed_up_ = false;
  const auto text = wire::trimmed(answer.text);
  if (answer.question == kRegistryAddress) {
    registry_typed_at_ = answer.at;
  } else if (!answers_.empty()) {
    answers_.push_back(std::move(answer));
  } else if (answer.question == kChatLine && text != kLeaves) {
    emit_(answer.at, ObservedAction{Say{literal(answer.text)}, true, {}});
  } else if (answer.question == kChatLine) {
    begin(LeaveRoom{}, std::move(answer));
  } else if (is_room_name(answer.question)) {
    const bool is_new = answer.question == kNewRoom;
    begin(is_new ? PersonAction(CreateRoom{}) : PersonAction(JoinRoom{}), std::move(answer));
  } else if (auto action = is_menu(answer.question) ? chosen(answer.question, text) : std::nullopt) {
    begin(*std::move(action), std::move(answer));
  } else {
    emit_raw(answer);
  }
  quitting_ = quitting_ || (is_complete() && ends_program(action_));
}

/// Where a room's name was refused before, its name is the first answer.
void ScreenReader::begin(PersonAction action, Answer answer) {
  questions_.clear();
  for (const TypedLine& line : typed_lines({}, action, {})) questions_.push_back(*line.question);
  if (is_room_name(answer.question)) questions_.erase(questions_.begin());
  action_ = std::move(action);
  answers_ = {std::move(answer)};
  asked_at_.reset();
}

void ScreenReader::on_ask(QuestionKind question, Instant at) {
  if (question != kRegistryAddress) emit_start();
  const bool goes_on = answers_.size() < questions_.size() && questions_[answers_.size()] == question;
  if (!goes_on || answers_.empty()) complete_action(question);
  notice_changes(question, at);
  question_ = question;
}

bool ScreenReader::fill_action() {
  ActionFiller filler;
  for (const Answer& answer : answers_) {
    if (!is_menu(answer.question)) filler.texts.push_back(answer.text);
  }
  return std::visit(filler, action_);
}

/// `next`: what was asked then; none where the tape is over.
void ScreenReader::complete_action(std::optional<QuestionKind> next) {
  if (!is_complete() || !fill_action()) return emit_as_typed();
  const std::vector<Answer> answers = std::exchange(answers_, {});
  const Effect effect = effect_of(action_);
  const bool leaves = ends_program(action_) || effect.kind == Effect::Kind::kLeft;
  ObservedAction observed{action_, next.has_value() || leaves, {}};
  observed.unanswered = !observed.granted;
  if (effect.kind == Effect::Kind::kSignedUp) observed.granted = next && signed_up_;
  if (effect.kind == Effect::Kind::kLoggedIn) observed.granted = next == kMainMenu;
  if (effect.kind == Effect::Kind::kEntered) observed.granted = next == kChatLine;
  if (observed.granted) observed.effect = effect;
  if (observed.effect.kind == Effect::Kind::kLoggedIn) {
    logged_in_ = true;
    user_ = effect.name;
  }
  if (observed.effect.kind == Effect::Kind::kEntered) in_room_ = true;
  if (observed.effect.kind == Effect::Kind::kLeft) in_room_ = false;
  const Instant typed = answers.back().at;
  // As an action it can be tried for again, so the person goes back to the menu first.
  if (is_room_name(answers.front().question)) {
    emit_(typed, ObservedAction{Type{std::string(kBackToMenu)}, true, {}});
  }
  // Rooms are the registry's: who of two was first is seen by when it was asked.
  const bool of_room = effect.kind == Effect::Kind::kEntered || effect.kind == Effect::Kind::kLeft;
  emit_(of_room ? std::max(typed, asked_at_.value_or(typed)) : typed, std::move(observed));
}

/// What came about otherwise than by an action of the language.
void ScreenReader::notice_changes(QuestionKind question, Instant at) {
  if (!is_menu(question)) return;
  if (question == kMainMenu && !logged_in_) {
    logged_in_ = true;
    user_ = typed_user_;
    emit_(at, Effect{Effect::Kind::kLoggedIn, typed_user_, 0});
  }
  if (std::exchange(in_room_, false)) emit_(at, Effect{Effect::Kind::kLeft, {}, 0});
}

void ScreenReader::emit_as_typed() {
  for (const Answer& answer : std::exchange(answers_, {})) emit_raw(answer);
}

void ScreenReader::emit_raw(const Answer& answer) {
  if (answer.question == kUserName) typed_user_ = wire::trimmed(answer.text);
  const bool hidden = echo_of(answer.question) == Echo::kHidden;
  emit_(answer.at, ObservedAction{Type{hidden ? answer.text : literal(answer.text)}, true, {}, hidden});
}

void ScreenReader::emit_start() {
  if (!registry_typed_at_) return;
  emit_(*std::exchange(registry_typed_at_, std::nullopt), ObservedAction{Start{true}, true, {}});
}

void ScreenReader::on_quit(const PersonAction& how, Instant at) {
  if (!is_complete()) emit_as_typed();
  quitting_ = true;
  emit_(at, ObservedAction{how, true, {}});
}

void ScreenReader::on_exit(std::uint8_t code, Instant at) {
  const bool wished = quitting_;
  finish();
  ended_ = true;
  in_room_ = false;
  if (!wished) emit_(at, Remark{"the program ended by itself, with code " + std::to_string(code)});
  emit_(at, Effect{Effect::Kind::kEnded, {}, code});
}

void ScreenReader::finish() {
  emit_start();
  complete_action(std::nullopt);
}

}  // namespace parley::sim::importing
