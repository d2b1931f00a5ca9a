#include "sim/language/typing.hpp"

namespace parley::sim::scenario {
namespace {

using enum QuestionKind;
using Lines = std::vector<TypedLine>;

TypedLine line(std::optional<QuestionKind> question, std::string text) { return {question, std::move(text)}; }

/// Writes out what each action types.
struct Typist {
  const Person& person;
  const PeerConfig& peer_config;

  std::string named(std::string_view text) const { return with_name(text, person.name); }
  std::string user(const std::optional<std::string>& as) const { return as ? named(*as) : person.name; }
  std::string password(const std::optional<std::string>& other) const {
    return other.value_or(person.password);
  }

  Lines operator()(const Start& start) const {
    if (!start.asks_for_registry) return {};
    return {line(kRegistryAddress, peer_config.registry.to_string())};
  }
  Lines operator()(const SignUp& sign_up) const {
    return {line(kWelcomeMenu, "1"), line(kUserName, user(sign_up.as)),
            line(kPassword, password(sign_up.password))};
  }
  Lines operator()(const LogIn& log_in) const {
    return {line(kWelcomeMenu, "2"), line(kUserName, user(log_in.as)),
            line(kPassword, password(log_in.password)),
            line(kPeerPort, std::to_string(log_in.port.value_or(person.peer_port)))};
  }
  Lines operator()(const ListPeople& list) const {
    return {line(kMainMenu, "1"), line(kDetailedList, list.with_addresses ? "y" : "n")};
  }
  Lines operator()(const LookFor& look) const {
    return {line(kMainMenu, "2"), line(kSearchedUser, named(look.user))};
  }
  Lines operator()(const CreateRoom& create) const {
    return {line(kMainMenu, "3"), line(kNewRoom, named(create.room))};
  }
  Lines operator()(const ListRooms& /*list*/) const { return {line(kMainMenu, "4")}; }
  Lines operator()(const JoinRoom& join) const {
    return {line(kMainMenu, "5"), line(kJoinedRoom, named(join.room))};
  }
  Lines operator()(const LogOut& /*log_out*/) const { return {line(kMainMenu, "6")}; }
  Lines operator()(const ExitProgram& /*exit*/) const { return {line(kWelcomeMenu, "3")}; }
  Lines operator()(const Say& say) const { return {line(kChatLine, named(say.text))}; }
  Lines operator()(const LeaveRoom& /*leave*/) const { return {line(kChatLine, "q")}; }
  Lines operator()(const Type& type) const { return {line(std::nullopt, named(type.line))}; }
  Lines operator()(const EndInput& /*end*/) const { return {}; }
  Lines operator()(const Interrupt& /*interrupt*/) const { return {}; }
};

template <class... Actions>
bool is_one_of(const PersonAction& action) {
  return (std::holds_alternative<Actions>(action) || ...);
}

}  // namespace

std::vector<TypedLine> typed_lines(const Person& person, const PersonAction& action,
                                   const PeerConfig& peer_config) {
  return std::visit(Typist{person, peer_config}, action);
}

std::string awaited(const TypedLine& line) {
  return line.question ? "to be asked for " + std::string(describe(*line.question)) : "for any question";
}

bool ends_program(const PersonAction& action) {
  return is_one_of<LogOut, ExitProgram, EndInput, Interrupt>(action);
}

bool needs_logged_out(const PersonAction& action) {
  return is_one_of<Start, SignUp, LogIn, ExitProgram>(action);
}

bool starts_page(const PersonAction& action) { return !is_one_of<Say, Type>(action); }

std::string with_name(std::string_view text, std::string_view name) {
  constexpr std::string_view kHole = "{name}";
  constexpr std::string_view kBrace = "{{}";
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t brace = std::min(text.find('{', at), text.size());
    result += text.substr(at, brace - at);
    const std::string_view rest = text.substr(brace);
    const bool hole = rest.starts_with(kHole);
    const bool escaped = rest.starts_with(kBrace);
    if (hole) result += name;
    if (!hole && !rest.empty()) result += '{';
    at = brace + (hole ? kHole.size() : escaped ? kBrace.size() : 1);
  }
  return result;
}

}  // namespace parley::sim::scenario
