#include "sim/import/screen_reader.hpp"

#include <algorithm>

#include "base/endpoint.hpp"
#include "base/name.hpp"
#include "ports/terminal.hpp"
#include "sim/scenario/typing.hpp"
#include "wire/text.hpp"

namespace parley::sim::importing {
namespace {

using namespace scenario;  // All deeds are made here.
using record::EntryKind;

constexpr std::string_view kChoice = "Choice:";
constexpr std::string_view kUser = "username:";
constexpr std::string_view kRoom = "Chat room name:";
constexpr std::string_view kRegistry = "Enter IP address of registry:";
constexpr std::string_view kWelcomeTitle = "Welcome!";
constexpr std::string_view kMainTitle = "Main Menu";
constexpr std::string_view kSignedUp = "Account created successfully.";
constexpr std::string_view kLeaves = "q";

/// The questions that a deed answers, in their order.
std::vector<std::string> questions_of(const PersonAction& action) {
  std::vector<std::string> questions;
  for (const TypedLine& line : typed_lines({}, action, {})) {
    questions.emplace_back(wire::trimmed(line.prompt));
  }
  return questions;
}

/// Puts the lines behind the choice into the deed; false where it would not type these.
struct Filler {
  const std::string* line;  ///< The answers behind the choice.

  std::string trimmed(std::size_t index) const { return std::string(wire::trimmed(line[index])); }

