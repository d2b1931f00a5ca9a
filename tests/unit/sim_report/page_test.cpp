#include "sim/report/page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "sim/report/page_data.hpp"

namespace parley::sim::report {
namespace {

using namespace std::string_view_literals;
using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::Not;

constexpr NodeId kRegistry{0};
constexpr NodeId kAda{1};

void tell(Timeline& timeline, TraceKind kind, NodeId from, NodeId node, std::string_view bytes) {
  TraceEvent event{Instant(milliseconds(7)), kind, node, from, bytes};
  event.sent = from == node ? event.at : event.at - milliseconds(2);
  timeline.on_event(event);
}

PageTitle title() { return {"Ada logs in", "login.scenario", 7, "parley-sim run login.scenario --seed 7"}; }

std::size_t count(std::string_view text, std::string_view what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++found;
  return found;
}

TEST(PageData, tells_of_each_event_its_times_and_its_words) {
  Timeline timeline;
  timeline.name_node(kRegistry, "registry");
  timeline.name_node(kAda, "ada");
  tell(timeline, TraceKind::kRecord, kAda, kRegistry, "SHOW-ROOM-LIST");
  const std::string data = page_data(timeline, title());
  EXPECT_THAT(data, HasSubstr(R"("nodes":[{"name":"registry"},{"name":"ada"}])"));
  EXPECT_THAT(data, HasSubstr(R"("at":[7000000],"flight":[2000000])"));
  EXPECT_THAT(data, HasSubstr(R"("node":[0],"from":[1])"));
  EXPECT_THAT(data, HasSubstr(R"("label":"SHOW-ROOM-LIST")"));
  EXPECT_THAT(data, HasSubstr(R"("seed":"7")"));
}

TEST(PageData, reads_the_same_bytes_as_what_they_are_in_each_place) {
  Timeline timeline;
  tell(timeline, TraceKind::kMember, kAda, kRegistry, "ada: hi");
  tell(timeline, TraceKind::kPrinted, kRegistry, kRegistry, "ada: hi");
  const std::string data = page_data(timeline, title());
  EXPECT_THAT(data, HasSubstr(R"("text":[0,1])"));
  EXPECT_EQ(count(data, R"("shown":"ada: hi")"), 2U);
  EXPECT_EQ(count(data, R"("sort":"chat")"), 1U);
}

TEST(PageData, has_the_bytes_in_hex_where_text_does_not_tell_them) {
  Timeline timeline;
  tell(timeline, TraceKind::kRecord, kAda, kRegistry, "\xff\0"sv);
  EXPECT_THAT(page_data(timeline, title()), HasSubstr(R"("hex":"ff00")"));
  Timeline plain;
  tell(plain, TraceKind::kRecord, kAda, kRegistry, "LOGOUT");
  EXPECT_THAT(page_data(plain, title()), Not(HasSubstr("\"hex\"")));
}

TEST(PageData, leaves_out_turns_that_say_nothing) {
  Timeline timeline;
  tell(timeline, TraceKind::kScript, kRegistry, kRegistry, "");
  tell(timeline, TraceKind::kGroupDatagram, kAda, kAda, "ada: hi");
  tell(timeline, TraceKind::kScript, kRegistry, kRegistry, "4 ada logs in");
  EXPECT_THAT(page_data(timeline, title()), HasSubstr(R"("at":[7000000])"));
}

TEST(PageData, tells_of_the_failure) {
  Timeline timeline;
  tell(timeline, TraceKind::kStarted, kAda, kAda, "");
  EXPECT_THAT(page_data(timeline, title()), Not(HasSubstr("\"failure\"")));
  timeline.set_failure({Instant(milliseconds(9)), "one-host-per-room", "tea has two hosts", {"| >"}});
  EXPECT_THAT(page_data(timeline, title()),
              HasSubstr(R"("failure":{"at":9000000,"check":"one-host-per-room","what":"tea has two hosts",)"
                        R"("details":["| \u003e"]})"));
}

TEST(Page, holds_everything_it_needs) {
  Timeline timeline;
  tell(timeline, TraceKind::kTyped, kAda, kAda, "hello");
  const std::string html = to_html(timeline, title());
  EXPECT_THAT(html, HasSubstr("<title>Ada logs in</title>"));
  EXPECT_THAT(html, HasSubstr(page_style()));
  EXPECT_THAT(html, HasSubstr(page_script()));
  for (const auto* outside : {"http://", "https://", " src=", "@import", "url("})
    EXPECT_EQ(count(html, outside), 0U) << outside;
  for (const auto* mark : {"@TITLE@", "@STYLE@", "@DATA@", "@SCRIPT@"})
    EXPECT_EQ(count(html, mark), 0U) << mark;
}

TEST(Page, is_not_broken_by_what_people_write) {
  Timeline timeline;
  tell(timeline, TraceKind::kTyped, kAda, kAda, "</script><script>alert(1)</script><!-- @SCRIPT@");
  PageTitle odd = title();
  odd.title = "<b>\"&@DATA@";
  const std::string html = to_html(timeline, odd);
  EXPECT_EQ(count(html, "</script>"), 2U);
  EXPECT_EQ(count(html, "alert(1)"), 1U);
  EXPECT_THAT(html, HasSubstr("<title>&lt;b&gt;&quot;&amp;@DATA@</title>"));
}

TEST(Page, is_drawn_of_nothing_too) { EXPECT_THAT(to_html(Timeline(), title()), HasSubstr(R"("at":[])")); }

TEST(Page, is_written_to_a_file_or_says_why_not) {
  const std::string path = testing::TempDir() + "/timeline-" + std::to_string(::getpid()) + ".html";
  Timeline timeline;
  tell(timeline, TraceKind::kTyped, kAda, kAda, "hello");
  ASSERT_TRUE(write_html(path, timeline, title()).has_value());
  std::ifstream file(path, std::ios::binary);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), to_html(timeline, title()));
  std::remove(path.c_str());
  const auto failed = write_html("/nowhere/at/all.html", timeline, title());
  ASSERT_TRUE(failed.has_error());
  EXPECT_EQ(failed.error().code, ErrorCode::kUnavailable);
  EXPECT_THAT(failed.error().message, HasSubstr("/nowhere/at/all.html"));
}

}  // namespace
}  // namespace parley::sim::report
