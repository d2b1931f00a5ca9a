// Tapes come from outside: whatever is on them, a session is loaded, visited and drawn.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/core_options.hpp"
#include "sim/merge/draw.hpp"
#include "sim/merge/limits.hpp"
#include "sim/world/random.hpp"
#include "tests/unit/sim_merge/recorded_session.hpp"

namespace parley::sim::merge {
namespace {

using tape::Entry;
using tape::EntryKind;

constexpr std::array<std::string_view, 16> kTexts = {
    "",
    "HELLO P2P 2\n",
    "HELLO_BACK SUCCESS 200 ",
    "LOGIN ada xxxx 6001\n",
    "LOGIN ADA",
    "REGISTER bob ",
    "AUTH <SUCCESS> <200>\n",
    "REGISTER <SUCCESS> <200>\n",
    "ada: hi",
    "System: User ada joined!",
    "KEEP_ALIVE ada",
    "KEEP_ALIVE",
    "10.0.0.1:15600",
    "\xff\xfe\x00",
    "LOGIN a\nLOGIN b\nLOGIN c\n",
    "a: b: c",
};

/// Entries by chance: few ids, so that they have to do with each other, and all sorts of times.
class GarbageEntries final : public tape::EntrySource {
 public:
  GarbageEntries(std::uint64_t seed, std::uint64_t entries) : rng_(seed), left_(entries) {}

  Result<bool> next(Entry& entry) override {
    if (left_ == 0) return rng_.below(2) == 0 ? Result<bool>(false) : Error{ErrorCode::kCorrupt, "broken"};
    --left_;
    entry = {};
    constexpr std::array<std::uint8_t, 4> kGroups = {1, 64, 128, 192};
    constexpr std::array<std::uint8_t, 4> kSizes = {19, 6, 27, 1};
    const std::size_t group = rng_.below(100) == 0 ? 3 : rng_.below(3);
    entry.kind = static_cast<EntryKind>(kGroups[group] + rng_.below(kSizes[group]));
    entry.at = next_time();
    entry.id = rng_.below(20) == 0 ? rng_.next() : rng_.below(4);
    entry.number = rng_.below(20) == 0 ? static_cast<std::int64_t>(rng_.next())
                                       : static_cast<std::int64_t>(rng_.below(4));
    entry.endpoint = {kLoopback, static_cast<std::uint16_t>(rng_.below(3) + 20'000)};
    entry.text = kTexts[rng_.below(kTexts.size())];
    entry.size = rng_.below(20) == 0 ? rng_.next() : entry.text.size();
    entry.digest = rng_.below(2);
    return true;
  }

 private:
  Instant next_time() {
    switch (rng_.below(30)) {
      case 0:
        return Instant::min();
      case 1:
        return Instant::max();
      case 2:
        return Instant(Duration(static_cast<std::int64_t>(rng_.next())));
      default:
        return now_ += Duration(static_cast<std::int64_t>(rng_.below(100'000'000)));
    }
  }

  Random rng_;
  std::uint64_t left_;
  Instant now_{};
};

TapeFile garbage_tape(std::uint64_t seed, bool is_registry) {
  const auto open = [seed, is_registry]() -> Result<OpenTape> {
    tape::TapeHeader header;
    header = is_registry ? record::with_options(header, registry::RegistryOptions{})
                         : record::with_options(header, client::PeerOptions{});
    constexpr std::array<std::int64_t, 4> kDays = {0, 1'700'000'000'000,
                                                   std::numeric_limits<std::int64_t>::max(),
                                                   std::numeric_limits<std::int64_t>::min()};
    header.recorded_at = kDays[seed % kDays.size()];
    header.text_kept = seed % 5 != 0;
    return OpenTape{header, std::make_unique<GarbageEntries>(seed, seed % 7 == 0 ? seed % 3 : 300)};
  };
  return {"tape " + std::to_string(seed), open};
}

TEST(MergedTapes, loads_and_draws_whatever_is_on_its_tapes) {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    std::vector<TapeFile> tapes;
    for (std::uint64_t i = 0; i < 2 + seed % 4; ++i) tapes.push_back(garbage_tape(seed * 10 + i, i % 3 == 0));
    const auto session = MergedTapes::load(tapes);
    ASSERT_TRUE(session) << seed;
    std::uint64_t visited = 0;
    std::uint64_t entries = 0;
    std::vector<Instant> before(tapes.size());
    const auto done = session->visit([&](const MergedEntry& moment) {
      ++visited;
      EXPECT_LE(before[moment.id.tape], moment.at);
      before[moment.id.tape] = moment.at;
      return true;
    });
    EXPECT_TRUE(done.has_value());
    for (const Tape& tape : session->tapes()) entries += tape.entries;
    EXPECT_EQ(visited, entries) << seed;
    const auto timeline = draw(*session);
    ASSERT_TRUE(timeline);
    EXPECT_FALSE(report::to_html(*timeline, title_of(*session, "")).empty());
  }
}

TEST(MergedTapes, takes_no_more_tapes_than_its_limit) {
  const auto load = [](std::size_t count) {
    return MergedTapes::load(std::vector<TapeFile>(count, tape_of("a.tape", tape::CoreKind::kPeer, {})));
  };
  EXPECT_TRUE(load(limits::kTapes));
  const auto refused = load(limits::kTapes + 1);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, testing::HasSubstr("at most"));
}

TEST(MergedTapes, takes_as_many_empty_connections_as_its_limit_and_says_that_there_are_more) {
  std::vector<Entry> entries;
  for (std::uint64_t id = 1; id <= limits::kStreams + 1; ++id) {
    entries.push_back({.kind = EntryKind::kAccept, .id = id, .channel = {1, id}});
  }
  const auto session = MergedTapes::load({tape_of("registry.tape", tape::CoreKind::kRegistry, entries)});
  ASSERT_TRUE(session);
  EXPECT_LE(session->nodes().size(), limits::kNames + 2);
  EXPECT_THAT(session->remarks(), testing::ElementsAre(testing::HasSubstr("more than can be matched")));
}

}  // namespace
}  // namespace parley::sim::merge
