// What the simulator knows to have happened, found again from the tapes alone.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/sim_merge/recorded_session.hpp"

namespace parley::sim::merge {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kTalk = R"(# Three talk.
people ada bob cem

everyone arrives
ada creates room den
bob joins room den
cem joins room den
everyone says "hello, I am {name}"
wait 1s
ada says "ok"
ada says "ok"
bob says "ok"
cem says "ok"
ada says "ok"
wait 2s
bob leaves the room
cem says "is bob gone?"
wait 1s
ada, cem leave the room
everyone logs out
)";

/// How far the session is from the truth.
struct Errors {
  std::size_t messages = 0;
  std::size_t unmatched = 0;
  std::size_t mistaken = 0;  ///< Taken for one sent by another, or at another moment.
  std::size_t early = 0;     ///< Arrive before they were sent.
  Duration worst{};          ///< How far a latency is from the true one.
};

void PrintTo(const Errors& errors, std::ostream* out) {
  *out << errors.messages << " messages, " << errors.unmatched << " unmatched, " << errors.mistaken
       << " mistaken, " << errors.early << " early, off by up to " << errors.worst.count() << " ns";
}

bool is_keep_alive(const Restored& message) { return message.text.starts_with("KEEP_ALIVE"); }

/// Of the chat and the streams; or of the keep-alives.
Errors errors_of(const RecordedSession& truth, const MergedTapes& session, bool of_keep_alives = false) {
  Errors errors;
  for (const auto& [node, messages] : restored(session)) {
    const auto& deliveries = truth.deliveries(node);
    for (std::size_t i = 0; i < std::min(messages.size(), deliveries.size()); ++i) {
      const Restored& message = messages[i];
      const auto& real = deliveries[i];
      EXPECT_EQ(message.text.size(), real.bytes.size());
      if (is_keep_alive(message) != of_keep_alives) continue;
      ++errors.messages;
      if (!message.is_matched) {
        ++errors.unmatched;
        continue;
      }
      const bool is_right =
          message.from == real.from && truth.may_show(real.from, message.own_sent, real.sent);
      if (!is_right) {
        ++errors.mistaken;
        continue;
      }
      if (message.at < message.sent) ++errors.early;
      errors.worst =
          std::max(errors.worst, std::chrono::abs((message.at - message.sent) - (real.at - real.sent)));
    }
  }
  EXPECT_GT(errors.messages, 0U);
  return errors;
}

TEST(MergedTapes, finds_all_that_was_said_among_three_and_a_registry) {
  const RecordedSession truth(kTalk);
  const auto session = MergedTapes::load(truth.all_skewed());
  ASSERT_TRUE(session);
  const Errors errors = errors_of(truth, *session);
  EXPECT_GT(errors.messages, 60U);
  EXPECT_EQ(errors.unmatched, 0U);
  EXPECT_EQ(errors.mistaken, 0U);
  EXPECT_EQ(errors.early, 0U);
  EXPECT_LT(errors.worst, 1ms);
  const Errors alive = errors_of(truth, *session, true);
  EXPECT_GT(alive.messages, 10U);
  EXPECT_EQ(alive.unmatched, 0U);
  EXPECT_THAT(session->remarks(), testing::IsEmpty());
  std::vector<std::string> names;
  for (const Node& node : session->nodes()) names.push_back(node.name);
  EXPECT_THAT(names, testing::UnorderedElementsAre("registry", "ada", "bob", "cem"));
}

constexpr std::string_view kWeather = R"(# Three talk in bad weather.
people ada bob cem

everyone arrives
ada creates room den
bob joins room den
cem joins room den
wait 1s
lose 20% of datagrams for 2min
repeat 5% of datagrams for 2min
reorder 30% of datagrams by 50ms for 2min
everyone says "hello, I am {name}" "ok" "ok" "ok" "what?" "ok"
wait 1s
everyone says "well" "ok" "ok" "no" "what?" "ok"
wait 20s
everyone says "still there?"
wait 1min
)";

TEST(MergedTapes, matches_what_gets_through_bad_weather) {
  std::size_t alive_mistaken = 0;
  std::size_t alive = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const RecordedSession truth(kWeather, seed);
    const auto session = MergedTapes::load(truth.all_skewed());
    ASSERT_TRUE(session);
    const Errors errors = errors_of(truth, *session);
    EXPECT_GT(errors.messages, 100U);
    EXPECT_EQ(errors.unmatched + errors.mistaken + errors.early, 0U) << testing::PrintToString(errors);
    EXPECT_LT(errors.worst, 1ms);
    // A keep-alive is as the one before: which of two was lost and which came twice is sometimes a guess.
    const Errors of_alive = errors_of(truth, *session, true);
    EXPECT_EQ(of_alive.unmatched + of_alive.early, 0U);
    alive += of_alive.messages;
    alive_mistaken += of_alive.mistaken;
  }
  EXPECT_LE(alive_mistaken * 200, alive);
}

