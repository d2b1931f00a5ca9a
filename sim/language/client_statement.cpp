#include "sim/language/limits.hpp"
#include "sim/language/statements.hpp"

namespace parley::sim::scenario {
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

}  // namespace parley::sim::scenario
