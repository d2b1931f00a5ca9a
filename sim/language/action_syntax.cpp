#include <array>

#include "base/endpoint.hpp"
#include "sim/language/keywords.hpp"
#include "sim/language/limits.hpp"
#include "sim/language/statements.hpp"

namespace parley::sim::scenario {
namespace {

/// `as NAME` and `with password TEXT`, each at most once, in any order; LogIn also takes a port.
template <class Credentials>
bool accept_credential(Cursor& cursor, Credentials& credentials) {
  if (!credentials.as && cursor.accept("as")) {
    credentials.as = cursor.expect_word("a name");
    return true;
  }
  if (!credentials.password && cursor.accept("with password")) {
    credentials.password = cursor.expect_string("the password in quotes");
    return true;
  }
  return false;
}

bool accept_port(Cursor& cursor, LogIn& log_in) {
  if (log_in.port || !cursor.accept("on port")) return false;
  const auto port = parse_port(cursor.expect_word("a port"));
  if (!port) cursor.fail("not a valid port, expected 1 to 65535");
  if (port) log_in.port = *port;
  return true;
}

PersonAction sign_up(Cursor& cursor) {
  SignUp action;
  while (accept_credential(cursor, action)) continue;
  return action;
}

PersonAction log_in(Cursor& cursor) {
  LogIn action;
  while (accept_credential(cursor, action) || accept_port(cursor, action)) continue;
  return action;
}

std::optional<PersonAction> accept_account_action(Cursor& cursor) {
  if (cursor.accept("starts", "start")) return Start{cursor.accept("without an address")};
  if (cursor.accept("signs up", "sign up")) return sign_up(cursor);
  if (cursor.accept("logs in", "log in")) return log_in(cursor);
  if (cursor.accept("logs out", "log out")) return LogOut{};
  if (cursor.accept("exits", "exit")) return ExitProgram{};
  if (cursor.accept("ends the input", "end the input")) return EndInput{};
  if (cursor.accept("interrupts", "interrupt")) return Interrupt{};
  return std::nullopt;
}

std::optional<PersonAction> accept_menu_action(Cursor& cursor) {
  if (cursor.accept("lists people", "list people")) return ListPeople{cursor.accept("with addresses")};
  if (cursor.accept("looks for", "look for")) return LookFor{cursor.expect_word("a name")};
  if (cursor.accept("creates room", "create room")) return CreateRoom{cursor.expect_word("a room's name")};
  if (cursor.accept("lists rooms", "list rooms")) return ListRooms{};
  if (cursor.accept("joins room", "join room")) return JoinRoom{cursor.expect_word("a room's name")};
  if (cursor.accept("leaves the room", "leave the room")) return LeaveRoom{};
  if (cursor.accept("says", "say")) return Say{cursor.expect_bytes()};
  if (cursor.accept("types", "type")) return Type{cursor.expect_bytes()};
  return std::nullopt;
}

}  // namespace

std::vector<PersonAction> accept_person_action(Cursor& cursor) {
  if (cursor.accept("arrives", "arrive")) return {Start{}, SignUp{}, LogIn{}};
  auto action = accept_account_action(cursor);
  if (!action) action = accept_menu_action(cursor);
  if (!action) return {};
  return {*std::move(action)};
}

namespace {

/// `sends "a" then "b"`, `sends 500 times "a"`: behind `sends`.
Send send(Cursor& cursor) {
  Send action;
  Cursor ahead = cursor;
  ahead.expect_number("how often", limits::kRepeats);
  if (ahead.accept("times")) {
    action.times = cursor.expect_number("how often", limits::kRepeats);
    cursor.expect("times");
  }
  do {
    action.records.push_back(cursor.expect_bytes());
  } while (cursor.accept("then"));
  return action;
}

}  // namespace

std::optional<ClientAction> accept_client_action(Cursor& cursor) {
  if (cursor.accept("connects", "connect")) {
    if (cursor.accept("speaking v2")) return Connect{wire::Dialect::kV2};
    return Connect{};
  }
  if (cursor.accept("sends", "send")) return send(cursor);
  if (cursor.accept("stops reading", "stop reading")) return StopReading{};
  if (cursor.accept("reads again", "read again")) return ReadAgain{};
  if (cursor.accept("disconnects", "disconnect")) return Disconnect{};
  return std::nullopt;
}

namespace {

/// `5 say something`
WeightedAction weighted_action(Cursor& cursor) {
  const std::size_t weight = cursor.expect_number("a weight", limits::kWeight);
  if (weight == 0) cursor.fail("a weight of 0, expected at least 1");
  return {static_cast<std::uint32_t>(weight), expect_keyword(cursor, kWorkloadActionKeywords)};
}

}  // namespace

std::optional<Workload> accept_workload(Cursor& cursor, const Subject& subject, Duration time) {
  Cursor ahead = cursor;
  if (!ahead.accept("does", "do")) return std::nullopt;
  if (!ahead.accept_mark(':') && !ahead.accept("every")) return std::nullopt;
  if (!cursor.accept("does")) cursor.accept("do");
  Workload load{time, subject.people, {}, {}};
  if (cursor.accept("every")) {
    load.pause = cursor.expect_duration();
    if (load.pause == Duration::zero()) cursor.fail("no pause at all, expected a longer time");
  }
  cursor.expect_mark(':');
  if (load.time == Duration::zero()) cursor.fail("no time at all, expected a longer one");
  do {
    load.actions.push_back(weighted_action(cursor));
  } while (cursor.accept_mark(','));
  return load;
}

namespace {

template <class Credentials>
std::string credentials(const Credentials& given) {
  return (given.as ? " as " + *given.as : "") +
         (given.password ? " with password " + quoted(*given.password) : "");
}

struct PersonWriter {
  const NameWriter::Who& who;

