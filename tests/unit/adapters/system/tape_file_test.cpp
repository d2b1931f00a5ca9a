// A tape's file: its owner's alone, whole up to what was last said, and never in the program's way.

#include "adapters/system/tape_file.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <sstream>
#include <thread>

#include "base/check.hpp"
#include "tape/tape_reader.hpp"
#include "tests/support/file_size_limit.hpp"
#include "tests/support/temporary_folder.hpp"

namespace parley::adapters {
namespace {

using tape::Entry;
using tape::EntryKind;
using tape::TapeEndCause;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::chrono::seconds kPatience(60);

/// What stands on a tape, in short.
struct Content {
  std::vector<std::int64_t> wakes;  ///< Their numbers.
  int records = 0;
  std::optional<TapeEndCause> end;
  std::string end_words;
  std::string error;
};

Content content(Result<std::unique_ptr<tape::TapeReader>> tape) {
  Content found;
  if (!tape) {
    found.error = tape.error().message;
    return found;
  }
  Entry entry;
  Result<bool> more = (*tape)->next(entry);
  for (; more && *more; more = (*tape)->next(entry)) {
    if (entry.kind == EntryKind::kWake) found.wakes.push_back(entry.number);
    if (entry.kind == EntryKind::kRecord) ++found.records;
    if (entry.kind == EntryKind::kEnd) found.end = static_cast<TapeEndCause>(entry.number);
    if (entry.kind == EntryKind::kEnd) found.end_words = entry.text;
  }
  if (!more) found.error = more.error().message;
  return found;
}

Content content_of(const std::filesystem::path& path) { return content(tape::TapeReader::open(path)); }
Content content_of(const std::string& bytes) {
  return content(tape::TapeReader::read(std::make_unique<std::istringstream>(bytes)));
}

Entry wake(std::int64_t number) {
  Entry entry;
  entry.kind = EntryKind::kWake;
  entry.at = Instant(std::chrono::milliseconds(number));
  entry.number = number;
  return entry;
}

/// Records of 16 KiB that do not compress.
class RandomBytes {
 public:
  Entry next() {
    for (auto& byte : bytes_) {
      state_ = state_ * 6364136223846793005U + 1442695040888963407U;
      byte = static_cast<char>(state_ >> 56);
    }
    Entry entry;
    entry.kind = EntryKind::kRecord;
    entry.id = 1;
    entry.text = bytes_;
    return entry;
  }

 private:
  std::uint64_t state_ = 1;
  std::string bytes_ = std::string(16'384, ' ');
};

class TapeFileTest : public testing::Test {
 protected:
  std::unique_ptr<TapeFile> create(TapeFileOptions options = {}) {
    options.on_early_end = [this](const std::string& why) { told_.push_back(why); };
    return TapeFile::create(path_, header_, std::move(options)).value();
  }

  /// The sentence told by then, where one is.
  void add_until_told(TapeFile& tape, RandomBytes& noise) {
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (told_.empty() && std::chrono::steady_clock::now() < until) {
      tape.add(noise.next());
      std::this_thread::yield();
    }
  }

