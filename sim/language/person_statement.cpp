#include "base/endpoint.hpp"
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
  if (!port) cursor.fail("the port is none, expected 1 to 65535");
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

}  // namespace parley::sim::scenario
