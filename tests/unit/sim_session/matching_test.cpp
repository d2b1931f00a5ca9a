// What the simulator knows to have happened, found again from the tapes alone.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/unit/sim_session/recorded_session.hpp"

namespace parley::sim::session {
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
Errors errors_of(const RecordedSession& truth, const Session& session, bool of_keep_alives = false) {
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
      const bool is_right = message.from == real.from && truth.may_show(real.from, message.own_sent, real.sent);
      if (!is_right) {
        ++errors.mistaken;
        ADD_FAILURE() << node << " gets from " << real.from << ": " << message.text;
        continue;
      }
      if (message.at < message.sent) ++errors.early;
      errors.worst = std::max(errors.worst, std::chrono::abs((message.at - message.sent) - (real.at - real.sent)));
    }
  }
  return errors;
}

TEST(Session, finds_all_that_was_said_among_three_and_a_registry) {
  const RecordedSession truth(kTalk);
  const auto session = Session::load(truth.all_apart());
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

TEST(Session, weather) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const RecordedSession truth(kWeather, seed);
    const auto session = Session::load(truth.all_apart());
    ASSERT_TRUE(session);
    std::cout << testing::PrintToString(errors_of(truth, *session)) << "\n";
    std::cout << testing::PrintToString(errors_of(truth, *session, true)) << "\n";
    for (const auto& each : session->remarks()) std::cout << each << "\n";
  }
}

TEST(Session, drift) {
  for (std::int64_t drift : {0, 1, 10, 50, 200, 500}) {
    const RecordedSession truth(kTalk);
    const auto session = Session::load(truth.all_apart(drift));
    ASSERT_TRUE(session);
    std::cout << testing::PrintToString(errors_of(truth, *session)) << "\n";
    std::cout << testing::PrintToString(errors_of(truth, *session, true)) << "\n";
    for (const auto& each : session->remarks()) std::cout << each << "\n";
  }
}

}  // namespace
}  // namespace parley::sim::session
