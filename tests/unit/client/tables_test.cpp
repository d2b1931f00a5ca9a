#include "screens/tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace parley::screens {
namespace {

using testing::ElementsAre;

UserName user(std::string_view name) { return UserName::parse(name).value(); }

TEST(PeersTable, has_the_headings_of_the_original) {
  const std::vector<wire::PeerEntry> peers = {{user("bob"), Endpoint{kLoopback, 7}}};
  EXPECT_THAT(detailed_peers_table(peers),
              ElementsAre("# Username         (IP:Port)", "1 bob              (127.0.0.1:7)"));
  EXPECT_THAT(peers_table(peers), ElementsAre("Username", "1 bob"));
}

TEST(PeersTable, widens_for_the_longest_name) {
  const std::vector<wire::PeerEntry> peers = {{user("a"), Endpoint{kLoopback, 7}},
                                              {user("a_name_of_20_letters"), std::nullopt}};
  EXPECT_THAT(detailed_peers_table(peers),
              ElementsAre("# Username              (IP:Port)", "1 a                     (127.0.0.1:7)",
                          "2 a_name_of_20_letters  (unknown)"));
}

TEST(PeersTable, keeps_its_columns_past_nine_rows) {
  const std::vector<wire::PeerEntry> peers(10, {user("bob"), Endpoint{kLoopback, 7}});
  const auto lines = detailed_peers_table(peers);
  EXPECT_EQ(lines.at(0), "#  Username         (IP:Port)");
  EXPECT_EQ(lines.at(9), "9  bob              (127.0.0.1:7)");
  EXPECT_EQ(lines.at(10), "10 bob              (127.0.0.1:7)");
  EXPECT_EQ(peers_table(peers).at(9), "9  bob");
}

TEST(RoomsTable, has_the_headings_of_the_original) {
  const std::vector<wire::RoomEntry> rooms = {{RoomName::parse("x").value(), {user("b")}, user("b")}};
  EXPECT_THAT(rooms_table(rooms), ElementsAre("# Name  Host  Users in Chatroom", "1 x     b     ['b']"));
}

}  // namespace
}  // namespace parley::screens
