#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sim/language/participants.hpp"

/// What people and clients do. Texts may hold `{name}`, which stands for whoever does it.
namespace parley::sim::scenario {

/// Opens the peer's program.
struct Start {
  bool asks_for_registry = false;  ///< No address on the command line: the person is asked for it.
  bool operator==(const Start&) const = default;
};
struct SignUp {
  std::optional<std::string> as;  ///< Else the person's own name.
  std::optional<std::string> password;
  bool operator==(const SignUp&) const = default;
};
struct LogIn {
  std::optional<std::string> as;
  std::optional<std::string> password;
  std::optional<std::uint16_t> port;
  bool operator==(const LogIn&) const = default;
};
struct ListPeople {
  bool with_addresses = false;
  bool operator==(const ListPeople&) const = default;
};
struct LookFor {
  std::string user;
  bool operator==(const LookFor&) const = default;
};
struct CreateRoom {
  std::string room;
  bool operator==(const CreateRoom&) const = default;
};
struct ListRooms {
  bool operator==(const ListRooms&) const = default;
};
struct JoinRoom {
  std::string room;
  bool operator==(const JoinRoom&) const = default;
};
struct Say {
  std::string text;
  bool operator==(const Say&) const = default;
};
struct LeaveRoom {
  bool operator==(const LeaveRoom&) const = default;
};
struct LogOut {
  bool operator==(const LogOut&) const = default;
};
struct ExitProgram {
  bool operator==(const ExitProgram&) const = default;
};
/// One line, whatever is being asked.
struct Type {
  std::string line;
  bool operator==(const Type&) const = default;
};
/// ^D at the prompt, or the end of a pipe.
struct EndInput {
  bool operator==(const EndInput&) const = default;
};
/// ^C.
struct Interrupt {
  bool operator==(const Interrupt&) const = default;
};

using PersonAction = std::variant<Start, SignUp, LogIn, ListPeople, LookFor, CreateRoom, ListRooms, JoinRoom,
                                  Say, LeaveRoom, LogOut, ExitProgram, Type, EndInput, Interrupt>;

/// Opens a connection and takes the registry's greeting.
struct Connect {
  wire::Dialect dialect = wire::Dialect::kV1;  ///< v2 also says HELLO and takes its answer.
  bool operator==(const Connect&) const = default;
};
/// Writes records, one after another, at once.
struct Send {
  std::vector<std::string> records;
  std::size_t times = 1;
  bool operator==(const Send&) const = default;
};
struct StopReading {
  bool operator==(const StopReading&) const = default;
};
struct ReadAgain {
  bool operator==(const ReadAgain&) const = default;
};
struct Disconnect {
  bool operator==(const Disconnect&) const = default;
};

using ClientAction = std::variant<Connect, Send, StopReading, ReadAgain, Disconnect>;

}  // namespace parley::sim::scenario