  std::string operator()(const Start& a) const {
    return who.verb("starts", "start") + (a.asks_for_registry ? " without an address" : "");
  }
  std::string operator()(const SignUp& a) const { return who.verb("signs up", "sign up") + credentials(a); }
  std::string operator()(const LogIn& a) const {
    const std::string port = a.port ? " on port " + std::to_string(*a.port) : "";
    return who.verb("logs in", "log in") + credentials(a) + port;
  }
  std::string operator()(const ListPeople& a) const {
    return who.verb("lists people", "list people") + (a.with_addresses ? " with addresses" : "");
  }
  std::string operator()(const LookFor& a) const { return who.verb("looks for ", "look for ") + a.user; }
  std::string operator()(const CreateRoom& a) const {
    return who.verb("creates room ", "create room ") + a.room;
  }
  std::string operator()(const ListRooms& /*a*/) const { return who.verb("lists rooms", "list rooms"); }
  std::string operator()(const JoinRoom& a) const { return who.verb("joins room ", "join room ") + a.room; }
  std::string operator()(const Say& a) const { return who.verb("says ", "say ") + written_bytes(a.text); }
  std::string operator()(const LeaveRoom& /*a*/) const {
    return who.verb("leaves the room", "leave the room");
  }
  std::string operator()(const LogOut& /*a*/) const { return who.verb("logs out", "log out"); }
  std::string operator()(const ExitProgram& /*a*/) const { return who.verb("exits", "exit"); }
  std::string operator()(const Type& a) const { return who.verb("types ", "type ") + written_bytes(a.line); }
  std::string operator()(const EndInput& /*a*/) const { return who.verb("ends the input", "end the input"); }
  std::string operator()(const Interrupt& /*a*/) const { return who.verb("interrupts", "interrupt"); }
};

struct ClientWriter {
  const NameWriter::Who& who;

  std::string operator()(const Connect& a) const {
    return who.verb("connects", "connect") + (a.dialect == wire::Dialect::kV2 ? " speaking v2" : "");
  }
  std::string operator()(const Send& a) const {
    std::string text = who.verb("sends ", "send ");
    if (a.times != 1) text += std::to_string(a.times) + " times ";
    for (std::size_t i = 0; i < a.records.size(); ++i) {
      text += (i == 0 ? "" : " then ") + written_bytes(a.records[i]);
    }
    return text;
  }
  std::string operator()(const StopReading& /*a*/) const { return who.verb("stops reading", "stop reading"); }
  std::string operator()(const ReadAgain& /*a*/) const { return who.verb("reads again", "read again"); }
  std::string operator()(const Disconnect& /*a*/) const { return who.verb("disconnects", "disconnect"); }
};

}  // namespace

std::string person_text(const NameWriter::Who& who, const PersonAction& action) {
  return std::visit(PersonWriter{who}, action);
}

std::string client_text(const NameWriter::Who& who, const ClientAction& action) {
  return std::visit(ClientWriter{who}, action);
}

std::string workload_text(const NameWriter& names, const Workload& load) {
  std::string text = "for " + to_text(load.time) + " " + names.who(load.who).verb("does", "do");
  if (load.pause != Duration::zero()) text += " every " + to_text(load.pause);
  for (std::size_t i = 0; i < load.actions.size(); ++i) {
    text += (i == 0 ? ": " : ", ") + std::to_string(load.actions[i].weight) + " " +
            text_of(load.actions[i].what, kWorkloadActionKeywords);
  }
  return text;
}

}  // namespace parley::sim::scenario
