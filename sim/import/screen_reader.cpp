#include "sim/import/screen_reader.hpp"

#include <algorithm>

#include "base/endpoint.hpp"
#include "base/name.hpp"
#include "sim/language/typing.hpp"
#include "wire/text.hpp"

namespace parley::sim::importing {
namespace {

using namespace scenario;  // All actions are made here.
using tape::EntryKind;

using enum QuestionKind;

constexpr std::string_view kSignedUp = "Account created successfully.";
constexpr std::string_view kLeaves = "q";

/// The questions that an action answers, in their order.
std::vector<QuestionKind> questions_of(const PersonAction& action) {
  std::vector<QuestionKind> questions;
  for (const TypedLine& line : typed_lines({}, action, {})) questions.push_back(*line.question);
  return questions;
}

bool is_menu(QuestionKind question) { return question == kWelcomeMenu || question == kMainMenu; }

/// Puts the lines behind the choice into the action; false where it would not type these.
struct ActionFiller {
  const std::string* line;  ///< The answers behind the choice.

  std::string trimmed(std::size_t index) const { return std::string(wire::trimmed(line[index])); }

  bool operator()(SignUp& action) const {
    action.as = trimmed(0);
    action.password = line[1];
    return UserName::parse(*action.as).has_value() && !line[1].empty();
  }
  bool operator()(LogIn& action) const {
    action.as = trimmed(0);
    action.password = line[1];
    const auto port = parse_port(wire::trimmed(line[2]));
    if (port) action.port = *port;
    return UserName::parse(*action.as).has_value() && !line[1].empty() && port.has_value();
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
  template <class Other>
  bool operator()(Other& /*action*/) const {
    return true;
  }
};

}  // namespace

std::string literal(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view rest = text.substr(at);
    const bool read_as_more = rest.starts_with("{name}") || rest.starts_with("{{}");
    result += read_as_more ? "{{}" : std::string(1, text[at]);
  }
  return result;
}

void ScreenReader::take(const tape::Entry& entry, Instant at) {
  switch (entry.kind) {
    case EntryKind::kStart:
      started_ = true;
      if (!asks_for_registry_) emit_(at, ObservedAction{Start{}, true, {}});
      return;
    case EntryKind::kLine:
      return on_line(entry, at);
    case EntryKind::kEndOfInput:
      return on_quit(EndInput{}, at);
    case EntryKind::kInterrupt:
      return on_quit(Interrupt{}, at);
    case EntryKind::kPrint:
      return on_print(entry);
    case EntryKind::kAsk:
      return on_ask(static_cast<QuestionKind>(entry.number), at);
    case EntryKind::kExit:
      return on_exit(static_cast<std::uint8_t>(entry.number), at);
    default:
      return;
  }
}

/// Rooms are the registry's: who of two was first is seen by when it was asked.
void ScreenReader::on_asked(Instant at) {
  if (!pending_ || pending_->asked) return;
  const PersonAction& action = pending_->observed.action;
  const bool of_room = std::holds_alternative<CreateRoom>(action) ||
                       std::holds_alternative<JoinRoom>(action) || std::holds_alternative<LeaveRoom>(action);
  pending_->asked = true;
  if (of_room) pending_->at = std::max(pending_->at, at);
}

void ScreenReader::on_print(const tape::Entry& entry) {
  const auto style = static_cast<Style>(entry.number);
  if (style == Style::kSuccess && entry.text == kSignedUp) signed_up_ = true;
}

void ScreenReader::on_line(const tape::Entry& entry, Instant at) {
  if (!question_) return;
  const Typed typed{*std::exchange(question_, std::nullopt), std::string(entry.text), at};
  signed_up_ = false;
  if (typed.question == kRegistryAddress) {
    registry_typed_at_ = at;
  } else if (is_menu(typed.question)) {
    on_choice(typed);
  } else if (typed.question == kChatLine) {
    on_chat_line(typed);
  } else if (!lines_.empty()) {
    add_line(typed);
  } else if (typed.question == kNewRoom || typed.question == kJoinedRoom) {
    answer_for_room(typed);
  } else {
    emit_raw(typed);
  }
}

void ScreenReader::on_choice(const Typed& typed) {
  const auto choice = wire::trimmed(typed.text);
  const bool welcome = typed.question == kWelcomeMenu;
  const char digit = choice.size() == 1 ? choice.front() : ' ';
  switch (digit) {
    case '1':
      return begin(typed, welcome ? PersonAction(SignUp{}) : PersonAction(ListPeople{}));
    case '2':
      return begin(typed, welcome ? PersonAction(LogIn{}) : PersonAction(LookFor{}));
    case '3':
      return begin(typed, welcome ? PersonAction(ExitProgram{}) : PersonAction(CreateRoom{}));
    case '4':
      return welcome ? emit_raw(typed) : begin(typed, ListRooms{});
    case '5':
      return welcome ? emit_raw(typed) : begin(typed, JoinRoom{});
    case '6':
      return welcome ? emit_raw(typed) : begin(typed, LogOut{});
    default:
      return emit_raw(typed);
  }
}

void ScreenReader::begin(const Typed& typed, PersonAction action) {
  action_ = std::move(action);
  questions_ = questions_of(action_);
  add_line(typed);
}

/// Once the last line is there it is an action, if these are lines that the action would type.
void ScreenReader::add_line(const Typed& typed) {
  lines_.push_back(typed);
  if (lines_.size() < questions_.size()) return;
  quitting_ = quitting_ || ends_program(action_);
  std::vector<std::string> answers;
  for (std::size_t i = 1; i < lines_.size(); ++i) answers.push_back(lines_[i].text);
  if (!std::visit(ActionFiller{answers.data()}, action_)) return emit_as_typed();
  lines_.clear();
  pending_ = {ObservedAction{action_, true, {}}, typed.at, false};
}

/// A name where the one before was refused. As an action it can be tried for again, so the person goes back
/// to the menu first.
void ScreenReader::answer_for_room(const Typed& typed) {
  PersonAction action = typed.question == kNewRoom ? PersonAction(CreateRoom{}) : PersonAction(JoinRoom{});
  if (!std::visit(ActionFiller{&typed.text}, action)) return emit_raw(typed);
  emit_(typed.at, ObservedAction{Type{std::string(kBackToMenu)}, true, {}});
  pending_ = {ObservedAction{std::move(action), true, {}}, typed.at, false};
}

void ScreenReader::on_chat_line(const Typed& typed) {
  if (wire::trimmed(typed.text) == kLeaves) {
    pending_ = {ObservedAction{LeaveRoom{}, true, {}}, typed.at, false};
  } else {
    emit_(typed.at, ObservedAction{Say{literal(typed.text)}, true, {}});
  }
}

void ScreenReader::emit_raw(const Typed& typed) {
  if (typed.question == kUserName) raw_user_ = wire::trimmed(typed.text);
  const bool hidden = echo_of(typed.question) == Echo::kHidden;
  emit_(typed.at, ObservedAction{Type{hidden ? typed.text : literal(typed.text)}, true, {}, hidden});
}

/// What was begun is no action of the language.
void ScreenReader::emit_as_typed() {
  for (const Typed& typed : std::exchange(lines_, {})) emit_raw(typed);
}

void ScreenReader::on_ask(QuestionKind question, Instant at) {
  if (question != kRegistryAddress) emit_start();
  if (pending_) {
    resolve(question);
  } else if (!lines_.empty() && questions_[lines_.size()] != question) {
    emit_as_typed();
  }
  notice_changes(question, at);
  question_ = question;
}

void ScreenReader::emit_start() {
  if (!registry_typed_at_) return;
  emit_(*std::exchange(registry_typed_at_, std::nullopt), ObservedAction{Start{true}, true, {}});
}

void ScreenReader::resolve(QuestionKind question) {
  const PersonAction& action = pending_->observed.action;
  if (const auto* sign_up = std::get_if<SignUp>(&action)) {
    resolve(Effect::Kind::kSignedUp, *sign_up->as, signed_up_);
  } else if (const auto* log_in = std::get_if<LogIn>(&action)) {
    resolve(Effect::Kind::kLoggedIn, *log_in->as, question == kMainMenu);
    if (question == kMainMenu) user_ = *log_in->as;
  } else if (const auto* create = std::get_if<CreateRoom>(&action)) {
    resolve(Effect::Kind::kEntered, create->room, question == kChatLine);
  } else if (const auto* join = std::get_if<JoinRoom>(&action)) {
    resolve(Effect::Kind::kEntered, join->room, question == kChatLine);
  } else if (std::holds_alternative<LeaveRoom>(action)) {
    resolve(Effect::Kind::kLeft, {}, true);
  } else {
    resolve(Effect::Kind::kNone, {}, true);
  }
}

void ScreenReader::resolve(Effect::Kind kind, std::string name, bool granted) {
  Pending pending = *std::exchange(pending_, std::nullopt);
  pending.observed.granted = granted;
  if (granted) pending.observed.effect = {kind, std::move(name), 0};
  logged_in_ = logged_in_ || (granted && kind == Effect::Kind::kLoggedIn);
  if (granted && kind == Effect::Kind::kEntered) in_room_ = true;
  if (kind == Effect::Kind::kLeft) in_room_ = false;
  emit_(pending.at, std::move(pending.observed));
}

/// What came about otherwise than by an action of the language.
void ScreenReader::notice_changes(QuestionKind question, Instant at) {
  if (!is_menu(question)) return;
  if (question == kMainMenu && !logged_in_) {
    logged_in_ = true;
    user_ = raw_user_;
    emit_(at, Effect{Effect::Kind::kLoggedIn, raw_user_, 0});
  }
  if (std::exchange(in_room_, false)) emit_(at, Effect{Effect::Kind::kLeft, {}, 0});
}

void ScreenReader::on_quit(const PersonAction& how, Instant at) {
  emit_as_typed();
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
  emit_as_typed();
  if (!pending_) return;
  Pending pending = *std::exchange(pending_, std::nullopt);
  const PersonAction& action = pending.observed.action;
  const bool leaves = ends_program(action) || std::holds_alternative<LeaveRoom>(action);
  pending.observed.granted = leaves;
  pending.observed.unanswered = !leaves;
  if (std::holds_alternative<LeaveRoom>(action)) pending.observed.effect = {Effect::Kind::kLeft, {}, 0};
  emit_(pending.at, std::move(pending.observed));
}

}  // namespace parley::sim::importing
