#include "sim/merge/logins.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace parley::sim::merge {
namespace {

using tape::Entry;
using tape::EntryKind;
using testing::IsEmpty;

Entry received(std::string_view text) {
  Entry entry;
  entry.kind = EntryKind::kRecord;
  entry.text = text;
  return entry;
}

Entry written(std::string_view text) {
  Entry entry = received(text);
  entry.kind = EntryKind::kWrite;
  entry.size = text.size();
  return entry;
}

TEST(Logins, know_who_has_logged_in) {
  Logins logins;
  logins.on_registry_entry(written("HELLO_BACK SUCCESS 200 "));
  logins.on_client_entry(received("HELLO P2P 2\n"));
  logins.on_client_entry(received("LOGIN Ada ...... 6001\n"));
  EXPECT_THAT(logins.user(), IsEmpty());
  logins.on_registry_entry(written("HELLO <SUCCESS> <200> versions=1,2\nAUTH <SUCCESS> <200>\n"));
  EXPECT_EQ(logins.user(), "Ada");
  EXPECT_TRUE(logins.has_logged_in());
}

TEST(Logins, take_one_who_only_signed_up_by_that_name) {
  Logins logins;
  logins.on_client_entry(received("REGISTER bob ......"));
  logins.on_registry_entry(written("REGISTER <SUCCESS> <200>"));
  EXPECT_EQ(logins.user(), "bob");
  EXPECT_FALSE(logins.has_logged_in());
}

TEST(Logins, believe_nobody_who_was_refused) {
  Logins logins;
  logins.on_client_entry(received("LOGIN ada x 1"));
  logins.on_registry_entry(written("AUTH <NOT_FOUND> <404>"));
  logins.on_client_entry(received("LOGIN bob x 1"));
  logins.on_registry_entry(written("AUTH <SUCCESS> <200>"));
  EXPECT_EQ(logins.user(), "bob");
}

TEST(Logins, put_lines_together_from_pieces) {
  Logins logins;
  logins.on_client_entry(received("HELLO P2P 2\n"));
  for (const std::string_view piece : {"LO", "GIN a", "da xyz 60", "01\nSHOW-ROOM-LI", "ST\n"}) {
    logins.on_client_entry(received(piece));
  }
  for (const std::string_view piece : {"AUTH <SUC", "CESS> <200>\n"})
    logins.on_registry_entry(written(piece));
  EXPECT_EQ(logins.user(), "ada");
}

}  // namespace
}  // namespace parley::sim::merge
