#include "record/playback.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "record/recorder.hpp"
#include "tests/unit/record/memory_tape.hpp"
#include "tests/unit/record/played.hpp"

namespace parley::record {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

UserName user(const std::string& text) { return UserName::parse(text).value(); }

/// A playback of no tape: its inputs are what a test plays.
class Playbacks : public testing::Test {
 protected:
  Playbacks() { comparator_.close(); }

  /// What is wrong with an input; empty: it was played.
  std::string play(const Entry& input) {
    const auto played = playback_.play(input, {});
    return played ? std::string() : played.error().message;
  }

  MemoryTape none_;
  MemorySource source_{none_};
  EntryCursor cursor_{source_};
  Comparator comparator_{cursor_};
  Playback playback_{comparator_, 0};
};

/// Keeps a stream, and what comes over it.
class StreamKeeper final : public ListenHandler, public StreamHandler {
 public:
  Stream& stream() { return *stream_; }
  void drop() { stream_.reset(); }
  const std::vector<std::string>& records() const { return records_; }

  bool admits(const Endpoint& /*remote*/) const override { return true; }
  void on_accept(std::unique_ptr<Stream> stream) override {
    stream_ = std::move(stream);
    stream_->set_handler(*this);
  }
  void on_open(const TlsIdentity& /*identity*/) override {}
  void on_record(std::string_view bytes) override { records_.emplace_back(bytes); }
  void on_drained() override {}
  void on_close(CloseCause /*cause*/, const std::string& /*reason*/) override { closed_ = true; }

  bool closed() const { return closed_; }

 private:
  std::unique_ptr<Stream> stream_;
  std::vector<std::string> records_;
  bool closed_ = false;
};

class PlaybackStreams : public Playbacks {
 protected:
  StreamKeeper keeper_;
  std::unique_ptr<Listener> listener_ = playback_.registry_ports().network.listen({}, keeper_).value();
};

TEST_F(PlaybackStreams, are_not_read_while_the_core_has_paused_them) {
  EXPECT_EQ(play({.kind = EntryKind::kAccept, .id = 1}), "");
  EXPECT_EQ(play({.kind = EntryKind::kRecord, .id = 1, .text = "a"}), "");
  keeper_.stream().pause_reading();
  EXPECT_THAT(play({.kind = EntryKind::kRecord, .id = 1, .text = "b"}), HasSubstr("does not read from now"));
  keeper_.stream().resume_reading();
  EXPECT_EQ(play({.kind = EntryKind::kRecord, .id = 1, .text = "c"}), "");
  EXPECT_THAT(keeper_.records(), ElementsAre("a", "c"));
}

TEST_F(PlaybackStreams, have_nothing_more_behind_their_end_whoever_made_it) {
  EXPECT_EQ(play({.kind = EntryKind::kAccept, .id = 1}), "");
  EXPECT_EQ(play({.kind = EntryKind::kClose, .id = 1}), "");
  EXPECT_TRUE(keeper_.closed());
  EXPECT_THAT(play({.kind = EntryKind::kRecord, .id = 1, .text = "x"}),
              HasSubstr("stream 1, which is closed"));
  EXPECT_THAT(play({.kind = EntryKind::kClose, .id = 1}), HasSubstr("stream 1, which is closed"));

  EXPECT_EQ(play({.kind = EntryKind::kAccept, .id = 2}), "");
  keeper_.stream().close();
  EXPECT_THAT(play({.kind = EntryKind::kDrained, .id = 2}), HasSubstr("stream 2, which is closed"));
  keeper_.drop();
  EXPECT_THAT(play({.kind = EntryKind::kDrained, .id = 2}),
              HasSubstr("stream 2, which the core has dropped"));
}

TEST_F(PlaybackStreams, come_in_only_while_the_core_listens) {
  listener_.reset();
  EXPECT_THAT(play({.kind = EntryKind::kAccept, .id = 1}), HasSubstr("the core listens nowhere"));
}

class Deaf final : public DatagramHandler {
 public:
  void on_datagram(const Endpoint& /*from*/, std::string_view /*bytes*/) override {}
};

TEST_F(Playbacks, open_as_many_sockets_as_the_core_likes_where_the_tape_has_none) {
  Deaf handler;
  auto& network = playback_.peer_ports().network;
  const auto first = network.open_datagram({}, handler);
  const auto second = network.open_datagram({}, handler);
  EXPECT_TRUE(first && second);
  EXPECT_EQ(playback_.violation(), std::nullopt);
}

class PlaybackStore : public Playbacks {
 protected:
  void find(const std::string& name) {
    playback_.registry_ports().store.find_account(
        user(name), [this, name](const Result<std::optional<Account>>&) { answered_.push_back(name); });
  }

