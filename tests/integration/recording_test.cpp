#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "tape/tape_reader.hpp"
#include "tests/integration/registry_process.hpp"
#include "tests/integration/tls_client.hpp"

/// What --record promises of a registry, but for what is on the tape.
namespace parley::test {
namespace {

using namespace std::chrono_literals;

class RecordingTest : public ::testing::Test {
 protected:
  RegistryProcess::Options options(const std::vector<std::string>& flags) {
    RegistryProcess::Options options{data_.path(), {"--record", tape().string()}, 0};
    options.flags.insert(options.flags.end(), flags.begin(), flags.end());
    return options;
  }
  std::filesystem::path tape() const { return data_.path().string() + ".tape"; }
  ~RecordingTest() override { std::filesystem::remove(tape()); }

  static void ask_often(const RegistryProcess& registry, int times) {
    auto client = TlsClient::connect(registry.tcp());
    ASSERT_TRUE(client);
    EXPECT_EQ(client->receive(), "HELLO_BACK SUCCESS 200 ");
    for (int i = 0; i < times; ++i) {
      // No two are alike, so that they take room on the tape.
      const auto name = "n" + std::to_string(static_cast<unsigned>(i) * 2654435761U);
      ASSERT_EQ(client->ask("SEARCH_USER " + name), "SEARCH_USER_RESPONSE <FAILURE> <401>");
    }
  }

  /// The last entry; in `words` what it says.
  tape::Entry last_entry(std::string& words) const {
    const auto reader = tape::TapeReader::open(tape());
    EXPECT_TRUE(reader);
    tape::Entry entry;
    tape::Entry last;
    for (auto more = (*reader)->next(entry); more && *more; more = (*reader)->next(entry)) {
      last = entry;
      words = entry.text;
    }
    return last;
  }

  TemporaryFolder data_;
};

TEST_F(RecordingTest, ends_with_the_program) {
  RegistryProcess registry(options({}));
  ask_often(registry, 3);
  EXPECT_EQ(registry.terminate(), 0);
  std::string words;
  const auto end = last_entry(words);
  EXPECT_EQ(end.kind, tape::EntryKind::kEnd);
  EXPECT_EQ(end.number, static_cast<std::int64_t>(tape::TapeEndCause::kFinished));
}

TEST_F(RecordingTest, ends_at_its_limit_and_the_service_goes_on) {
  RegistryProcess registry(options({"--record-limit", "16K"}));
  for (int i = 0; i < 100 && registry.errors().find("recording to") == std::string::npos; ++i) {
    ask_often(registry, 100);
  }
  EXPECT_NE(registry.errors().find("recording to " + tape().string() + " has ended: "), std::string::npos)
      << registry.errors();
  ask_often(registry, 100);
  EXPECT_EQ(registry.terminate(), 0);
  EXPECT_LE(std::filesystem::file_size(tape()), 16'384U);
  std::string words;
  const auto end = last_entry(words);
  EXPECT_EQ(end.kind, tape::EntryKind::kEnd);
  EXPECT_EQ(end.number, static_cast<std::int64_t>(tape::TapeEndCause::kLimit)) << words;
}

TEST_F(RecordingTest, is_refused_before_the_service_begins_where_the_file_is_there) {
  write_text(tape(), "something of mine");
  RegistryProcess registry(options({}));
  EXPECT_FALSE(registry.listening());
  EXPECT_EQ(registry.wait_for_end(30), 1);
  EXPECT_NE(registry.errors().find("it is there already, and nothing is ever overwritten; name another"),
            std::string::npos);
  EXPECT_EQ(read_text(tape()), "something of mine");
}

TEST_F(RecordingTest, can_be_read_after_the_program_was_killed) {
  RegistryProcess registry(options({}));
  ask_often(registry, 3);
  const auto seen = [&] {
    std::string words;
    return last_entry(words).kind == tape::EntryKind::kDropStream;
  };
  for (int i = 0; i < 200 && !seen(); ++i) std::this_thread::sleep_for(50ms);
  registry.kill_at_once();
  EXPECT_TRUE(seen());
}

}  // namespace
}  // namespace parley::test
