// Writes pages for the browser test: page_maker odd|crowd FILE.

#include <cstdio>
#include <string>
#include <string_view>

#include "sim/report/page.hpp"

namespace parley::sim::report {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

constexpr NodeId kRegistry{0};

/// Tells a timeline of things as a world would.
class TimelineBuilder {
 public:
  explicit TimelineBuilder(Timeline& timeline) : timeline_(timeline) {}

  void pass(Duration time) { now_ += time; }
  Instant now() const { return now_; }

  void at(NodeId node, TraceKind kind, std::string_view bytes = {}) { tell(kind, node, node, bytes, {}); }
  void step(std::string_view words) { tell(TraceKind::kScript, kRegistry, kRegistry, words, {}); }
  void message(TraceKind kind, NodeId from, NodeId to, std::string_view bytes, Duration flight) {
    tell(kind, to, from, bytes, flight);
  }
  void network(std::string_view what, NodeId a, NodeId b) { tell(TraceKind::kNetwork, a, b, what, {}); }

 private:
  void tell(TraceKind kind, NodeId node, NodeId from, std::string_view bytes, Duration flight) {
    TraceEvent event{now_, kind, node, from, bytes, 7};
    event.sent = now_ - flight;
    if (kind == TraceKind::kDatagramLost) event.loss = DropReason::kCut;
    timeline_.on_event(event);
  }

  Timeline& timeline_;
  Instant now_{};
};

void name(Timeline& timeline, std::uint32_t people) {
  timeline.name_node(kRegistry, "registry");
  for (std::uint32_t i = 1; i <= people; ++i) timeline.name_node(NodeId{i}, "guest" + std::to_string(i));
}

/// Everything that is hard to write down, hard to show, or both; and a failure at its end.
PageTitle tell_odd(Timeline& timeline) {
  name(timeline, 3);
  timeline.name_node(NodeId{3}, "<b>eve</b>");
  TimelineBuilder tell(timeline);
  const NodeId ada{1};
  const NodeId bob{2};
  const NodeId eve{3};
  for (const NodeId node : {kRegistry, ada, bob, eve}) tell.at(node, TraceKind::kStarted);
  tell.pass(milliseconds(5));
  tell.step("4 guest1 says \"</script><script>document.title = 'broken'</script>\"");
  tell.at(ada, TraceKind::kTyped, "</script>");
  tell.at(ada, TraceKind::kPrinted, "> </script>");
  tell.pass(milliseconds(2));
  tell.message(TraceKind::kMember, ada, bob, "guest1: </script><!-- \xe2\x80\xae txt", milliseconds(1));
  tell.at(bob, TraceKind::kPrinted, "guest1: </script><!-- ? txt");
  tell.message(TraceKind::kRecord, ada, kRegistry, "LOGIN guest1 abcd 6001\nSHOW-ROOM-LIST\n",
               milliseconds(1));
  tell.pass(milliseconds(3));
  tell.message(TraceKind::kRecord, kRegistry, ada, "AUTH <SUCCESS> <200>\n", milliseconds(1));
  tell.message(TraceKind::kRecord, eve, kRegistry, std::string_view("\xff\xfe\x00\x01 not text", 13),
               milliseconds(1));
  tell.message(TraceKind::kDatagram, ada, kRegistry, "KEEP_ALIVE guest1", milliseconds(1));
  tell.message(TraceKind::kRecord, eve, kRegistry, std::string(1 << 20, 'x'), milliseconds(2));
  tell.step("7 partition guest1, guest2 | registry");
  tell.network("cut", ada, kRegistry);
  tell.network("cut", bob, kRegistry);
  tell.pass(milliseconds(900));
  tell.message(TraceKind::kDatagramLost, ada, kRegistry, "KEEP_ALIVE guest1", {});
  tell.at(bob, TraceKind::kPaused);
  tell.pass(std::chrono::seconds(2));
  tell.at(bob, TraceKind::kResumed);
  tell.network("mend", ada, kRegistry);
  tell.network("mend", bob, kRegistry);
  tell.step("9 crash <b>eve</b>");
  tell.at(eve, TraceKind::kCrashed);
  tell.pass(milliseconds(700));
  timeline.set_failure({tell.now(),
                        "one-host-per-room",
                        "room tea has two hosts: guest1 and guest2",
                        {"the end of guest1's screen:", "  | > "}});
  return {"Ada & Bob <both> host a room", "odd.scenario", 18446744073709551615U,
          "parley-sim run odd.scenario --seed 18446744073709551615"};
}

/// 100 people who talk: more than 20,000 events to be shown, with keep-alives beside them.
PageTitle tell_crowd(Timeline& timeline) {
  constexpr std::uint32_t kPeople = 100;
  name(timeline, kPeople);
  TimelineBuilder tell(timeline);
  for (std::uint32_t i = 0; i <= kPeople; ++i) tell.at(NodeId{i}, TraceKind::kStarted);
  for (std::uint32_t round = 0; round < 180; ++round) {
    const NodeId writer{round * 37 % kPeople + 1};
    if (round % 20 == 0)
      tell.step(std::to_string(round + 1) + " guest" + std::to_string(number(writer)) + " says something");
    const std::string line = "guest" + std::to_string(number(writer)) + ": line " + std::to_string(round);
    tell.at(writer, TraceKind::kTyped, line);
    for (std::uint32_t i = 1; i <= kPeople; ++i) {
      tell.pass(microseconds(11));
      const auto kind = (round * 100 + i) % 97 == 0 ? TraceKind::kMemberLost : TraceKind::kMember;
      tell.message(kind, writer, NodeId{i}, line, microseconds(400 + i));
      if (i % 5 == 0) tell.at(NodeId{i}, TraceKind::kPrinted, line);
      if (i % 10 == 0)
        tell.message(TraceKind::kDatagram, NodeId{i}, kRegistry, "KEEP_ALIVE guest" + std::to_string(i),
                     microseconds(900));
    }
    tell.pass(milliseconds(250));
  }
  return {"A hundred people talk", "crowd.scenario", 1, ""};
}

int run(std::string_view what, const std::string& file) {
  Timeline timeline;
  const PageTitle title = what == "odd" ? tell_odd(timeline) : tell_crowd(timeline);
  const auto written = write_html(file, timeline, title);
  if (written) return 0;
  std::fprintf(stderr, "page_maker: %s\n", written.error().message.c_str());
  return 1;
}

}  // namespace
}  // namespace parley::sim::report

int main(int argc, char** argv) {
  if (argc == 3) return parley::sim::report::run(argv[1], argv[2]);
  std::fputs("usage: page_maker odd|crowd FILE\n", stderr);
  return 2;
}
