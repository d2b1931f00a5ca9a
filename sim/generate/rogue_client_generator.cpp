#include <algorithm>

#include "sim/generate/scenario_draft.hpp"

namespace parley::sim::explore {
namespace {

using namespace scenario;  // This file consists of the language's steps.
using namespace std::chrono_literals;

/// One client that sends arbitrary requests. It remembers which dialect it chose, so that most of them are at
/// least framed correctly.
class RogueClientGenerator {
 public:
  RogueClientGenerator(ScenarioDraft& draft, ClientId id) : draft_(draft), draw_(draft.draw), id_(id) {}

  void draw_day() {
    now_ = draw_.time_until(draft_.config.span / 2);
    connect();
    for (std::size_t left = draw_.between(1, 12); left > 0; --left) {
      now_ += draw_.length(1ms, 4s);
      do_something();
    }
  }

 private:
  void does(ClientAction action) { draft_.at(now_, ClientStep{{id_}, std::move(action)}); }

  void connect() {
    v2_ = draw_.chance(500);
    does(Connect{v2_ ? wire::Dialect::kV2 : wire::Dialect::kV1});
  }

  void do_something() {
    switch (draw_.weighted({70, 3, 3, 4, 4})) {
      case 0:
        return send();
      case 1:
        return does(StopReading{});
      case 2:
        return does(ReadAgain{});
      case 3:
        return does(Disconnect{});
      default:
        return connect();
    }
  }

  void send() {
    Send step;
    step.times = draw_.chance(950) ? 1 : draw_.between(2, 400);
    for (std::size_t left = draw_.between(1, 4); left > 0; --left) step.records.push_back(record());
    if (step.records.size() > 1 && draw_.chance(200)) join(step.records);
    if (draw_.chance(100)) tear(step.records);
    does(std::move(step));
  }

  /// Several messages in one record.
  static void join(std::vector<std::string>& records) {
    for (std::size_t i = 1; i < records.size(); ++i) records.front() += records[i];
    records.resize(1);
  }

  /// One message in two records.
  void tear(std::vector<std::string>& records) {
    const std::string whole = records.back();
    if (whole.size() < 2) return;
    const std::size_t at = draw_.between(1, whole.size() - 1);
    records.back() = whole.substr(0, at);
    records.push_back(whole.substr(at));
  }

  std::string record() { return (draw_.chance(750) ? request() : nonsense()) + end(); }

  std::string end() {
    if (!v2_) return draw_.chance(900) ? "" : "\n";
    return draw_.chance(900) ? "\n" : draw_.chance(500) ? "\r\n" : "";
  }

  /// Its own name, somebody else's, or one that is not allowed.
  std::string user() {
    const std::size_t sort = draw_.weighted({60, 40, 4});
    if (sort == 0) return draft_.in_some_case(draft_.scenario.clients[id_.index].name);
    if (sort == 1) return draft_.in_some_case(draft_.some_name());
    return draw_.chance(500) ? "system" : std::string(33, 'u');
  }
  std::string room() { return draw_.chance(950) ? draft_.in_some_case(draft_.some_room()) : "quit"; }
  std::string secret() { return draw_.chance(900) ? "s" : std::string(257, 's'); }
  std::string port() {
    if (draw_.chance(800)) return std::to_string(draw_.between(1024, 65'535));
    static const std::vector<std::string> kOdd = {"0", "65536", "-1", "6001x", "99999999999999999999"};
    return draw_.pick(kOdd);
  }

  std::string request() {
    switch (draw_.weighted({14, 20, 3, 6, 8, 14, 14, 8, 6, 6, 3})) {
      case 0:
        return "REGISTER " + user() + " " + secret();
      case 1:
        return "LOGIN " + user() + " " + secret() + " " + port();
      case 2:
        return draw_.chance(300) ? "LOGOUT" : "LOGOUT " + user();
      case 3:
        return "SEARCH_USER " + user();
      case 4:
        return (draw_.chance(500) ? "DISCOVER_PEERS DETAILED " : "DISCOVER_PEERS SIMPLE ") + user();
      case 5:
        return "CREATE-CHAT-ROOM " + room() + " " + user();
      case 6:
        return "JOIN-CHAT-ROOM " + room() + " " + user();
      case 7:
        return "ROOM-EXIT " + user() + " " + room();
      case 8:
        return "SHOW-ROOM-LIST";
      case 9:
        return "DISCOVER-ROOM-PEERS " + room();
      default:
        return "HELLO P2P 2";
    }
  }

  std::string nonsense() {
    static const std::vector<std::string> kNonsense = {
        "",
        " ",
        "login a b 1",
        "FETCH",
        "LOGIN",
        "REGISTER a b c d",
        "JOIN-CHAT-ROOM no room here",
        "SHOW-ROOM-LIST now",
        "DISCOVER_PEERS ALL me",
        "HELLO P2P",
        "HELLO P2P 3",
        "HELLO WORLD",
        "EVENT x",
        "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        std::string("SEARCH_USER a\0b", 15),
        "SEARCH_USER \xff\xfe",
        "\xc3",
        std::string(1024, 'A'),
        std::string(1025, 'A'),
        std::string(16'384, 'B'),
    };
    if (v2_ && draw_.chance(20)) return std::string(draw_.between(65'530, 65'540), 'C');
    return draw_.pick(kNonsense);
  }

  ScenarioDraft& draft_;
  Draw& draw_;
  ClientId id_;
  Duration now_{};
  bool v2_ = true;
};

/// Datagrams to the registry in anybody's name, and to rooms' groups.
void draw_forgery(ScenarioDraft& draft) {
  Draw& draw = draft.draw;
  for (std::uint32_t left = draft.config.of(FaultFamily::kForgery) * 2; left > 0; --left) {
    SendDatagram step;
    const NodeRef client = ClientId{draw.below(draft.scenario.clients.size())};
    step.who = {draw.chance(800) ? client : draft.some_person()};
    if (draw.chance(300)) step.room = draft.some_room();
    const std::vector<std::string> texts = {"KEEP_ALIVE " + draft.some_name(),
                                            "KEEP_ALIVE",
                                            "KEEP_ALIVE " + draft.some_name() + " x",
                                            "",
                                            "\xff\xff\xff",
                                            draft.some_name() + ": forged",
                                            "System: User nobody joined!",
                                            std::string(1400, 'D')};
    step.bytes = draw.chance(400) ? texts.front() : draw.pick(texts);
    draft.at(draw.time_until(draft.config.span), std::move(step));
  }
}

}  // namespace

void draw_rogue_clients(ScenarioDraft& draft) {
  if (draft.config.on(FaultFamily::kBadClients)) {
    for (std::size_t i = 0; i < draft.scenario.clients.size(); ++i)
      RogueClientGenerator(draft, ClientId{i}).draw_day();
  }
  if (draft.config.on(FaultFamily::kForgery)) draw_forgery(draft);
}

}  // namespace parley::sim::explore
