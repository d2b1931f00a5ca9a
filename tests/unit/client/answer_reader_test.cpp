#include "client/answer_reader.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/limits.hpp"
#include "wire/answer.hpp"

namespace parley::client {
namespace {

constexpr auto kV1 = wire::Dialect::kV1;
constexpr auto kV2 = wire::Dialect::kV2;
const std::string kGreeting(wire::kGreeting);

/// What a reader finds in the records, one word or message each.
std::vector<std::string> read(AnswerReader& reader, const std::vector<std::string>& records) {
  std::vector<std::string> found;
  for (const auto& record : records) {
    reader.feed(record);
    std::string_view message;
    for (auto piece = reader.next(message); piece != AnswerReader::Piece::kNone;
         piece = reader.next(message)) {
      if (piece == AnswerReader::Piece::kInvalid) {
        found.emplace_back("(nonsense)");
        return found;
      }
      found.emplace_back(piece == AnswerReader::Piece::kGreeting ? "(greeting)" : message);
    }
  }
  return found;
}

std::vector<std::string> read(wire::Dialect dialect, const std::vector<std::string>& records) {
  AnswerReader reader(dialect);
  return read(reader, records);
}

using Found = std::vector<std::string>;

TEST(AnswerReader, takes_records_as_messages_in_v1) {
  EXPECT_EQ(read(kV1, {kGreeting, "A <B> <200>", "C"}), (Found{"(greeting)", "A <B> <200>", "C"}));
}

TEST(AnswerReader, takes_lines_as_messages_in_v2) {
  EXPECT_EQ(read(kV2, {kGreeting, "A\nB\n", "C", "D\r\n"}), (Found{"(greeting)", "A", "B", "CD"}));
}

TEST(AnswerReader, finds_the_greeting_in_whatever_pieces) {
  EXPECT_EQ(read(kV2, {kGreeting + "A\n"}), (Found{"(greeting)", "A"}));
  EXPECT_EQ(read(kV2, {kGreeting.substr(0, 5), kGreeting.substr(5)}), (Found{"(greeting)"}));
  EXPECT_EQ(read(kV1, {kGreeting + "A"}), (Found{"(greeting)", "A"}));
}

TEST(AnswerReader, calls_any_other_beginning_nonsense) {
  EXPECT_EQ(read(kV1, {"HTTP/1.1 400 Bad Request\r\n"}), (Found{"(nonsense)"}));
  EXPECT_EQ(read(kV2, {kGreeting.substr(0, 22) + "x"}), (Found{"(nonsense)"}));
  EXPECT_EQ(read(kV2, {kGreeting.substr(0, 22), "x"}), (Found{"(nonsense)"}));
}

TEST(AnswerReader, joins_a_full_record_with_the_next_in_v1) {
  const std::string full(16'384, 'x');
  EXPECT_EQ(read(kV1, {kGreeting, full, "yz", "A"}), (Found{"(greeting)", full + "yz", "A"}));
}

TEST(AnswerReader, bounds_a_message) {
  const std::string longest(limits::kAnswerBytes, 'x');
  EXPECT_EQ(read(kV2, {kGreeting, longest + "\n"}), (Found{"(greeting)", longest}));
  EXPECT_EQ(read(kV2, {kGreeting, longest + "x\n"}), (Found{"(greeting)", "(nonsense)"}));

  const std::string full(16'384, 'x');
  std::vector<std::string> records(limits::kAnswerBytes / full.size(), full);
  records.insert(records.begin(), kGreeting);
  EXPECT_EQ(read(kV1, records), (Found{"(greeting)"}));
  records.emplace_back("y");
  EXPECT_EQ(read(kV1, records), (Found{"(greeting)", "(nonsense)"}));
}

TEST(AnswerReader, goes_on_in_the_other_dialect) {
  AnswerReader reader(kV2);
  EXPECT_EQ(read(reader, {kGreeting}), (Found{"(greeting)"}));
  reader.set_dialect(kV1);
  EXPECT_EQ(read(reader, {"A", "B"}), (Found{"A", "B"}));
  reader.set_dialect(kV2);
  EXPECT_EQ(read(reader, {"A", "B\n"}), (Found{"AB"}));
}

}  // namespace
}  // namespace parley::client