  bool operator()(SignUp& deed) const {
    deed.as = trimmed(0);
    deed.password = line[1];
    return UserName::parse(*deed.as).has_value() && !line[1].empty();
  }
  bool operator()(LogIn& deed) const {
    deed.as = trimmed(0);
    deed.password = line[1];
    const auto port = parse_port(wire::trimmed(line[2]));
    if (port) deed.port = *port;
    return UserName::parse(*deed.as).has_value() && !line[1].empty() && port.has_value();
  }
  bool operator()(ListPeople& deed) const {
    const std::string choice = trimmed(0);
    deed.with_addresses = choice == "y" || choice == "Y";
    return deed.with_addresses || choice == "n" || choice == "N";
  }
  bool operator()(LookFor& deed) const {
    deed.user = trimmed(0);
    return UserName::parse(deed.user).has_value();
  }
  bool operator()(CreateRoom& deed) const {
    deed.room = trimmed(0);
    return RoomName::parse(deed.room).has_value();
  }
  bool operator()(JoinRoom& deed) const {
    deed.room = trimmed(0);
    return RoomName::parse(deed.room).has_value();
  }
  template <class Other>
  bool operator()(Other& /*deed*/) const {
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

void ScreenReader::take(const record::Entry& entry, Instant at) {
  switch (entry.kind) {
    case EntryKind::kStart:
      started_ = true;
      if (!asks_for_registry_) emit_(at, Deed{Start{}, true, {}});
      return;
    case EntryKind::kLine:
      return on_line(entry, at);
    case EntryKind::kEndOfInput:
      return on_end_wished(EndInput{}, at);
    case EntryKind::kInterrupt:
      return on_end_wished(Interrupt{}, at);
    case EntryKind::kPrint:
      return on_print(entry);
    case EntryKind::kAsk:
      on_ask(wire::trimmed(entry.text), at);
      hidden_ = entry.number == static_cast<std::int64_t>(Echo::kHidden);
      return;
    case EntryKind::kExit:
      return on_exit(static_cast<std::uint8_t>(entry.number), at);
    default:
      return;
  }
}

/// Rooms are the registry's: who of two was first is seen by when it was asked.
void ScreenReader::on_asked(Instant at) {
  if (!pending_ || pending_->asked) return;
  const PersonAction& action = pending_->deed.action;
  const bool of_room = std::holds_alternative<CreateRoom>(action) ||
                       std::holds_alternative<JoinRoom>(action) || std::holds_alternative<LeaveRoom>(action);
  pending_->asked = true;
  if (of_room) pending_->at = std::max(pending_->at, at);
}

void ScreenReader::on_print(const record::Entry& entry) {
  const auto style = static_cast<Style>(entry.number);
  if (style == Style::kPrompt && entry.text == kWelcomeTitle) menu_ = Menu::kWelcome;
  if (style == Style::kPrompt && entry.text == kMainTitle) menu_ = Menu::kMain;
  if (style == Style::kSuccess && entry.text == kSignedUp) signed_up_ = true;
}

void ScreenReader::on_line(const record::Entry& entry, Instant at) {
  if (!question_) return;
  const Typed typed{*std::exchange(question_, std::nullopt), std::string(entry.text), hidden_, at};
  signed_up_ = false;
  if (typed.question == kRegistry) {
    place_typed_at_ = at;
  } else if (typed.question == kChoice) {
    choose(typed);
  } else if (typed.question.empty()) {
    chat(typed);
  } else if (!lines_.empty()) {
    go_on(typed);
  } else if (typed.question == kRoom) {
    answer_for_room(typed);
  } else {
    raw(typed);
  }
}

void ScreenReader::choose(const Typed& typed) {
  const auto choice = wire::trimmed(typed.text);
  const bool welcome = menu_ == Menu::kWelcome;
  const char digit = choice.size() == 1 ? choice.front() : ' ';
  creates_ = digit == '3';
  switch (digit) {
    case '1':
      return begin(typed, welcome ? PersonAction(SignUp{}) : PersonAction(ListPeople{}));
    case '2':
      return begin(typed, welcome ? PersonAction(LogIn{}) : PersonAction(LookFor{}));
    case '3':
      return begin(typed, welcome ? PersonAction(ExitProgram{}) : PersonAction(CreateRoom{}));
    case '4':
      return welcome ? raw(typed) : begin(typed, ListRooms{});
    case '5':
      return welcome ? raw(typed) : begin(typed, JoinRoom{});
    case '6':
      return welcome ? raw(typed) : begin(typed, LogOut{});
    default:
      return raw(typed);
  }
}

void ScreenReader::begin(const Typed& typed, PersonAction action) {
  action_ = std::move(action);
  questions_ = questions_of(action_);
  go_on(typed);
}

/// Once the last line is there it is a deed, if these are lines that the deed would type.
void ScreenReader::go_on(const Typed& typed) {
  lines_.push_back(typed);
  if (lines_.size() < questions_.size()) return;
  end_wished_ = end_wished_ || ends_program(action_);
  std::vector<std::string> answers;
  for (std::size_t i = 1; i < lines_.size(); ++i) answers.push_back(lines_[i].text);
  if (!std::visit(Filler{answers.data()}, action_)) return give_up();
  lines_.clear();
  pending_ = {Deed{action_, true, {}}, typed.at, false};
}

/// A name where the one before was refused. As a deed it can be tried for again, so the person goes back
/// to the menu first.
void ScreenReader::answer_for_room(const Typed& typed) {
  PersonAction action = creates_ ? PersonAction(CreateRoom{}) : PersonAction(JoinRoom{});
  if (!std::visit(Filler{&typed.text}, action)) return raw(typed);
  emit_(typed.at, Deed{Type{std::string(kBackToMenu)}, true, {}});
  pending_ = {Deed{std::move(action), true, {}}, typed.at, false};
}

void ScreenReader::chat(const Typed& typed) {
  if (wire::trimmed(typed.text) == kLeaves) {
    pending_ = {Deed{LeaveRoom{}, true, {}}, typed.at, false};
  } else {
    emit_(typed.at, Deed{Say{literal(typed.text)}, true, {}});
  }
}

void ScreenReader::raw(const Typed& typed) {
  if (typed.question == kUser) raw_user_ = wire::trimmed(typed.text);
  emit_(typed.at, Deed{Type{typed.hidden ? typed.text : literal(typed.text)}, true, {}, typed.hidden});
}

/// What was begun is no deed of the language.
void ScreenReader::give_up() {
  for (const Typed& typed : std::exchange(lines_, {})) raw(typed);
}

void ScreenReader::on_ask(std::string_view question, Instant at) {
  if (question != kRegistry) found_registry();
  if (pending_) {
    settle(question);
  } else if (!lines_.empty() && questions_[lines_.size()] != question) {
    give_up();
  }
  notice_changes(question, at);
  question_ = std::string(question);
}

void ScreenReader::found_registry() {
  if (!place_typed_at_) return;
  emit_(*std::exchange(place_typed_at_, std::nullopt), Deed{Start{true}, true, {}});
}

void ScreenReader::settle(std::string_view question) {
  const PersonAction& action = pending_->deed.action;
  if (const auto* sign_up = std::get_if<SignUp>(&action)) {
    settle(Effect::Kind::kSignedUp, *sign_up->as, signed_up_);
  } else if (const auto* log_in = std::get_if<LogIn>(&action)) {
    settle(Effect::Kind::kLoggedIn, *log_in->as, menu_ == Menu::kMain);
    if (menu_ == Menu::kMain) user_ = *log_in->as;
  } else if (const auto* create = std::get_if<CreateRoom>(&action)) {
    settle(Effect::Kind::kEntered, create->room, question.empty());
  } else if (const auto* join = std::get_if<JoinRoom>(&action)) {
    settle(Effect::Kind::kEntered, join->room, question.empty());
  } else if (std::holds_alternative<LeaveRoom>(action)) {
    settle(Effect::Kind::kLeft, {}, true);
  } else {
    settle(Effect::Kind::kNone, {}, true);
  }
}

void ScreenReader::settle(Effect::Kind kind, std::string name, bool granted) {
  Pending pending = *std::exchange(pending_, std::nullopt);
  pending.deed.granted = granted;
  if (granted) pending.deed.effect = {kind, std::move(name), 0};
  logged_in_ = logged_in_ || (granted && kind == Effect::Kind::kLoggedIn);
  if (granted && kind == Effect::Kind::kEntered) in_room_ = true;
  if (kind == Effect::Kind::kLeft) in_room_ = false;
  emit_(pending.at, std::move(pending.deed));
}

/// What came about otherwise than by a deed of the language.
void ScreenReader::notice_changes(std::string_view question, Instant at) {
  if (question != kChoice) return;
  if (menu_ == Menu::kMain && !logged_in_) {
    logged_in_ = true;
    user_ = raw_user_;
    emit_(at, Effect{Effect::Kind::kLoggedIn, raw_user_, 0});
  }
  if (std::exchange(in_room_, false)) emit_(at, Effect{Effect::Kind::kLeft, {}, 0});
}

void ScreenReader::on_end_wished(const PersonAction& how, Instant at) {
  give_up();
  end_wished_ = true;
  emit_(at, Deed{how, true, {}});
}

void ScreenReader::on_exit(std::uint8_t code, Instant at) {
  const bool wished = end_wished_;
  finish();
  ended_ = true;
  in_room_ = false;
  if (!wished) emit_(at, Remark{"the program ended by itself, with code " + std::to_string(code)});
  emit_(at, Effect{Effect::Kind::kEnded, {}, code});
}

void ScreenReader::finish() {
  found_registry();
  give_up();
  if (!pending_) return;
  Pending pending = *std::exchange(pending_, std::nullopt);
  const PersonAction& action = pending.deed.action;
  const bool leaves = ends_program(action) || std::holds_alternative<LeaveRoom>(action);
  pending.deed.granted = leaves;
  pending.deed.unanswered = !leaves;
  if (std::holds_alternative<LeaveRoom>(action)) pending.deed.effect = {Effect::Kind::kLeft, {}, 0};
  emit_(pending.at, std::move(pending.deed));
}

}  // namespace parley::sim::importing