TEST(MergedTapes, finds_the_drift_of_clocks) {
  for (const std::int64_t drift_ppm : {1, 10, 50, 200, 500}) {
    const RecordedSession truth(kTalk);
    const auto session = MergedTapes::load(truth.all_skewed(drift_ppm));
    ASSERT_TRUE(session);
    const Errors errors = errors_of(truth, *session);
    EXPECT_EQ(errors.unmatched + errors.mistaken + errors.early, 0U) << testing::PrintToString(errors);
    EXPECT_LT(errors.worst, 1ms) << drift_ppm;
  }
}

TEST(MergedTapes, puts_people_together_of_whose_registry_there_is_no_tape) {
  const RecordedSession truth(kTalk);
  const auto session =
      MergedTapes::load({truth.tape("ada", 1, {.ahead = 1h}), truth.tape("bob", 1, {.ahead = 2h}),
                         truth.tape("cem", 1, {.ahead = 3h})});
  ASSERT_TRUE(session);
  EXPECT_THAT(session->remarks(), testing::IsEmpty());
  const auto all = restored(*session);
  std::size_t chat = 0;
  for (const auto& [node, messages] : all) {
    for (std::size_t i = 0; i < messages.size(); ++i) {
      const auto& real = truth.deliveries(node)[i];
      EXPECT_EQ(messages[i].from, real.from);
      if (real.from == "registry") continue;
      ++chat;
      ASSERT_TRUE(messages[i].is_matched) << messages[i].text;
      EXPECT_TRUE(truth.may_show(real.from, messages[i].own_sent, real.sent)) << messages[i].text;
      EXPECT_LE(messages[i].sent, messages[i].at);
      EXPECT_LT(messages[i].at - messages[i].sent, 20ms);
    }
  }
  EXPECT_GT(chat, 20U);
}

TEST(MergedTapes, knows_people_without_a_tape_by_their_names) {
  const RecordedSession truth(kTalk);
  const auto session =
      MergedTapes::load({truth.tape("ada", 1, {.ahead = 1h}), truth.tape("registry", 1, {.ahead = 9h})});
  ASSERT_TRUE(session);
  ASSERT_EQ(session->nodes().size(), 4U);
  for (const auto& [node, messages] : restored(*session)) {
    for (std::size_t i = 0; i < messages.size(); ++i) {
      const auto& real = truth.deliveries(node)[i];
      EXPECT_EQ(messages[i].from, real.from) << messages[i].text;
      const bool both_have_tapes = real.from == "ada" || real.from == "registry";
      EXPECT_EQ(messages[i].is_matched, both_have_tapes) << messages[i].text;
    }
  }
}

TEST(MergedTapes, of_a_registry_alone_has_all_who_came) {
  const RecordedSession truth(kTalk);
  const auto session = MergedTapes::load({truth.tape("registry")});
  ASSERT_TRUE(session);
  EXPECT_EQ(session->nodes().size(), 4U);
  const auto all = restored(*session);
  for (const auto& message : all.at("registry")) EXPECT_FALSE(message.is_matched);
}

TEST(MergedTapes, matches_lines_by_length_where_a_tape_keeps_no_text) {
  const RecordedSession truth(kTalk, 1, {.keep_text = false});
  const auto session = MergedTapes::load(truth.all_skewed());
  ASSERT_TRUE(session);
  const Errors errors = errors_of(truth, *session);
  EXPECT_EQ(errors.unmatched + errors.mistaken + errors.early, 0U) << testing::PrintToString(errors);
}

constexpr std::string_view kRestart = R"(# The registry crashes, and people come back to it.
people ada bob

everyone arrives
ada creates room den
bob joins room den
wait 1s
crash registry for 3s
ada says "is it down?"
wait 20s
bob says "no"
wait 5s
)";

TEST(MergedTapes, follows_a_registry_that_was_started_again) {
  const RecordedSession truth(kRestart);
  const auto session = MergedTapes::load(truth.all_skewed());
  ASSERT_TRUE(session);
  EXPECT_THAT(session->remarks(), testing::IsEmpty());
  ASSERT_EQ(session->nodes().size(), 3U);
  EXPECT_THAT(session->nodes()[0].tapes, testing::SizeIs(2));
  const Errors errors = errors_of(truth, *session);
  EXPECT_EQ(errors.unmatched + errors.mistaken + errors.early, 0U) << testing::PrintToString(errors);
  EXPECT_EQ(errors_of(truth, *session, true).unmatched, 0U);
}

