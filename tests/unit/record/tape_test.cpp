// What is written to a tape is what is read from it; its limits; its ends.

#include <gmock/gmock.h>

#include "tests/unit/record/tape_samples.hpp"

namespace parley::record::test {
namespace {

using std::chrono::milliseconds;

Entry wake(Duration at, std::int64_t number = 0) {
  Entry entry;
  entry.kind = EntryKind::kWake;
  entry.at = Instant(at);
  entry.number = number;
  return entry;
}

/// The entries without the kEnd, which must be there.
std::vector<Entry> without_end(const Reading& reading, TapeEndCause cause) {
  auto entries = reading.entries.list();
  EXPECT_FALSE(entries.empty());
  if (entries.empty()) return entries;
  EXPECT_EQ(entries.back().kind, EntryKind::kEnd);
  EXPECT_EQ(entries.back().number, static_cast<std::int64_t>(cause));
  entries.pop_back();
  return entries;
}

TEST(Tape, gives_back_every_kind_with_the_least_and_the_most_that_it_holds) {
  const Entries written = all_sorts();
  const Reading read = read_all(tape_of(registry_header(), written));
  EXPECT_EQ(read.error, "");
  EXPECT_EQ(without_end(read, TapeEndCause::kFinished), written.list());
  EXPECT_FALSE(read.cut);
}

TEST(Tape, gives_back_the_same_however_small_its_blocks_are) {
  const Entries written = all_sorts();
  TapeLimits limits;
  limits.block_bytes = 1;
  const Reading read = read_all(tape_of(registry_header(), written, limits));
  EXPECT_EQ(without_end(read, TapeEndCause::kFinished), written.list());
}

TEST(Tape, gives_back_a_registrys_header) {
  const TapeHeader written = registry_header();
  const TapeHeader read = read_all(tape_of(written, few())).header;
  EXPECT_EQ(read.program, written.program);
  EXPECT_EQ(read.recorded_at, written.recorded_at);
  EXPECT_EQ(read.kept_log_levels, written.kept_log_levels);
  EXPECT_FALSE(read.text_kept);
  const auto& options = std::get<registry::RegistryOptions>(read.options);
  const auto& expected = std::get<registry::RegistryOptions>(written.options);
  EXPECT_EQ(options.tcp, expected.tcp);
  EXPECT_EQ(options.udp, expected.udp);
  EXPECT_EQ(options.limits.keep_alive_timeout, expected.limits.keep_alive_timeout);
}

TEST(Tape, gives_back_a_peers_header) {
  const TapeHeader written = peer_header();
  const TapeHeader read = read_all(tape_of(written, few())).header;
  EXPECT_TRUE(read.text_kept);
  const auto& options = std::get<client::PeerOptions>(read.options);
  const auto& expected = std::get<client::PeerOptions>(written.options);
  EXPECT_EQ(options.registry, expected.registry);
  EXPECT_EQ(options.registry_udp_port, expected.registry_udp_port);
  EXPECT_EQ(options.multicast_interface, expected.multicast_interface);
  EXPECT_EQ(options.require_authority, expected.require_authority);
  EXPECT_EQ(options.dialect, expected.dialect);
}

TEST(Tape, gives_back_a_peers_header_that_says_nothing) {
  TapeHeader written;
  written.options = client::PeerOptions{};
  const TapeHeader read = read_all(tape_of(written, few())).header;
  const auto& options = std::get<client::PeerOptions>(read.options);
  EXPECT_FALSE(options.registry);
  EXPECT_FALSE(options.registry_udp_port);
  EXPECT_EQ(options.dialect, wire::Dialect::kV2);
}

TEST(Tape, ends_at_the_time_of_its_last_entry_with_the_cause_in_words) {
  const Reading read = read_all(tape_of(registry_header(), few()));
  const Entry& end = read.entries.list().back();
  EXPECT_EQ(end.at, Instant(milliseconds(6300)));
  EXPECT_EQ(end.text, "the program has ended");
}

/// A tape with that limit, of entries that do not compress, until it ends.
std::string limited(std::uint64_t max_bytes) {
  TapeLimits limits;
  limits.max_bytes = max_bytes;
  limits.block_bytes = 256;
  TapeBytes bytes;
  TapeWriter writer(registry_header(), bytes, limits);
  std::uint64_t noise = 1;
  std::int64_t added = 0;
  for (; added < 10'000 && !writer.ended(); ++added) {
    noise = noise * 6364136223846793005U + 1442695040888963407U;
    writer.add(wake(milliseconds(added), static_cast<std::int64_t>(noise >> 1)));
  }
  EXPECT_TRUE(writer.ended());
  writer.add(wake(milliseconds(added)));
  writer.finish(TapeEndCause::kFinished);
  return bytes.bytes();
}

TEST(Tape, ends_where_its_limit_leaves_no_room_and_stays_within_it) {
  for (std::uint64_t limit = kMinTapeBytes; limit < kMinTapeBytes + 500; ++limit) {
    SCOPED_TRACE(limit);
    const std::string tape = limited(limit);
    ASSERT_LE(tape.size(), limit);
    ASSERT_GT(tape.size(), limit - kMaxEndBytes - 512);
    const auto entries = without_end(read_all(tape), TapeEndCause::kLimit);
    ASSERT_FALSE(entries.empty());
    for (std::size_t i = 0; i < entries.size(); ++i) ASSERT_EQ(entries[i].at, Instant(milliseconds(i)));
  }
}

TEST(Tape, seals_a_block_whose_first_entry_is_too_old) {
  TapeBytes bytes;
  TapeWriter writer(registry_header(), bytes);
  writer.add(wake(milliseconds(0)));
  writer.add(wake(milliseconds(249)));
  EXPECT_EQ(read_all(bytes.bytes()).entries.list().size(), 0U);
  writer.add(wake(milliseconds(250)));
  EXPECT_EQ(read_all(bytes.bytes()).entries.list().size(), 2U);
}

TEST(Tape, ends_with_a_gap_at_an_entry_that_is_too_long) {
  TapeBytes bytes;
  TapeWriter writer(registry_header(), bytes);
  Entry line;
  line.kind = EntryKind::kLine;
  const std::string longest(kMaxTextBytes, 'x');
  line.text = longest;
  writer.add(line);
  EXPECT_FALSE(writer.ended());
  const std::string longer(kMaxTextBytes + 1, 'x');
  line.text = longer;
  writer.add(line);
  EXPECT_TRUE(writer.ended());
  EXPECT_EQ(without_end(read_all(bytes.bytes()), TapeEndCause::kGap).size(), 1U);
}

TEST(Tape, ends_with_a_gap_where_time_runs_back) {
  TapeBytes bytes;
  TapeWriter writer(registry_header(), bytes);
  writer.add(wake(milliseconds(2)));
  writer.add(wake(milliseconds(1)));
  EXPECT_EQ(without_end(read_all(bytes.bytes()), TapeEndCause::kGap).size(), 1U);
}

TEST(Tape, takes_nothing_more_where_its_sink_has_no_room) {
  struct Small final : BlockSink {
    int pieces = 0;
    bool offer(std::string) override { return ++pieces < 2; }
  } small;
  TapeWriter writer(registry_header(), small);
  writer.add(wake(milliseconds(1)));
  writer.seal();
  EXPECT_TRUE(writer.ended());
  writer.add(wake(milliseconds(2)));
  writer.finish(TapeEndCause::kFinished);
  EXPECT_EQ(small.pieces, 2);
}

TEST(Tape, is_cut_behind_a_whole_block_where_its_program_was_killed) {
  const Entries written = few();
  TapeBytes bytes;
  {
    TapeWriter writer(registry_header(), bytes);
    for (const auto& entry : written.list()) writer.add(entry);
    writer.seal();
    writer.add(wake(milliseconds(7000)));
  }
  const Reading read = read_all(bytes.bytes());
  EXPECT_EQ(read.entries.list(), written.list());
  EXPECT_EQ(read.error, "");
  EXPECT_TRUE(read.cut);
}

TEST(Tape, finds_again_what_each_of_many_peers_sent_before) {
  TapeBytes bytes;
  TapeWriter writer(registry_header(), bytes);
  constexpr int kPeers = 1000;
  constexpr int kRounds = 20;
  for (int i = 0; i < kPeers * kRounds; ++i) {
    Entry entry;
    entry.kind = EntryKind::kDatagram;
    entry.at = Instant(Duration(i * 1'000'003LL));
    entry.id = 1;
    entry.endpoint = Endpoint{kLoopback, static_cast<std::uint16_t>(20'000 + i % kPeers * 7)};
    const std::string text = "KEEP_ALIVE user" + std::to_string(i % kPeers) + " " +
                             std::to_string(i / kPeers) + " 0000000000000000";
    entry.text = text;
    writer.add(entry);
  }
  writer.finish(TapeEndCause::kFinished);
  EXPECT_LT(bytes.bytes().size(), std::size_t{20} * kPeers * kRounds);
}

}  // namespace
}  // namespace parley::record::test
