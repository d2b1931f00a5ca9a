// The picture of a session, as the page gets it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "sim/merge/draw.hpp"
#include "tests/unit/sim_merge/recorded_session.hpp"

namespace parley::sim::merge {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

constexpr std::string_view kTalk = R"(# Three talk.
people ada bob cem

everyone arrives
ada creates room den
bob and cem join room den
ada says "good morning"
bob says "ok"
cem says "ok"
bob says "ok"
wait 2s
)";

report::Timeline drawn(std::vector<TapeFile> tapes, std::optional<Instant> until = std::nullopt) {
  const auto session = MergedTapes::load(std::move(tapes));
  EXPECT_TRUE(session.has_value());
  auto timeline = draw(*session, until);
  EXPECT_TRUE(timeline.has_value());
  return *std::move(timeline);
}

/// `bob -> ada` and how often, of the events of one kind with one text.
std::map<std::string, int> arrows(const report::Timeline& timeline, TraceKind kind, std::string_view text) {
  std::map<std::string, int> arrows;
  for (const report::Event& event : timeline.events()) {
    if (event.kind != kind || timeline.texts()[event.text].bytes != text) continue;
    EXPECT_LE(event.sent, event.at);
    ++arrows[timeline.name(event.from) + " -> " + timeline.name(event.node)];
  }
  return arrows;
}

/// The nodes to which something of a kind happened, in order.
std::vector<std::string> nodes_of(const report::Timeline& timeline, TraceKind kind) {
  std::vector<std::string> nodes;
  for (const report::Event& event : timeline.events()) {
    if (event.kind == kind) nodes.push_back(timeline.name(event.node));
  }
  return nodes;
}

TEST(Drawing, has_each_chat_line_as_one_arrow_from_its_writer_to_each_reader) {
  const RecordedSession truth(kTalk);
  const report::Timeline timeline = drawn(truth.all_skewed());
  EXPECT_THAT(arrows(timeline, TraceKind::kMember, "ada: good morning"),
              ElementsAre(Pair("ada -> ada", 1), Pair("ada -> bob", 1), Pair("ada -> cem", 1)));
  EXPECT_THAT(arrows(timeline, TraceKind::kMember, "bob: ok"),
              ElementsAre(Pair("bob -> ada", 2), Pair("bob -> bob", 2), Pair("bob -> cem", 2)));
  EXPECT_THAT(nodes_of(timeline, TraceKind::kMemberLost), IsEmpty());
  EXPECT_THAT(nodes_of(timeline, TraceKind::kRecordLost), IsEmpty());
}

TEST(Drawing, has_moments_in_order_and_every_message_arriving_behind_its_sending) {
  const RecordedSession truth(kTalk);
  Instant before{};
  for (const report::Event& event : drawn(truth.all_skewed()).events()) {
    EXPECT_LE(before, event.at);
    EXPECT_LE(event.sent, event.at);
    before = event.at;
  }
}

TEST(Drawing, ends_where_it_is_told_to) {
  const RecordedSession truth(kTalk);
  const auto events = drawn(truth.all_skewed(), Instant(500ms)).events();
  ASSERT_FALSE(events.empty());
  EXPECT_LE(events.back().at, Instant(500ms));
}

TEST(Drawing, has_requests_and_answers_between_the_two_tapes) {
  const RecordedSession truth(kTalk);
  const report::Timeline timeline = drawn(truth.all_skewed());
  EXPECT_THAT(arrows(timeline, TraceKind::kRecord, "CREATE-CHAT-ROOM den ada\n"),
              ElementsAre(Pair("ada -> registry", 1)));
  EXPECT_THAT(arrows(timeline, TraceKind::kRecord, "CREATION <SUCCESS> <200>\n"),
              ElementsAre(Pair("registry -> ada", 1)));
}

