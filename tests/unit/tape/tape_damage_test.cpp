// A tape that was cut, changed or forged is refused, or read up to its last good block.

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>

#include "tape/block.hpp"
#include "tape/byte_codec.hpp"
#include "tests/unit/tape/tape_samples.hpp"

namespace parley::tape::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

TapeLimits small_blocks() {
  TapeLimits limits;
  limits.block_bytes = 100;
  return limits;
}

bool is_prefix(const std::vector<Entry>& part, const std::vector<Entry>& whole) {
  return part.size() <= whole.size() && std::equal(part.begin(), part.end(), whole.begin());
}

/// What comes of a changed tape is the beginning of the whole one; where that is not all, it says so.
void expect_honest(const Reading& read, const Reading& whole) {
  ASSERT_TRUE(is_prefix(read.entries.list(), whole.entries.list()));
  if (read.entries.list().size() == whole.entries.list().size()) return;
  ASSERT_TRUE(read.cut || !read.error.empty() || !read.refused.empty());
}

TEST(DamagedTape, is_read_up_to_its_last_whole_block_wherever_it_is_cut) {
  const std::string tape = tape_of(registry_header(), few(), small_blocks());
  const Reading whole = read_all(tape);
  std::size_t clean = 0;
  for (std::size_t length = 0; length < tape.size(); ++length) {
    SCOPED_TRACE(length);
    const Reading read = read_all(tape.substr(0, length));
    expect_honest(read, whole);
    EXPECT_NE(read.code, ErrorCode::kTooNew);
    if (read.cut) ++clean;
  }
  EXPECT_EQ(clean, 4U);  // Behind the header and each of the blocks but the last.
}

TEST(DamagedTape, is_refused_or_read_up_to_the_damage_whichever_bit_is_flipped) {
  TapeHeader header = registry_header();
  header.core = CoreKind::kPeer;
  const std::string tape = tape_of(header, few(), small_blocks());
  const Reading whole = read_all(tape);
  for (std::size_t at = 0; at < tape.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      SCOPED_TRACE(testing::Message() << "byte " << at << " bit " << bit);
      std::string changed = tape;
      changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
      const Reading read = read_all(changed);
      expect_honest(read, whole);
      EXPECT_FALSE(read.error.empty() && read.refused.empty());
    }
  }
}

TEST(DamagedTape, is_refused_or_read_up_to_the_damage_whatever_a_byte_becomes) {
  const std::string tape = tape_of(registry_header(), few(), small_blocks());
  const Reading whole = read_all(tape);
  for (std::size_t at = 0; at < tape.size(); ++at) {
    for (const char byte : {'\x00', '\x01', '\x7F', '\x80', '\xFF', 'P'}) {
      std::string changed = tape;
      if (changed[at] == byte) continue;
      changed[at] = byte;
      SCOPED_TRACE(testing::Message() << "byte " << at);
      const Reading read = read_all(changed);
      expect_honest(read, whole);
      EXPECT_FALSE(read.error.empty() && read.refused.empty());
    }
  }
}

TEST(DamagedTape, is_not_read_with_a_block_left_out_or_two_changed_over) {
  const std::string tape = tape_of(registry_header(), few(), small_blocks());
  const Reading whole = read_all(tape);
  std::vector<std::size_t> begins;
  for (auto at = tape.find("PBLK"); at != std::string::npos; at = tape.find("PBLK", at + 1))
    begins.push_back(at);
  ASSERT_EQ(begins.size(), 5U);
  const std::string second = tape.substr(begins[1], begins[2] - begins[1]);
  const std::string third = tape.substr(begins[2], begins[3] - begins[2]);
  for (const std::string& middle : {std::string(), third, third + second, second + second + third}) {
    const Reading read = read_all(tape.substr(0, begins[1]) + middle + tape.substr(begins[3]));
    expect_honest(read, whole);
    EXPECT_THAT(read.error, HasSubstr("was expected: blocks are missing or out of order"));
  }
}

TEST(DamagedTape, says_where_it_is_broken_and_what_is_good) {
  std::string tape = tape_of(registry_header(), few(), small_blocks());
  const auto at = tape.rfind("PBLK");
  tape[at + 50] = '!';
  const Reading read = read_all(tape);
  EXPECT_EQ(read.code, ErrorCode::kCorrupt);
  EXPECT_EQ(read.error,
            "t.tape: block 4, at byte " + std::to_string(at) +
                ": its checksum is wrong: the file was changed; the tape is good up to 1.300 s, entry 8");
}

TEST(DamagedTape, gives_the_same_error_again_and_again) {
  std::string tape = tape_of(registry_header(), few(), small_blocks());
  auto reader = TapeReader::read(std::make_unique<std::istringstream>(tape.substr(0, tape.size() - 1)));
  Entry entry;
  Result<bool> more = true;
  while (more && *more) more = (*reader)->next(entry);
  ASSERT_FALSE(more);
  const auto again = (*reader)->next(entry);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().message, more.error().message);
  EXPECT_THAT(again.error().message, HasSubstr("the program was killed as it wrote it"));
}

