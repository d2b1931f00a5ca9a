#include "sim/language/typing.hpp"

namespace parley::sim::scenario {
namespace {

constexpr std::string_view kChoice = "Choice:";
constexpr std::string_view kUser = "username:";
constexpr std::string_view kPassword = "password:";
constexpr std::string_view kPort = "Enter a port number for peer server:";
constexpr std::string_view kDetailed =
    "Retrieve detailed list with users IP and Port numbers?(Choose y or n):";
constexpr std::string_view kSearched = "Username to be searched:";
constexpr std::string_view kRoom = "Chat room name:";
constexpr std::string_view kChat;  // In a room no words stand in front of what one types.
constexpr std::string_view kRegistry = "Enter IP address of registry:";

using Lines = std::vector<TypedLine>;

TypedLine line(std::string_view prompt, std::string text) { return {std::string(prompt), std::move(text)}; }

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
    return {line(kRegistry, peer_config.registry.to_string())};
  }
  Lines operator()(const SignUp& sign_up) const {
    return {line(kChoice, "1"), line(kUser, user(sign_up.as)), line(kPassword, password(sign_up.password))};
  }
  Lines operator()(const LogIn& log_in) const {
    return {line(kChoice, "2"), line(kUser, user(log_in.as)), line(kPassword, password(log_in.password)),
            line(kPort, std::to_string(log_in.port.value_or(person.peer_port)))};
  }
  Lines operator()(const ListPeople& list) const {
    return {line(kChoice, "1"), line(kDetailed, list.with_addresses ? "y" : "n")};
  }
  Lines operator()(const LookFor& look) const {
    return {line(kChoice, "2"), line(kSearched, named(look.user))};
  }
  Lines operator()(const CreateRoom& create) const {
    return {line(kChoice, "3"), line(kRoom, named(create.room))};
  }
  Lines operator()(const ListRooms& /*list*/) const { return {line(kChoice, "4")}; }
  Lines operator()(const JoinRoom& join) const { return {line(kChoice, "5"), line(kRoom, named(join.room))}; }
  Lines operator()(const LogOut& /*log_out*/) const { return {line(kChoice, "6")}; }
  Lines operator()(const ExitProgram& /*exit*/) const { return {line(kChoice, "3")}; }
  Lines operator()(const Say& say) const { return {line(kChat, named(say.text))}; }
  Lines operator()(const LeaveRoom& /*leave*/) const { return {line(kChat, "q")}; }
  Lines operator()(const Type& type) const { return {line(kAnyPrompt, named(type.line))}; }
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
