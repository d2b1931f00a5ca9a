#include "registry/inbox.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "base/limits.hpp"

namespace parley::registry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using wire::Dialect;

std::vector<std::string> all(Inbox& inbox) {
  std::vector<std::string> messages;
  while (const auto message = inbox.next()) messages.emplace_back(*message);
  return messages;
}

std::vector<std::string> fed(Inbox& inbox, std::string_view record) {
  inbox.feed(record);
  return all(inbox);
}

TEST(Inbox, takes_each_record_for_a_message_when_the_first_is_no_v2_hello) {
  Inbox inbox(limits::kV2LineBytes);
  inbox.feed("HELLO P2P");
  inbox.feed("LOGIN a b 1\nLOGOUT");
  EXPECT_EQ(inbox.dialect(), Dialect::kV1);
  EXPECT_THAT(all(inbox), ElementsAre("HELLO P2P", "LOGIN a b 1\nLOGOUT"));
}

TEST(Inbox, speaks_v2_after_a_v2_hello_however_it_is_padded) {
  for (const auto* hello :
       {"HELLO P2P 2", "HELLO P2P 2\n", "HELLO P2P 2\r\n", "  HELLO  P2P\t2 ", "\nHELLO P2P 2\n"}) {
    Inbox inbox(limits::kV2LineBytes);
    EXPECT_EQ(fed(inbox, hello).size(), 1U) << hello;
    EXPECT_EQ(inbox.dialect(), Dialect::kV2) << hello;
    EXPECT_THAT(fed(inbox, "LOG"), IsEmpty());
    EXPECT_THAT(fed(inbox, "OUT\nLOGOUT\n"), ElementsAre("LOGOUT", "LOGOUT"));
  }
}

TEST(Inbox, keeps_what_follows_the_v2_hello_in_its_record) {
  Inbox inbox(limits::kV2LineBytes);
  EXPECT_THAT(fed(inbox, "HELLO P2P 2\nLOGOUT a\nLOG"), ElementsAre("HELLO P2P 2", "LOGOUT a"));
  EXPECT_THAT(fed(inbox, "OUT\n"), ElementsAre("LOGOUT"));
}

TEST(Inbox, stays_v1_when_the_v2_hello_comes_late_or_crooked) {
  for (const auto* first :
       {"HELLO P2P", "HELLO P2P 22", "HELLO P2P 2x\n", "XHELLO P2P 2", "\n", "HELLO P2P\n2"}) {
    Inbox inbox(limits::kV2LineBytes);
    inbox.feed(first);
    inbox.feed("HELLO P2P 2\n");
    EXPECT_EQ(inbox.dialect(), Dialect::kV1) << first;
    EXPECT_EQ(all(inbox).size(), 2U) << first;
  }
}

TEST(Inbox, takes_a_v1_message_of_the_longest_length_and_none_longer) {
  Inbox inbox(limits::kV2LineBytes);
  const std::string longest(limits::kV1MessageBytes, 'a');
  EXPECT_THAT(fed(inbox, longest), ElementsAre(longest));
  EXPECT_FALSE(inbox.overflowed());
  EXPECT_THAT(fed(inbox, longest + "a"), IsEmpty());
  EXPECT_TRUE(inbox.overflowed());
}

TEST(Inbox, gives_out_what_came_before_a_message_too_long) {
  Inbox inbox(limits::kV2LineBytes);
  inbox.feed("LOGOUT");
  inbox.feed(std::string(limits::kV1MessageBytes + 1, 'a'));
  inbox.feed("LOGOUT");
  EXPECT_FALSE(inbox.overflowed());
  EXPECT_THAT(all(inbox), ElementsAre("LOGOUT"));
  EXPECT_TRUE(inbox.overflowed());
}

TEST(Inbox, bounds_v2_lines) {
  Inbox inbox(limits::kV2LineBytes);
  EXPECT_THAT(fed(inbox, "HELLO P2P 2\n").size(), 1U);
  const std::string longest(limits::kV2LineBytes, 'a');
  EXPECT_THAT(fed(inbox, longest + "\n"), ElementsAre(longest));
  EXPECT_THAT(fed(inbox, "LOGOUT\n" + longest + "a"), ElementsAre("LOGOUT"));
  EXPECT_TRUE(inbox.overflowed());
}

TEST(Inbox, counts_what_nobody_read_yet) {
  Inbox inbox(limits::kV2LineBytes);
  inbox.feed("12345");
  inbox.feed("12345");
  const auto both = inbox.buffered();
  EXPECT_GE(both, 10U);
  inbox.next();
  EXPECT_LT(inbox.buffered(), both);
  EXPECT_THAT(all(inbox), ElementsAre("12345"));
  EXPECT_EQ(inbox.buffered(), 0U);
}

TEST(Inbox, keeps_the_order_when_it_never_runs_empty) {
  Inbox inbox(limits::kV2LineBytes);
  inbox.feed("0");
  for (int i = 0; i < 1000; ++i) {
    inbox.feed(std::to_string(i + 1));
    EXPECT_EQ(inbox.next(), std::to_string(i));
  }
}

}  // namespace
}  // namespace parley::registry
