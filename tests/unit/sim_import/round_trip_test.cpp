#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>

#include "ports/terminal.hpp"
#include "sim/language/parser.hpp"
#include "sim/play/sim_play.hpp"
#include "tests/unit/sim_import/recorded.hpp"
#include "wire/text.hpp"

namespace parley::sim::importing {
namespace {

/// Why some scenarios, once recorded, are not the same session again.
const std::map<std::string, std::string>& exceptions() {
  static const std::map<std::string, std::string> kAll = {
      {"crowds/everybody-vanishes-now-and-then", "silences of the network decide who may have a room"},
      {"crowds/registry-restarts-under-churn", "what was under way when the registry died is decided anew"},
      {"disk/full-for-a-while", "the disk's troubles are not played again, so that less is refused"},
      {"accounts/login-storm", "a thousand people, which take longer than a test may"},
      {"disk/orderly-end-on-a-full-disk", "likewise"},
      {"faults/everyone-crashes-at-once", "two runs that are alike cannot be told apart by their messages"},
      {"rooms/one-name-on-two-terminals", "the addresses that move leave clocks that contradict"}};
  return kAll;
}

std::string without_secrets(std::string_view request) {
  const wire::Words words = wire::split_words(request);
  const bool account = words.word[0] == "REGISTER" || words.word[0] == "LOGIN";
  return account ? std::string(words.word[0]) + " " + std::string(words.word[1]) : std::string(request);
}

/// What the people asked of the registry, and what they saw of each other, by who and by whom.
struct Traffic {
  std::map<std::string, std::vector<std::string>> requests;
  std::map<std::string, std::vector<std::string>> lines;
};

Traffic traffic_of(const merge::MergedTapes& session) {
  Traffic traffic;
  const auto see = [&](const merge::MergedEntry& moment) {
    if (session.nodes()[moment.node].kind != merge::NodeKind::kPerson) return true;
    const tape::Entry& entry = *moment.entry;
    const std::string& name = session.nodes()[moment.node].name;
    const bool upkeep = entry.text.starts_with("SEARCH_USER") || entry.text.starts_with("HELLO");
    if (entry.kind == tape::EntryKind::kWrite && !upkeep)
      traffic.requests[name].push_back(without_secrets(entry.text));
    if (entry.kind == tape::EntryKind::kPrint && entry.number == static_cast<std::int64_t>(Style::kOther)) {
      const std::string text(entry.text);
      traffic.lines[name + " of " + text.substr(0, text.find(':'))].push_back(text);
    }
    return true;
  };
  EXPECT_TRUE(session.visit(see).has_value());
  return traffic;
}

class EachTheme : public testing::TestWithParam<const char*> {};

TEST_P(EachTheme, comes_back_as_the_same_session) {
  const std::filesystem::path folder = std::filesystem::path("fixtures/scenarios") / GetParam();
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    const std::string name = std::string(GetParam()) + "/" + file.path().stem().string();
    if (file.path().extension() != ".scenario" || exceptions().contains(name)) continue;
    SCOPED_TRACE(name);
    const auto first = test::RecordedPlay::of_file(file.path());
    const merge::MergedTapes before = session_of(*first);
    const auto made = import_session(before, {});
    if (!made && made.error().message ==
                     "no person or client does anything on these tapes: there is nothing to import")
      continue;
    ASSERT_TRUE(made.has_value()) << made.error().message;
    play_imported(*made, 2);
    const auto second = test::RecordedPlay::of(made->text);
    EXPECT_TRUE(second->outcome().passed());
    EXPECT_EQ(second->outcome().meanwhile_stats.timed_out, 0U);
    if (std::string(GetParam()) != "walks") continue;
    EXPECT_EQ(second->outcome().meanwhile_stats.skipped, 0U);
    const merge::MergedTapes after = session_of(*second);
    EXPECT_EQ(traffic_of(before).requests, traffic_of(after).requests) << made->text;
    EXPECT_EQ(traffic_of(before).lines, traffic_of(after).lines) << made->text;
  }
}

INSTANTIATE_TEST_SUITE_P(Scenarios, EachTheme,
                         testing::Values("walks", "accounts", "bad-input", "clocks", "disk", "faults",
                                         "lanes", "nat", "network", "presence", "rooms"));

}  // namespace
}  // namespace parley::sim::importing