  test::TemporaryFolder folder_;
  std::filesystem::path path_ = folder_ / "a.tape";
  tape::TapeHeader header_{"parley-registry test", 1};
  std::vector<std::string> told_;
};

TEST_F(TapeFileTest, holds_what_was_added_and_the_end) {
  auto tape = create();
  for (int i = 0; i < 100'000; ++i) tape->add(wake(i));
  EXPECT_FALSE(tape->ended());
  tape->finish(TapeEndCause::kFinished);
  EXPECT_TRUE(tape->ended());
  tape->add(wake(100'000));
  const Content found = content_of(path_);
  ASSERT_EQ(found.wakes.size(), 100'000U);
  for (int i = 0; i < 100'000; ++i) ASSERT_EQ(found.wakes[static_cast<std::size_t>(i)], i);
  EXPECT_EQ(found.end, TapeEndCause::kFinished);
  EXPECT_EQ(found.end_words, "the program has ended");
  EXPECT_THAT(told_, IsEmpty());
  EXPECT_EQ(tape::read_tape_header(path_)->program, "parley-registry test");
}

TEST_F(TapeFileTest, is_its_owners_alone_whatever_the_mask) {
  for (const mode_t mask : {0777U, 0U}) {
    const mode_t usual = ::umask(mask);
    const auto tape = create();
    ::umask(usual);
    struct stat status {};
    ASSERT_EQ(::stat(path_.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600U);
    std::filesystem::remove(path_);
  }
}

TEST_F(TapeFileTest, leaves_no_space_set_aside_when_it_is_finished) {
  auto tape = create();
  tape->add(wake(1));
  tape->finish(TapeEndCause::kFinished);
  struct stat status {};
  ASSERT_EQ(::stat(path_.c_str(), &status), 0);
  EXPECT_LE(status.st_blocks * 512, 8192);
}

TEST_F(TapeFileTest, never_overwrites_a_file) {
  test::write_text(path_, "mine");
  const auto tape = TapeFile::create(path_, header_, {});
  ASSERT_FALSE(tape);
  EXPECT_EQ(tape.error().message, "cannot record to " + path_.string() +
                                      ": it is there already, and nothing is ever overwritten; name another");
  EXPECT_EQ(test::read_text(path_), "mine");
}

TEST_F(TapeFileTest, says_why_it_cannot_be_made) {
  const auto nowhere = TapeFile::create(folder_ / "no/such/a.tape", header_, {});
  ASSERT_FALSE(nowhere);
  EXPECT_THAT(nowhere.error().message,
              HasSubstr("(No such file or directory); see that its folder is there"));
  TapeFileOptions options;
  options.limits.max_bytes = tape::kMinTapeBytes - 1;
  const auto small = TapeFile::create(path_, header_, options);
  ASSERT_FALSE(small);
  EXPECT_EQ(small.error().message, "a tape cannot be limited to less than 4096 bytes");
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(TapeFileTest, is_not_begun_on_a_full_disk) {
  const test::FileSizeLimit full(10);
  const auto tape = TapeFile::create(path_, header_, {});
  ASSERT_FALSE(tape);
  EXPECT_EQ(tape.error().code, ErrorCode::kFull);
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(TapeFileTest, holds_what_an_idle_program_did_before_it_was_killed) {
  TapeFileOptions options;
  options.limits.block_age = std::chrono::milliseconds(5);
  options.queue_bytes = 10;  // Room for two blocks of such an entry; not for all.
  auto tape = create(options);
  for (int i = 0; i < 5; ++i) {
    tape->add(wake(i));
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (content_of(path_).wakes.size() < static_cast<std::size_t>(i) + 1) {
      ASSERT_LT(std::chrono::steady_clock::now(), until);
    }
  }
  EXPECT_FALSE(content_of(path_).end);
  EXPECT_EQ(content_of(path_).error, "");
}

TEST_F(TapeFileTest, is_cut_where_it_is_dropped_unfinished) {
  create()->add(wake(1));
  const Content found = content_of(path_);
  EXPECT_FALSE(found.end);
  EXPECT_EQ(found.error, "");
}

TEST_F(TapeFileTest, ends_at_its_limit_with_a_mark_within_it) {
  for (std::uint64_t limit = 200'000; limit < 216'384; limit += 200) {
    TapeFileOptions options;
    options.limits.max_bytes = limit;
    options.limits.block_bytes = 100;
    auto tape = create(options);
    RandomBytes noise;
    add_until_told(*tape, noise);
    tape->write_last("too late: it has its end");
    tape->finish(TapeEndCause::kFinished);
    ASSERT_EQ(told_.size(), 1U);
    EXPECT_THAT(told_[0],
                HasSubstr("its limit of " + std::to_string(limit) + " bytes is reached; nothing is"));
    EXPECT_LE(std::filesystem::file_size(path_), limit);
    const Content found = content_of(path_);
    EXPECT_EQ(found.end, TapeEndCause::kLimit);
    EXPECT_GE(found.records, 11);
    EXPECT_EQ(found.error, "");
    std::filesystem::remove(path_);
    told_.clear();
  }
}

TEST_F(TapeFileTest, has_space_for_its_end_set_aside) {
  const FileDescriptor probe(::open((folder_ / "probe").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
  if (::fallocate(probe.number(), FALLOC_FL_KEEP_SIZE, 0, 1 << 17) != 0)
    GTEST_SKIP() << "not on this file system";
  const auto tape = create();
  struct stat status {};
  ASSERT_EQ(::stat(path_.c_str(), &status), 0);
  EXPECT_LT(status.st_size, 200);
  EXPECT_GT(status.st_blocks * 512, 1 << 17);
}

TEST_F(TapeFileTest, ends_with_a_gap_where_the_disk_is_full) {
  auto tape = create();
  const test::FileSizeLimit full(300'000);
  RandomBytes noise;
  add_until_told(*tape, noise);
  tape->finish(TapeEndCause::kFinished);
  ASSERT_EQ(told_.size(), 1U);
  EXPECT_THAT(told_[0],
              HasSubstr(": File too large; nothing is recorded from here on, and the program goes on"));
  const Content found = content_of(path_);
  EXPECT_EQ(found.end, TapeEndCause::kGap);
  EXPECT_THAT(found.end_words,
              testing::MatchesRegex("File too large; at least [0-9]+ entries behind this are not.*"));
  EXPECT_GT(found.records, 0);
  EXPECT_EQ(found.error, "");
}

TEST_F(TapeFileTest, has_its_mark_in_the_end_where_a_broken_disk_works_again) {
  auto tape = create();
  RandomBytes noise;
  tape->add(noise.next());
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (content_of(path_).records == 0) ASSERT_LT(std::chrono::steady_clock::now(), until);
  {
    const test::FileSizeLimit broken(1);  // Not even the space that was set aside can be written to.
    add_until_told(*tape, noise);
  }
  EXPECT_THAT(told_.front(), HasSubstr("no mark of its end could be written yet"));
  tape->finish(TapeEndCause::kFinished);
  const Content found = content_of(path_);
  EXPECT_EQ(found.end, TapeEndCause::kGap);
  EXPECT_THAT(found.end_words, HasSubstr("File too large; at least "));
  EXPECT_EQ(found.error, "");
}

/// A disk that takes as much as a pipe holds, until somebody reads it.
class SlowTape : public TapeFileTest {
 protected:
  SlowTape() {
    std::array<int, 2> ends{};
    PARLEY_CHECK(::pipe2(ends.data(), O_CLOEXEC) == 0);
    reading_ = FileDescriptor(ends[0]);
    writing_ = FileDescriptor(ends[1]);
  }

  std::unique_ptr<TapeFile> on_pipe(TapeFileOptions options) {
    options.on_early_end = [this](const std::string& why) { told_.push_back(why); };
    return TapeFile::write_to(std::move(writing_), "p.tape", header_, std::move(options)).value();
  }

  std::string read_pipe() const {
    std::string bytes;
    std::array<char, 65'536> piece{};
    for (;;) {
      const ssize_t count = ::read(reading_.number(), piece.data(), piece.size());
      if (count <= 0) return bytes;
      bytes.append(piece.data(), static_cast<std::size_t>(count));
    }
  }

  FileDescriptor reading_;
  FileDescriptor writing_;
};

TEST_F(SlowTape, ends_with_a_gap_and_never_holds_up_the_program) {
  TapeFileOptions options;
  options.queue_bytes = 300'000;
  auto tape = on_pipe(options);
  RandomBytes noise;
  int added = 0;
  for (; added < 1000 && !tape->ended(); ++added) tape->add(noise.next());
  EXPECT_TRUE(tape->ended());
  tape->add(noise.next());
  std::string bytes;
  std::thread reader([&] { bytes = read_pipe(); });
  tape->finish(TapeEndCause::kFinished);
  tape.reset();
  reader.join();
  const Content found = content_of(bytes);
  EXPECT_EQ(found.error, "");
  EXPECT_EQ(found.end, TapeEndCause::kGap);
  EXPECT_THAT(found.end_words, HasSubstr("the disk is too slow; at least"));
  EXPECT_GT(found.records, 10);
  EXPECT_LT(found.records, added);
  ASSERT_EQ(told_.size(), 1U);
  EXPECT_THAT(told_[0], HasSubstr("the tape p.tape ends at entry " + std::to_string(found.records)));
}

TEST_F(SlowTape, is_left_behind_where_the_disk_takes_no_end) {
  TapeFileOptions options;
  options.patience = std::chrono::milliseconds(20);
  auto tape = on_pipe(options);
  RandomBytes noise;
  for (int i = 0; i < 20; ++i) tape->add(noise.next());
  tape->finish(TapeEndCause::kFinished);
  tape.reset();
  ASSERT_EQ(told_.size(), 1U);
  EXPECT_THAT(told_[0], HasSubstr("did not take the end of the tape in time"));
  const Content found = content_of(read_pipe());  // The thread goes on, and needs nothing that is gone.
  EXPECT_EQ(found.end, TapeEndCause::kFinished);
  EXPECT_EQ(found.records, 20);
}

TEST_F(SlowTape, lets_a_program_die_that_cannot_write_its_last_words) {
  TapeFileOptions options;
  options.patience = std::chrono::milliseconds(20);
  auto tape = on_pipe(options);
  RandomBytes noise;
  for (int i = 0; i < 20; ++i) tape->add(noise.next());
  tape->write_last("it fails");
  std::string bytes;
  std::thread reader([&] { bytes = read_pipe(); });
  tape.reset();
  reader.join();
  EXPECT_FALSE(content_of(bytes).end);
}

/// In a process of its own: adds what a busy program has, and dies.
[[noreturn]] void die(const std::filesystem::path& path, const std::function<void()>& how) {
  auto tape = TapeFile::create(path, tape::TapeHeader{}, {}).value();
  write_last_on_fault(tape.get());
  for (int i = 0; i < 50'000; ++i) tape->add(wake(i));
  how();
  std::_Exit(0);
}

void expect_last_turn(const std::filesystem::path& path, const std::string& words) {
  const Content found = content_of(path);
  EXPECT_EQ(found.wakes.size(), 50'000U);
  EXPECT_EQ(found.end, TapeEndCause::kFault);
  EXPECT_EQ(found.end_words, words);
  EXPECT_EQ(found.error, "");
}

using TapeFileDeathTest = TapeFileTest;

TEST_F(TapeFileDeathTest, ends_with_the_very_last_entry_where_a_check_fails) {
  EXPECT_EXIT(die(path_, [] { PARLEY_CHECK(SIGABRT < 0); }), testing::KilledBySignal(SIGABRT), "");
  expect_last_turn(path_, "the program failed a check of its own (SIGABRT)");
}

TEST_F(TapeFileDeathTest, ends_with_the_very_last_entry_at_a_fault) {
  EXPECT_EXIT(die(path_, [] { std::raise(SIGILL); }), testing::KilledBySignal(SIGILL), "");
  expect_last_turn(path_, "the program ran an illegal instruction (SIGILL)");
}

TEST_F(TapeFileDeathTest, ends_with_the_very_last_entry_where_another_thread_fails) {
  const auto how = [] { std::thread([] { std::abort(); }).join(); };
  EXPECT_EXIT(die(path_, how), testing::KilledBySignal(SIGABRT), "");
  expect_last_turn(path_, "the program failed a check of its own (SIGABRT)");
}

TEST_F(TapeFileDeathTest, is_left_alone_once_that_is_asked_for) {
  const auto how = [] {
    write_last_on_fault(nullptr);
    std::abort();
  };
  EXPECT_EXIT(die(path_, how), testing::KilledBySignal(SIGABRT), "");
  EXPECT_FALSE(content_of(path_).end);
}

}  // namespace
}  // namespace parley::adapters
