#include "tests/fuzz/core_fuzz.hpp"

#include <array>
#include <chrono>
#include <deque>
#include <string>
#include <utility>

#include "client/client.hpp"
#include "record/playback.hpp"
#include "record/recorder.hpp"
#include "wire/answer.hpp"
#include "wire/framing.hpp"

namespace parley::fuzz {
namespace {

using namespace std::chrono_literals;
using tape::Entry;
using tape::EntryKind;

class NoTape final : public tape::EntrySource {
 public:
  Result<bool> next(Entry& /*entry*/) override { return false; }
};

/// What the core has asked for and holds, as its recorder tells.
class Watch final : public tape::EntrySink {
 public:
  struct Call {
    EntryKind kind;
    std::uint64_t id;
    std::string text;
  };

  void add(const Entry& entry) override {
    if (entry.kind >= EntryKind::kInsertAccount && entry.kind <= EntryKind::kVerify) {
      auto& calls = entry.kind < EntryKind::kHash ? store_ : hasher_;
      calls.push_back({entry.kind, entry.id, std::string(entry.text)});
    }
    if (entry.kind == EntryKind::kAccept || entry.kind == EntryKind::kConnect) streams_ = entry.id;
    if (entry.kind == EntryKind::kSocketOpened) sockets_ = entry.id;
    if (entry.kind == EntryKind::kWrite) written_ = entry.text;
    if (entry.kind == EntryKind::kAsk) question_ = static_cast<QuestionKind>(entry.number);
  }

  std::deque<Call>& store() { return store_; }
  std::deque<Call>& hasher() { return hasher_; }
  std::uint64_t streams() const { return streams_; }
  std::uint64_t sockets() const { return sockets_; }
  std::string_view written() const { return written_; }  ///< What the core wrote last,
  QuestionKind question() const { return question_; }    ///< and asked last.

 private:
  std::deque<Call> store_;
  std::deque<Call> hasher_;
  std::uint64_t streams_ = 0;
  std::uint64_t sockets_ = 0;
  std::string written_;
  QuestionKind question_{};
};

/// The ports of a core, and time.
class World {
 public:
  World() { comparator_.close(); }

  record::Playback& ports() { return playback_; }
  Watch& watch() { return watch_; }

  /// What cannot come now does not.
  void play(Entry input) {
    input.at = now_;
    static_cast<void>(playback_.play(input, {}));
  }

  void pass(Duration time) {
    now_ += time;
    playback_.clock().set_now(now_);
  }

  /// Rings the alarm, at its time or up to some milliseconds late.
  void wake(std::uint8_t late) {
    auto& clock = playback_.clock();
    if (!clock.armed()) return;
    if (clock.alarm() > now_) pass(clock.alarm() - now_);
    pass(late * 1ms);
    play({.kind = EntryKind::kWake});
  }

