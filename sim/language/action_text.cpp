#include <array>

#include "sim/language/keywords.hpp"
#include "sim/language/statement_text.hpp"

/// What people and clients do, and what they do when nobody tells them exactly what.
namespace parley::sim::scenario {
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