TEST(Drawing, has_what_people_type_and_see_but_no_secrets) {
  const RecordedSession truth(kTalk);
  const report::Timeline timeline = drawn(truth.all_skewed());
  EXPECT_THAT(arrows(timeline, TraceKind::kTyped, "good morning"), ElementsAre(Pair("ada -> ada", 1)));
  EXPECT_THAT(arrows(timeline, TraceKind::kPrinted, "ada: good morning"),
              ElementsAre(Pair("bob -> bob", 1), Pair("cem -> cem", 1)));
  EXPECT_THAT(arrows(timeline, TraceKind::kTyped, "(hidden)"), Contains(Pair("ada -> ada", 2)));
  EXPECT_THAT(arrows(timeline, TraceKind::kPrinted, "password: "), Contains(Pair("ada -> ada", 2)));
}

TEST(Drawing, has_lanes_for_people_without_a_tape) {
  const RecordedSession truth(kTalk);
  const report::Timeline timeline = drawn({truth.tape("registry"), truth.tape("bob", 1, {.ahead = 3h})});
  EXPECT_THAT(arrows(timeline, TraceKind::kMember, "ada: good morning"), ElementsAre(Pair("ada -> bob", 1)));
  EXPECT_THAT(arrows(timeline, TraceKind::kRecord, "CREATE-CHAT-ROOM den ada\n"),
              ElementsAre(Pair("ada -> registry", 1)));
  EXPECT_THAT(arrows(timeline, TraceKind::kRecord, "CREATION <SUCCESS> <200>\n"),
              ElementsAre(Pair("registry -> ada", 1)));
}

TEST(Drawing, shows_the_registry_to_people_who_alone_have_tapes) {
  const RecordedSession truth(kTalk);
  const report::Timeline timeline = drawn({truth.tape("ada", 1, {.ahead = 1h}), truth.tape("bob")});
  EXPECT_THAT(arrows(timeline, TraceKind::kRecord, "CREATE-CHAT-ROOM den ada\n"),
              ElementsAre(Pair("ada -> registry", 1)));
  EXPECT_THAT(arrows(timeline, TraceKind::kMember, "cem: ok"),
              ElementsAre(Pair("cem -> ada", 1), Pair("cem -> bob", 1)));
}

TEST(Drawing, shows_a_line_that_a_member_missed_as_lost) {
  const RecordedSession truth(R"(# Bob does not hear.
people ada bob

everyone arrives
ada creates room den
bob joins room den
wait 1s
cut ada -> bob
ada says "can you hear me?"
wait 1s
)");
  const report::Timeline timeline = drawn(truth.all_skewed());
  EXPECT_THAT(arrows(timeline, TraceKind::kMemberLost, "ada: can you hear me?"),
              ElementsAre(Pair("ada -> bob", 1)));
}

TEST(Drawing, shows_crashes_and_starts_and_what_was_lost_by_them) {
  const RecordedSession truth(R"(# The registry crashes.
people ada

ada arrives
wait 1s
crash registry for 3s
wait 10s
ada logs out
)");
  const report::Timeline timeline = drawn(truth.all_skewed());
  EXPECT_THAT(nodes_of(timeline, TraceKind::kStarted), ElementsAre("registry", "ada", "registry"));
  EXPECT_THAT(nodes_of(timeline, TraceKind::kCrashed), Contains("registry"));
  EXPECT_THAT(arrows(timeline, TraceKind::kDatagramLost, "KEEP_ALIVE ada"),
              Contains(testing::Key("ada -> registry")));
  EXPECT_THAT(nodes_of(timeline, TraceKind::kBroken), Contains("ada"));
  EXPECT_THAT(nodes_of(timeline, TraceKind::kConnectFailed), Contains("ada"));
}

TEST(Drawing, names_who_took_part_and_the_tapes) {
  const RecordedSession truth(kTalk);
  const auto session = MergedTapes::load(truth.all_skewed());
  ASSERT_TRUE(session);
  const report::PageTitle title = title_of(*session, "parley-sim replay ...");
  EXPECT_THAT(title.title,
              testing::MatchesRegex("Recorded: registry, (ada|bob|cem), (ada|bob|cem) and (ada|bob|cem)"));
  EXPECT_THAT(title.file, testing::HasSubstr("bob-1.tape"));
  EXPECT_FALSE(title.seed.has_value());
}

}  // namespace
}  // namespace parley::sim::merge