 private:
  NoTape tape_;
  tape::EntryCursor cursor_{tape_};
  record::Comparator comparator_{cursor_};
  record::Playback playback_{comparator_, 0xF};
  Watch watch_;
  Instant now_{};
};

template <std::size_t kCount>
std::string_view pick(const std::array<std::string_view, kCount>& words, std::uint8_t number) {
  return words[number % kCount];
}

constexpr std::array<std::string_view, 4> kUsers = {"ann", "bob", "cy", "Ann"};
constexpr std::array<std::string_view, 3> kRooms = {"hall", "attic", "HALL"};

/// An outcome that a call of this kind may have.
Entry answer_to(const Watch::Call& call, std::uint8_t chance) {
  Entry answer{.id = call.id};
  const bool fails = chance % 16 == 15;
  const bool yes = chance % 4 != 1;
  answer.number = fails ? tape::kFailed + chance / 64 : tape::kNo;
  switch (call.kind) {
    case EntryKind::kInsertAccount:
      answer.kind = EntryKind::kInserted;
      break;
    case EntryKind::kFindAccount:
      answer.kind = EntryKind::kFound;
      break;
    case EntryKind::kLoadRooms:
      answer.kind = EntryKind::kLoaded;
      break;
    case EntryKind::kHash:
      answer.kind = EntryKind::kHashed;
      break;
    case EntryKind::kVerify:
      answer.kind = EntryKind::kVerified;
      break;
    default:
      answer.kind = EntryKind::kStored;
  }
  const bool may_be_yes = answer.kind == EntryKind::kInserted || answer.kind == EntryKind::kFound ||
                          answer.kind == EntryKind::kVerified;
  if (!fails && yes && may_be_yes) answer.number = tape::kYes;
  if (answer.kind == EntryKind::kFound && answer.number == tape::kYes) answer.text = call.text;
  return answer;
}

void answer_one(World& world, std::deque<Watch::Call>& calls, std::size_t which, std::uint8_t chance) {
  if (calls.empty()) return;
  const auto place = calls.begin() + static_cast<std::ptrdiff_t>(which % calls.size());
  const Watch::Call call = *place;
  calls.erase(place);
  world.play(answer_to(call, chance));
}

std::string request(std::uint8_t which, std::string_view user, std::string_view room) {
  const std::string name(user);
  switch (which % 12) {
    case 0:
      return "HELLO P2P 2";
    case 1:
      return "REGISTER " + name + " secret";
    case 2:
    case 3:
      return "LOGIN " + name + " secret " + std::to_string(5000 + which);
    case 4:
      return "LOGOUT " + name;
    case 5:
      return "SEARCH_USER " + name;
    case 6:
      return (which % 24 < 12 ? "DISCOVER_PEERS SIMPLE " : "DISCOVER_PEERS DETAILED ") + name;
    case 7:
      return "CREATE-CHAT-ROOM " + std::string(room) + " " + name;
    case 8:
      return "JOIN-CHAT-ROOM " + std::string(room) + " " + name;
    case 9:
      return "ROOM-EXIT " + name + " " + std::string(room);
    case 10:
      return "SHOW-ROOM-LIST";
    default:
      return "DISCOVER-ROOM-PEERS " + std::string(room);
  }
}

std::uint64_t one_of(std::uint64_t count, std::uint8_t which) { return count == 0 ? 0 : 1 + which % count; }

/// One input of a registry.
void step_registry(World& world, registry::Registry& registry, bool& stopped, FuzzInput& bytes) {
  Watch& watch = world.watch();
  const std::uint8_t action = bytes.byte();
  const std::uint8_t which = bytes.byte();
  const std::uint64_t stream = one_of(watch.streams(), which);
  switch (action % 12) {
    case 0:
      world.play({.kind = EntryKind::kAccept, .id = watch.streams() + 1, .endpoint = {kLoopback, which}});
      break;
    case 1:
    case 2: {
      const std::uint8_t words = bytes.byte();
      const auto text =
          request(words, pick(kUsers, words / 12), pick(kRooms, which)) + (action % 12 == 1 ? "\n" : "");
      world.play({.kind = EntryKind::kRecord, .id = stream, .text = text});
      break;
    }
    case 3:
      world.play({.kind = EntryKind::kRecord, .id = stream, .text = bytes.text(bytes.byte() % 24)});
      break;
    case 4:
      world.play({.kind = EntryKind::kClose, .id = stream, .number = which % 4});
      break;
    case 5:
      world.play({.kind = EntryKind::kDrained, .id = stream});
      break;
    case 6:
    case 7:
      answer_one(world, watch.store(), 0, which);
      break;
    case 8:
      answer_one(world, watch.hasher(), which / 4, which);
      break;
    case 9:
      if (which < 64) world.wake(which / 4);
      break;
    case 10: {
      const std::string datagram = "KEEP_ALIVE " + std::string(pick(kUsers, which));
      world.play({.kind = EntryKind::kDatagram, .id = 1, .endpoint = {kLoopback, 5}, .text = datagram});
      break;
    }
    default:
      world.pass(which * 1ms);
      if (which == 255 && !std::exchange(stopped, true)) registry.stop([] {});
  }
}

constexpr std::array<std::string_view, 14> kTyped = {"1",      "2",    "3",    "4", "5", "6",     "ann",
                                                     "secret", "5001", "hall", "y", "q", "hello", "\xff"};

/// What a person may type: mostly what the question is about.
std::string_view typed(QuestionKind question, bool logged_in, std::uint8_t which) {
  if (which >= 250) return pick(kTyped, which);
  const std::size_t choice = logged_in ? which % 5U : which % 8U == 0 ? 0U : 1U;
  switch (question) {
    case QuestionKind::kRegistryAddress:
      return "registry";
    case QuestionKind::kWelcomeMenu:
    case QuestionKind::kMainMenu:
      return kTyped[choice];
    case QuestionKind::kUserName:
      return pick(kUsers, which);
    case QuestionKind::kPassword:
      return "secret";
    case QuestionKind::kPeerPort:
      return "5001";
    case QuestionKind::kDetailedList:
      return which % 2 == 0 ? "y" : "n";
    case QuestionKind::kSearchedUser:
    case QuestionKind::kNewRoom:
    case QuestionKind::kJoinedRoom:
      return pick(kRooms, which);
    case QuestionKind::kChatLine:
      break;
  }
  return which % 4 == 0 ? "q" : "hello";
}

constexpr std::array<std::string_view, 6> kDetails = {
    "",
    "bob",
    "10.0.0.2:5001",
    "bob (10.0.0.2:5002)",
    "versions=1,2 keep-alive-ms=1000 timeout-ms=3000 line-bytes=65536 udp-port=15500",
    "\xff"};
constexpr std::array<wire::Status, 5> kStatuses = {wire::Status::kSuccess, wire::Status::kAlready,
                                                   wire::Status::kNotFound, wire::Status::kConflict,
                                                   wire::Status::kStoreFailed};

struct Fitting {
  std::string_view request;
  wire::Verb verb;
  std::string_view details;
};
constexpr std::array<Fitting, 9> kFitting = {{
    {"REGISTER", wire::Verb::kRegister, ""},
    {"LOGIN", wire::Verb::kAuth, ""},
    {"SEARCH_USER", wire::Verb::kSearchUser, "10.0.0.2:5001"},
    {"DISCOVER_PEERS", wire::Verb::kPeerList, ""},
    {"CREATE-CHAT-ROOM", wire::Verb::kCreation, ""},
    {"JOIN-CHAT-ROOM", wire::Verb::kJoin, "bob"},
    {"ROOM-EXIT", wire::Verb::kRoomExit, ""},
    {"SHOW-ROOM-LIST", wire::Verb::kRoomsList, ""},
    {"DISCOVER-ROOM-PEERS", wire::Verb::kRoomPeerList, ""},
}};

/// What a registry may say: mostly what answers the last request.
std::string answer(std::string_view asked, std::uint8_t which, std::uint8_t how) {
  constexpr std::uint8_t kVerbs = static_cast<std::uint8_t>(wire::Verb::kError) + 1;
  const auto status = kStatuses[how % 16 < 13 ? 0 : how / 8 % kStatuses.size()];
  const auto message = [&](wire::Verb verb, std::string_view details) {
    return wire::encode(wire::Answer{verb, status, std::string(details)}) + "\n";
  };
  if (which < 240) {
    if (asked.starts_with("HELLO"))
      return std::string(wire::kGreeting) + message(wire::Verb::kHello, kDetails[4]);
    for (const auto& fitting : kFitting) {
      if (asked.starts_with(fitting.request)) return message(fitting.verb, fitting.details);
    }
  }
  if (which % 16 == 15) return "EVENT x\n";
  return message(static_cast<wire::Verb>(which % kVerbs), pick(kDetails, how / 8));
}

/// One input of a peer.
void step_peer(World& world, const client::Client& client, FuzzInput& bytes) {
  const std::uint8_t action = bytes.byte();
  const std::uint8_t which = bytes.byte();
  const std::uint64_t stream = world.watch().streams();
  switch (action % 10) {
    case 0:
      world.play(
          {.kind = EntryKind::kOpen, .id = stream, .endpoint = {kLoopback, 15600}, .text = "SHA256:00"});
      break;
    case 1:
    case 2:
    case 3: {
      const auto text = answer(world.watch().written(), which, bytes.byte());
      world.play({.kind = EntryKind::kRecord, .id = stream, .text = text});
      break;
    }
    case 4:
      if (which < 224) return;
      world.play({.kind = EntryKind::kRecord, .id = stream, .text = bytes.text(which % 24)});
      break;
    case 5:
    case 6:
      world.play({.kind = EntryKind::kLine,
                  .text = typed(world.watch().question(), !client.snapshot().user.empty(), which)});
      break;
    case 7:
      if (which < 192) return;
      world.play({.kind = EntryKind::kClose, .id = stream, .number = which % 4});
      break;
    case 8:
      if (which < 64) world.wake(which / 4);
      break;
    default:
      if (which == 255) return world.play({.kind = EntryKind::kInterrupt});
      if (which == 254) return world.play({.kind = EntryKind::kEndOfInput});
      world.play({.kind = EntryKind::kDatagram,
                  .id = one_of(world.watch().sockets(), which),
                  .text = bytes.text(which % 32)});
  }
}

}  // namespace

void fuzz_registry(FuzzInput bytes) {
  World world;
  record::RegistryRecorder recorder(world.ports().registry_ports(), world.watch());
  registry::Registry registry(recorder.ports(), {});
  bool stopped = false;
  recorder.start_called();
  if (!registry.start([](const Result<void>&) {})) return;
  if (bytes.byte() % 8 != 0) {  // It comes up.
    answer_one(world, world.watch().hasher(), 0, 0);
    answer_one(world, world.watch().store(), 0, 0);
  }
  while (!bytes.empty()) step_registry(world, registry, stopped, bytes);
  recorder.end();
}

void fuzz_peer(FuzzInput bytes) {
  World world;
  record::PeerRecorder recorder(world.ports().peer_ports(), world.watch());
  client::PeerOptions options;
  options.dialect = bytes.byte() % 4 == 0 ? wire::Dialect::kV1 : wire::Dialect::kV2;
  if (bytes.byte() % 4 != 0) options.registry = HostPort{"registry", 15600};
  screens::MenuPeer peer(recorder.ports(), options, [](client::ExitCode) {});
  recorder.start_called();
  peer.start();
  while (!bytes.empty()) step_peer(world, peer.client(), bytes);
  recorder.end();
}

}  // namespace parley::fuzz
