#include "sim/language/writer.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "sim/language/name_writer.hpp"
#include "sim/language/parser.hpp"

namespace parley::sim::scenario {
namespace {

using namespace std::chrono_literals;
using testing::IsEmpty;

constexpr const char* kCast =
    "# What it shows\npeople alice bob guest1..guest3\npeople old speaking v1\nclient mallory\n"
    "group crowd is guest1..guest3\nalice and bob are behind a symmetric nat\n"
    "registry has an IPv6 address and an IPv4 address\nalice and bob have an IPv6 address\n";

/// The steps as they are written back, behind the cast.
std::string rewritten(const std::string& steps) {
  const Parsed parsed = parse(kCast + steps, "f");
  EXPECT_THAT(parsed.errors, IsEmpty()) << parsed.errors.front().to_string();
  const std::string text = to_text(parsed.scenario);
  EXPECT_TRUE(parse(text, "g").scenario == parsed.scenario) << text;
  return text.substr(text.find("\n\n") + 2);
}

TEST(Writer, writes_the_cast) {
  const std::string text = to_text(parse(std::string(kCast) + "wait 1s\n", "f").scenario);
  EXPECT_EQ(text, std::string(kCast) + "\nwait 1s\n");
}

/// One of each statement, as it is written: it comes back byte for byte.
constexpr const char* kSentences[] = {
    "alice starts",
    "alice and bob start without an address",
    "everyone arrives",
    "crowd in turn arrives",
    "alice signs up as eve with password \"a b\"",
    "alice logs in as eve with password \"x\" on port 6100",
    "alice lists people with addresses",
    "alice looks for bob",
    "alice creates room den",
    "alice lists rooms",
    "guest1..guest3 and bob join room den",
    "alice says \"hi\" 1000 x \"a\" \"\\n\\x00\\\"\"",
    "alice leaves the room",
    "alice logs out",
    "alice exits",
    "alice types \"\"",
    "alice ends the input",
    "alice interrupts",
    "mallory connects speaking v2",
    "mallory sends 500 times \"a\" then \"b\"",
    "mallory stops reading",
    "mallory reads again",
    "mallory disconnects",
    "mallory sends datagram \"x\" to room den",
    "wait 1.5s",
    "at the same time:\n  alice logs in\n  bob logs in",
    "meanwhile:\n  at 0s everyone arrives\n  at 1.25s alice logs in\n  at 2min crash registry for 2s",
    "meanwhile, as recorded:\n  at 0s everyone arrives\n  at 1s alice tries to join room den\n"
    "  at 2s alice and bob try to create room den",
    "for 20s crowd does every 500ms: 5 say something, 2 join some room, 1 crash",
    ("for 20s everyone does: 1 create a room, 1 leave the room, 3 list rooms, 4 list people, "
     "5 look for somebody, 6 log out, 7 vanish"),
    "crash registry, alice and bob for 3s",
    "registry loses power",
    "alice loses power for 1s",
    "crash alice\nrestart alice",
    "stop registry\nrestart registry\nstop registry for 2s",
    "mallory vanishes",
    "pause alice for 2s",
    "resume alice",
    "alice and bob move",
    "crowd is deaf for 2s",
    "alice and bob hear again",
    "alice's clock runs 5% fast for 10s",
    "the clocks of registry and alice run 0.25% slow",
    "registry's clock runs right",
    "partition alice and bob | registry for 5s",
    "cut alice -> registry for 2s",
    "clog registry -> crowd",
    "heal",
    "lose 30% of datagrams",
    "lose 30% of datagrams from alice to bob and old for 3s",
    "repeat 5% of datagrams for 1s",
    "reorder 20% of datagrams by 50ms",
    "packets take 50ms to 300ms with a long tail from alice to bob",
    "packets take 50ms",
    "packets take 1ms to 2ms evenly for 1s",
    "slow packets to 64 KiB/s",
    "slow packets to 64 KiB/s with 32 KiB waiting from registry to alice for 2s",
    "limit datagrams to 600 bytes from alice to registry",
    "fragment streams from registry to alice for 9s",
    "stop losing",
    "stop repeating",
    "stop reordering",
    "stop delaying",
    "stop slowing",
    "stop limiting",
    "stop fragmenting",
    "break the connection of alice",
    "half-close the connections of alice and bob",
    "the registry gets a new key",
    "registry gets an IPv6 address",
    "alice and bob get an IPv4 address",
    "alice loses the first address",
    "alice and bob lose the IPv4 addresses",
    "registry loses the IPv6 addresses",
    "the disk is full for 2s",
    "the disk fails to read",
    "the disk fails to write",
    "the disk fails to sync",
    "the disk works",
    "within 500ms alice sees a line with \"a\" and \"b\"",
    "for 2s alice and bob do not see \"a\"",
    "alice never sees \"a\"",
    "everyone is asked \"Choice:\"",
    "within 2s alice has ended with code 3",
    "always alice is in room den",
    "never alice is in no room",
    "within 1s mallory receives \"x\"",
    "for 1s mallory receives nothing",
    "mallory is closed",
    "mallory is connected",
    "rooms are den (alice*, bob), x (bob*)",
    "no rooms",
    "always room den has at most 5 members",
    "room den has 2 members",
    "online are alice, bob and guest1..guest3",
    "nobody is online",
    "at least 3 people are online",
    "5 people are online",
};

class EachStatement : public testing::TestWithParam<const char*> {};

TEST_P(EachStatement, comes_back_as_it_was_written) {
  const std::string before = "everyone starts\nmallory connects\n";
  EXPECT_EQ(rewritten(before + GetParam() + "\n"), before + GetParam() + "\n");
}

INSTANTIATE_TEST_SUITE_P(Writer, EachStatement, testing::ValuesIn(kSentences));

TEST(Writer, writes_times_in_the_shortest_way) {
  EXPECT_EQ(to_text(Duration(0)), "0s");
  EXPECT_EQ(to_text(Duration(90s)), "90s");
  EXPECT_EQ(to_text(Duration(120s)), "2min");
  EXPECT_EQ(to_text(Duration(1200ms)), "1.2s");
  EXPECT_EQ(to_text(Duration(1ms)), "1ms");
  EXPECT_EQ(to_text(Duration(1500us)), "1.5ms");
  EXPECT_EQ(to_text(Duration(1)), "0.001us");
  EXPECT_EQ(to_text(Duration(1'000'000'001)), "1.000000001s");
}

TEST(Writer, keeps_texts_that_an_editor_shows_and_escapes_the_others) {
  EXPECT_EQ(quoted("gr\xc3\xbc\xc3\x9f"), "\"gr\xc3\xbc\xc3\x9f\"");
  EXPECT_EQ(quoted("\xff\x01"), "\"\\xff\\x01\"");
}

/// All files below a folder, in order.
std::vector<std::string> files_below(const std::string& folder) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void expect_the_same_again(const std::string& file) {
  const Parsed parsed = parse_file(file);
  if (!parsed.ok()) return;
  const std::string text = to_text(parsed.scenario);
  const Parsed again = parse(text, file);
  EXPECT_THAT(again.errors, IsEmpty()) << again.errors.front().to_string() << "\n" << text;
  EXPECT_TRUE(again.scenario == parsed.scenario) << text;
  EXPECT_EQ(to_text(again.scenario), text);
}

TEST(Writer, brings_back_every_scenario_as_it_was) {
  for (const std::string& file : files_below("fixtures/scenarios")) expect_the_same_again(file);
}

TEST(Writer, brings_back_what_a_fuzzer_found_as_it_was) {
  for (const std::string& file : files_below("fixtures/corpus/scenario")) expect_the_same_again(file);
}

}  // namespace
}  // namespace parley::sim::scenario
