#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/limits.hpp"
#include "tests/unit/registry/registry_fixture.hpp"

/// Clients that ask for more than their share of the registry's time.
namespace parley::registry {
namespace {

using namespace std::chrono_literals;
using test::RegistryFixture;

constexpr std::size_t kFlood = 10'000;  ///< Messages: more than any share.

RegistryFixture::Client connect_v2(RegistryFixture& fixture) {
  auto client = fixture.connect();
  client.ask("HELLO P2P 2\n");
  return client;
}

std::size_t lines_in(const std::string& answers) {
  return static_cast<std::size_t>(std::count(answers.begin(), answers.end(), '\n'));
}

std::string requests(std::size_t count, std::string_view request) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += request;
  return all;
}

TEST(Fairness, gives_out_a_bounded_number_of_messages_in_a_turn) {
  RegistryFixture fixture;
  auto flooder = connect_v2(fixture);
  const std::size_t share = RegistryLimits().messages_per_turn;
  EXPECT_EQ(lines_in(flooder.ask_now(requests(share, "\n"))), share);
  EXPECT_FALSE(fixture.clock.alarm() == fixture.clock.now());
  EXPECT_EQ(lines_in(flooder.ask_now(requests(share + 1, "\n"))), share);
  EXPECT_EQ(fixture.clock.alarm(), fixture.clock.now());
  fixture.settle();
  EXPECT_EQ(lines_in(flooder.take()), 1U);
}

TEST(Fairness, answers_a_flood_whole_and_in_order) {
  RegistryFixture fixture;
  auto flooder = connect_v2(fixture);
  std::string mixed;
  std::string expected;
  for (int i = 0; i < 1000; ++i) {
    mixed += i % 7 == 0 ? "HELLO P2P 2\n" : "\n";
    expected += i % 7 == 0 ? "HELLO" : "ERROR";
  }
  std::string answers = flooder.ask(mixed);
  std::erase(answers, '|');
  std::string verbs;
  for (std::size_t at = 0; at < answers.size(); at = answers.find('\n', at) + 1)
    verbs += answers.substr(at, 5);
  EXPECT_EQ(verbs, expected);
}

TEST(Fairness, serves_others_between_the_shares_of_a_flood) {
  RegistryFixture fixture;
  auto flooder = connect_v2(fixture);
  auto other = connect_v2(fixture);
  flooder.send(requests(kFlood, "\n"));
  std::size_t answered = lines_in(flooder.take());
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(other.ask_now("\n"), "ERROR <FAILURE> <400>\n");
    fixture.clock.ring_by(fixture.clock.now());
    const std::size_t more = lines_in(flooder.take());
    EXPECT_LE(more, RegistryLimits().messages_per_turn);
    answered += more;
  }
  EXPECT_LT(answered, kFlood);
}

TEST(Fairness, takes_in_what_a_client_sends_while_it_waits_for_its_share) {
  RegistryFixture fixture;
  auto flooder = connect_v2(fixture);
  const std::size_t share = RegistryLimits().messages_per_turn;
  flooder.send(requests(share + 1, "\n"));
  flooder.take();
  EXPECT_EQ(flooder.ask_now("\n"), "");
  fixture.settle();
  EXPECT_EQ(lines_in(flooder.take()), 2U);
}

TEST(Fairness, stops_reading_a_client_that_waits_for_its_share) {
  RegistryFixture fixture;
  auto flooder = connect_v2(fixture);
  int records = 0;
  for (; records < 1000 && !flooder.connection().paused; ++records) flooder.send(requests(16'384, "\n"));
  EXPECT_LE(records, 1 + static_cast<int>(limits::kPendingRequestBytes / 16'384));
  fixture.settle();
  EXPECT_FALSE(flooder.connection().paused);
  EXPECT_EQ(lines_in(flooder.take()), static_cast<std::size_t>(records) * 16'384);
}

TEST(Fairness, serves_a_bounded_number_of_clients_in_a_round_and_each_in_its_turn) {
  RegistryLimits limits;
  limits.turns_per_round = 2;
  RegistryFixture fixture(limits);
  std::vector<RegistryFixture::Client> flooders;
  for (int i = 0; i < 3; ++i) flooders.push_back(connect_v2(fixture));
  for (auto& flooder : flooders) {
    flooder.send(requests(3 * limits.messages_per_turn, "\n"));
    flooder.take();
  }
  const auto answered = [&](std::size_t i) { return !flooders[i].take().empty(); };
  fixture.clock.ring_by(fixture.clock.now());
  EXPECT_TRUE(answered(0) && answered(1) && !answered(2));
  fixture.clock.ring_by(fixture.clock.now());
  EXPECT_TRUE(answered(2) && answered(0) && !answered(1));
}

TEST(Fairness, forgets_a_flooder_that_has_gone) {
  RegistryFixture fixture;
  auto flooder = connect_v2(fixture);
  auto second = connect_v2(fixture);
  flooder.send(requests(1000, "\n"));
  second.send(requests(100, "\n"));
  flooder.lose();
  fixture.settle();
  EXPECT_EQ(lines_in(second.take()), 100U);
}

TEST(Fairness, bounds_the_bytes_of_answers_of_a_turn) {
  RegistryLimits limits;
  limits.answer_bytes_per_turn = 1;
  RegistryFixture fixture(limits);
  auto client = connect_v2(fixture);
  EXPECT_EQ(lines_in(client.ask_now("\n\n\n")), 1U);
  fixture.clock.ring_by(fixture.clock.now());
  EXPECT_EQ(lines_in(client.take()), 1U);
  fixture.settle();
  EXPECT_EQ(lines_in(client.take()), 1U);
}

TEST(Fairness, hears_a_client_whose_requests_wait) {
  RegistryFixture fixture;
  auto ann = fixture.log_in("ann");
  auto flooder = connect_v2(fixture);
  flooder.send(requests(1000, "\n"));
  fixture.pass(limits::kKeepAliveTimeout - 1ns);
  fixture.keep_alive("ann");
  flooder.send(requests(1000, "\n"));
  fixture.pass(limits::kKeepAliveTimeout - 1ns);
  EXPECT_FALSE(ann.closed());
}

}  // namespace
}  // namespace parley::registry