TEST(MergedTapes, has_one_lane_for_somebody_who_starts_again) {
  const RecordedSession truth(R"(# Ada's program is torn away, and she comes back.
people ada bob

everyone arrives
crash ada
wait 5s
restart ada
ada logs in
wait 1s
)");
  const auto session = MergedTapes::load(truth.all_skewed());
  ASSERT_TRUE(session);
  ASSERT_EQ(session->nodes().size(), 3U);
  EXPECT_THAT(session->nodes(),
              testing::Contains(testing::AllOf(testing::Field(&Node::name, "ada"),
                                               testing::Field(&Node::tapes, testing::SizeIs(2)))));
  const Errors errors = errors_of(truth, *session);
  EXPECT_EQ(errors.unmatched + errors.mistaken + errors.early, 0U) << testing::PrintToString(errors);
}

/// Whoever comes back says to the next tape of the registry what they said to the one before.
TEST(MergedTapes, tells_the_tapes_of_a_registry_apart_that_was_started_more_than_once) {
  const RecordedSession truth(R"(# The registry is killed twice, and bob's program once.
people ann bob cy

everyone arrives
ann creates room den
bob, cy join room den
wait 1s
crash registry for 2s
wait 10s
crash bob
wait 5s
restart bob
bob logs in
bob joins room den
wait 1s
crash registry for 2s
wait 20s
everyone says "ok"
wait 1s
)");
  const auto session = MergedTapes::load(truth.all_skewed());
  ASSERT_TRUE(session);
  EXPECT_THAT(session->remarks(), testing::IsEmpty());
  const auto is = [](const std::string& name, std::size_t tapes) {
    return testing::AllOf(testing::Field(&Node::name, name),
                          testing::Field(&Node::tapes, testing::SizeIs(tapes)));
  };
  EXPECT_THAT(session->nodes(),
              testing::UnorderedElementsAre(is("registry", 3), is("ann", 1), is("bob", 2), is("cy", 1)));
  const Errors errors = errors_of(truth, *session);
  EXPECT_EQ(errors.unmatched + errors.mistaken + errors.early, 0U) << testing::PrintToString(errors);
}

TEST(MergedTapes, goes_by_the_calendar_where_tapes_share_nothing) {
  const RecordedSession truth(kRestart);
  const auto session =
      MergedTapes::load({truth.tape("registry", 2, {.ahead = 5h, .recorded_at = 1'700'000'060'000}),
                         truth.tape("registry", 1, {.recorded_at = 1'700'000'000'000})});
  ASSERT_TRUE(session);
  EXPECT_EQ(session->tapes()[1].first, Instant{});
  EXPECT_EQ(session->tapes()[0].first, Instant(60s));
  EXPECT_THAT(session->remarks(), testing::ElementsAre(testing::HasSubstr("time of day")));
  EXPECT_THAT(session->nodes(), testing::Contains(testing::Field(&Node::tapes, testing::ElementsAre(1, 0))));
}

TEST(MergedTapes, takes_a_tape_up_to_where_it_breaks_off) {
  const RecordedSession truth(kTalk);
  for (const std::uint64_t entries : {0U, 1U, 2U, 15U, 60U, 90U}) {
    auto tapes = truth.all_skewed();
    const auto cut = truth.tape("bob", 1, {.ahead = 77h, .entries = entries});
    const auto is_bob = [](const TapeFile& tape) { return tape.name == "tapes/bob-1.tape"; };
    std::ranges::replace_if(tapes, is_bob, cut);
    const auto session = MergedTapes::load(tapes);
    ASSERT_TRUE(session);
    for (const auto& [node, messages] : restored(*session)) {
      for (const Restored& message : messages) {
        EXPECT_TRUE(!message.is_matched || message.sent <= message.at);
      }
    }
    const auto all = restored(*session);
    for (const Restored& message : all.at("ada")) {
      EXPECT_TRUE(message.is_matched || message.from == "bob") << entries << " " << message.text;
    }
  }
}

TEST(MergedTapes, wants_at_least_one_tape_that_can_be_opened) {
  EXPECT_FALSE(MergedTapes::load(std::vector<TapeFile>{}));
  const std::vector<std::string> nowhere{"/nowhere/at/all.tape"};
  EXPECT_FALSE(MergedTapes::load(nowhere));
}

}  // namespace
}  // namespace parley::sim::merge