TEST(DamagedTape, is_refused_where_a_later_version_wrote_it) {
  std::string tape = tape_of(registry_header(), few());
  tape[8] = 3;
  const Reading read = read_all(tape);
  EXPECT_EQ(read.code, ErrorCode::kTooNew);
  EXPECT_EQ(
      read.refused,
      "t.tape: it was recorded by a later version of Parley (tape format 3, and this one knows 2); replay it "
      "with that version");
}

TEST(DamagedTape, is_refused_where_it_is_none) {
  for (const std::string& bytes :
       {std::string(), std::string("# A scenario\n"), std::string(100'000, '\0')}) {
    const Reading read = read_all(bytes);
    EXPECT_EQ(read.code, ErrorCode::kMalformed);
    EXPECT_EQ(read.refused, "t.tape: it is not a tape; give a file that was made with --record");
  }
}

TEST(DamagedTape, is_refused_where_it_cannot_be_opened_or_is_a_folder) {
  const auto missing = TapeReader::open("/nowhere/at/all");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kUnavailable);
  EXPECT_THAT(missing.error().message, HasSubstr("No such file or directory"));
  const auto folder = TapeReader::open("/");
  ASSERT_FALSE(folder);
  EXPECT_THAT(folder.error().message, HasSubstr("cannot be read"));
}

/// A tape whose blocks are what a forger likes: checksums are right.
class Forgery {
 public:
  Forgery() {
    tape_ = tape_of(registry_header(), Entries());
    tape_.resize(tape_.rfind("PBLK"));
  }

  Forgery& block(std::string_view raw, std::uint32_t entries, Duration base = {}) {
    BlockHead head;
    head.raw_bytes = static_cast<std::uint32_t>(raw.size());
    head.entries = entries;
    head.base = Instant(base);
    return block(head, raw);
  }

  Forgery& block(BlockHead head, std::string_view payload) {
    head.index = ++blocks_;
    const auto bytes = encode_block_head(head, payload);
    tape_.append(bytes.data(), bytes.size());
    tape_ += payload;
    return *this;
  }

  std::string error() const { return read_all(tape_).error; }

 private:
  std::string tape_;
  std::uint32_t blocks_ = 0;
};

std::string_view view(const char* bytes, std::size_t size) { return {bytes, size}; }

const std::string_view kGoodEntry = view("\x01\x00", 2);           // start, 0 ns later
const std::string_view kEndEntry = view("\xC0\x00\x00\x02ok", 6);  // end, 0 ns later, finished, "ok"
const std::string_view kWakeEntry = view("\x03\x05\x07", 3);       // wake, 5 ns later, 7 ns late

TEST(ForgedTape, is_read_where_it_has_the_form) {
  Forgery good;
  good.block(kWakeEntry, 1).block(kEndEntry, 1, Duration(5));
  EXPECT_EQ(good.error(), "");
}

TEST(ForgedTape, is_broken_where_an_entry_has_no_form) {
  const auto error_of = [](std::string_view raw) { return Forgery().block(raw, 1).error(); };
  EXPECT_EQ(error_of(kGoodEntry), "");
  const char* const kind = "unknown kind";
  EXPECT_THAT(error_of(view("\x00\x00", 2)), HasSubstr(kind));
  EXPECT_THAT(error_of(view("\x3F\x00", 2)), HasSubstr(kind));
  EXPECT_THAT(error_of(view("\xC1\x00", 2)), HasSubstr(kind));
  const char* const form = "does not have the form of its kind";
  EXPECT_THAT(error_of(view("\x01", 1)), HasSubstr(form));
  EXPECT_THAT(error_of(view("\x01\x80", 2)), HasSubstr(form));
  EXPECT_THAT(error_of(view("\x01\x80\x00", 3)), HasSubstr(form)) << "a padded varint";
  EXPECT_THAT(error_of(view("\x03\x00\x80\x80\x80\x80\x80\x80\x80\x80\x80\x02", 12)), HasSubstr(form));
  EXPECT_THAT(error_of(view("\x06\x00\x01\x00", 4)), HasSubstr(form)) << "a record of no bytes";
  EXPECT_THAT(error_of(view("\x06\x00\x01\x02x", 5)), HasSubstr(form)) << "a text longer than the block";
  EXPECT_THAT(error_of(view("\x04\x00\x01\x05\x7F\x00\x00\x01\x01\x00", 10)), HasSubstr(form)) << "family 5";
  EXPECT_THAT(
      error_of("\x04" + std::string(1, '\0') + "\x01\x06" + std::string(10, '\0') + "\xFF\xFF" + "abcdef"),
      HasSubstr(form))
      << "an IPv4 address in the form of IPv6";
  const char* const range = "out of its range";
  EXPECT_THAT(error_of(view("\xC0\x00\x04\x00", 4)), HasSubstr(range)) << "an end of no cause";
  EXPECT_THAT(error_of(view("\x08\x00\x01\x04\x00", 5)), HasSubstr(range)) << "a close of no cause";
  EXPECT_THAT(error_of(view("\x03\x00\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01", 12)), HasSubstr(range));
}

TEST(ForgedTape, is_broken_where_a_text_is_longer_than_its_port_gives) {
  std::string datagram = std::string(view("\x09\x00\x01\x04\x7F\x00\x00\x01\x01\x00", 10)) + "\xE4\xFF\x03";
  datagram += std::string(65'508, 'x');
  EXPECT_THAT(Forgery().block(datagram, 1).error(), HasSubstr("does not have the form of its kind"));
  datagram[10] = '\xE3';
  datagram.pop_back();
  EXPECT_EQ(Forgery().block(datagram, 1).error(), "");
}

TEST(ForgedTape, is_broken_where_time_goes_beyond_all_or_back) {
  const auto late = view("\x01\x01", 2);
  EXPECT_THAT(Forgery().block(late, 1, Duration::max()).error(), HasSubstr("time is out of range"));
  EXPECT_EQ(Forgery().block(late, 1, Duration::min()).error(), "");
  EXPECT_THAT(Forgery().block(late, 1).block(late, 1).error(), HasSubstr("before that of the block before"));
}

TEST(ForgedTape, says_how_long_it_is_good_however_far_apart_its_times_are) {
  Forgery forgery;
  forgery.block(kGoodEntry, 1, Duration::min()).block(kGoodEntry, 1, Duration::max()).block(kGoodEntry, 2);
  EXPECT_THAT(forgery.error(), HasSubstr("the tape is good up to 18,446,744,073.709 s, entry 2"));
}

TEST(ForgedTape, is_broken_where_a_block_holds_another_number_of_entries_or_none) {
  const std::string two = std::string(kGoodEntry) + std::string(kGoodEntry);
  EXPECT_THAT(Forgery().block(two, 1).error(), HasSubstr("more entries than it says"));
  EXPECT_THAT(Forgery().block(kGoodEntry, 2).error(), HasSubstr("fewer entries than it says"));
  EXPECT_THAT(Forgery().block("", 0).error(), HasSubstr("it is empty"));
  EXPECT_THAT(Forgery().block(kGoodEntry, 0).error(), HasSubstr("it is empty"));
}

TEST(ForgedTape, is_broken_where_something_stands_behind_its_end) {
  EXPECT_THAT(Forgery().block(kEndEntry, 1).block(kGoodEntry, 1).error(), HasSubstr("behind the tape's end"));
  const std::string both = std::string(kEndEntry) + std::string(kGoodEntry);
  EXPECT_THAT(Forgery().block(both, 2).error(), HasSubstr("behind the tape's end"));
}

TEST(ForgedTape, is_broken_where_a_block_is_longer_than_any_and_takes_no_memory_for_it) {
  BlockHead head;
  head.raw_bytes = 0xFFFF'FFFF;
  EXPECT_THAT(Forgery().block(head, kGoodEntry).error(), HasSubstr("its length is out of bounds"));
  head.coding = BlockCoding::kZstd;
  EXPECT_THAT(Forgery().block(head, kGoodEntry).error(), HasSubstr("its length is out of bounds"));
  head.raw_bytes = 1;
  EXPECT_THAT(Forgery().block(head, std::string(2000, 'x')).error(),
              HasSubstr("its length is out of bounds"));
}

TEST(ForgedTape, is_broken_where_a_block_does_not_decompress_to_what_it_says) {
  BlockHead head;
  head.coding = BlockCoding::kZstd;
  head.entries = 1;
  head.raw_bytes = 2;
  EXPECT_THAT(Forgery().block(head, "no zstd").error(), HasSubstr("does not decompress to"));
  EXPECT_THAT(Forgery().block(head, "").error(), HasSubstr("does not decompress to"));
  // Four bytes of magic, an 8 KiB window, then runs of one byte: 1 and 100,000 times.
  const auto run = [](std::uint32_t length) {
    const std::uint32_t block = length << 3 | 1U << 1;
    std::string bytes = "\x28\xB5\x2F\xFD";
    bytes += std::string(1, '\0') + std::string(1, '\x38');
    for (int shift = 0; shift < 24; shift += 8) bytes += static_cast<char>(block >> shift);
    return bytes + '\x01';
  };
  head.raw_bytes = 1;
  EXPECT_THAT(Forgery().block(head, run(1)).error(), HasSubstr("does not have the form of its kind"))
      << "decompressed to one byte";
  EXPECT_THAT(Forgery().block(head, run(2)).error(), HasSubstr("does not decompress to"));
  EXPECT_THAT(Forgery().block(head, run(100'000)).error(), HasSubstr("does not decompress to"));
}

}  // namespace
}  // namespace parley::tape::test