  std::vector<std::string> answered_;
};

TEST_F(PlaybackStore, answers_in_the_order_of_its_calls) {
  find("ann");
  find("bob");
  EXPECT_THAT(play({.kind = EntryKind::kFound, .id = 2}), HasSubstr("call 1 comes first"));
  EXPECT_EQ(play({.kind = EntryKind::kFound, .id = 1}), "");
  EXPECT_EQ(play({.kind = EntryKind::kFound, .id = 2}), "");
  EXPECT_THAT(answered_, ElementsAre("ann", "bob"));
}

TEST_F(PlaybackStore, is_overtaken_by_the_hasher_and_shares_its_numbers) {
  find("ann");
  bool hashed = false;
  playback_.registry_ports().hasher.hash("secret", [&](const Result<PasswordHash>& hash) {
    EXPECT_NE(hash->text, "");
    hashed = true;
  });
  EXPECT_EQ(play({.kind = EntryKind::kHashed, .id = 2}), "");
  EXPECT_TRUE(hashed);
  EXPECT_EQ(play({.kind = EntryKind::kFound, .id = 1}), "");
}

TEST_F(PlaybackStore, leaves_no_more_calls_unanswered_than_any_store) {
  for (std::size_t i = 0; i < PlaybackCalls::kMaxWaiting; ++i) find("ann");
  EXPECT_FALSE(playback_.violation());
  find("ann");
  EXPECT_EQ(playback_.violation(), "no store leaves so many calls unanswered");
}

TEST(PlaybackEntropy, is_the_same_each_time_and_no_two_bytes_alike) {
  std::vector<std::uint8_t> first(40);
  std::vector<std::uint8_t> second(40);
  PlaybackEntropy().fill(first);
  PlaybackEntropy().fill(second);
  EXPECT_EQ(first, second);
  EXPECT_NE(first[0], first[1]);
}

/// A registry with one connection that signs up, and is asked to stop before the store has answered.
TEST_F(Playbacks, of_a_registry_let_a_test_make_any_tape) {
  MemoryTape tape;
  tape.header() = {"test", 0, 0, true, registry::RegistryOptions{}};
  RegistryRecorder recorder(playback_.registry_ports(), tape);
  registry::Registry registry(recorder.ports(), {});
  recorder.start_called();
  ASSERT_TRUE(registry.start([&](const Result<void>& ready) { recorder.ready(ready); }));
  play({.kind = EntryKind::kHashed, .id = 1});
  play({.kind = EntryKind::kLoaded, .id = 2});
  play({.kind = EntryKind::kAccept, .id = 1});
  play({.kind = EntryKind::kRecord, .id = 1, .text = "REGISTER ann secret"});
  recorder.stop_called();
  registry.stop([&] { recorder.stopped(); });
  EXPECT_EQ(Played(tape)->end(), ReplayEnd::kCutShort);

  MemoryTape stopped_twice = tape;
  stopped_twice.add({.kind = EntryKind::kStop});
  const Played replay(stopped_twice);
  ASSERT_EQ(replay->end(), ReplayEnd::kImpossible);
  EXPECT_THAT(replay->reason(), HasSubstr("asked to stop a second time"));

  play({.kind = EntryKind::kFound, .id = 3});
  EXPECT_EQ(tape.entries().back().kind(), EntryKind::kStopped);
  EXPECT_EQ(Played(tape)->end(), ReplayEnd::kCutShort);
}

}  // namespace
}  // namespace parley::record
