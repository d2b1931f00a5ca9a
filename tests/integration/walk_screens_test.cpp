#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "sim/scenario/parser.hpp"
#include "sim/scenario/transcript.hpp"
#include "sim/scenario/typing.hpp"
#include "tests/integration/registry_process.hpp"
#include "tests/support/pty_program.hpp"
#include "tests/support/temporary_folder.hpp"

/// The thirteen walks once more, by the shipping programs: each person is a real peer on a terminal of its
/// own. What stands on the screens in the end is what the simulator wrote into fixtures/screens.
namespace parley::test {
namespace {

namespace scenario = sim::scenario;
using Lines = std::vector<std::string>;

/// An open question without a prompt is a blank line in one world and nothing in the other.
void drop_blank_end(Lines& lines) {
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
}

std::string joined(const Lines& lines) {
  std::string text;
  for (const auto& line : lines) text += line + '\n';
  return text;
}

class RealPerson {
 public:
  RealPerson(scenario::Person person, const Endpoint& registry)
      : person_(std::move(person)), surroundings_{{registry.address.to_string(), registry.port}} {}

  void act(const scenario::PersonAction& action) {
    typed_at_ = 0;
    if (const auto* begun = std::get_if<scenario::Start>(&action)) start(begun->asks_for_registry);
    if (scenario::turns_page(action)) page_ = peer_->screen().transcript().size();
    for (const auto& line : scenario::typed_lines(person_, action, surroundings_)) {
      // The chat's question has no prompt to wait for: what is typed early is read when it opens.
      if (!line.prompt.empty() && line.prompt != scenario::kAnyPrompt) {
        ASSERT_TRUE(peer_->is_asked(line.prompt)) << line.prompt << '\n' << peer_->text();
      }
      typed_at_ = peer_->screen().transcript().size();
      peer_->type_line(line.text);
    }
    if (scenario::ends_program(action)) {
      EXPECT_EQ(peer_->wait_for_end(), 0) << peer_->text();
    } else if (scenario::turns_page(action)) {
      ASSERT_TRUE(peer_->wait_until([this](const Lines& lines) { return is_asked_anew(lines); }))
          << peer_->text();
    }
  }

  void expect_to_see(const std::string& text, scenario::Match match) {
    const bool seen = peer_->wait_until([&](const Lines& lines) {
      return std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(std::min(page_, lines.size())),
                         lines.end(), [&](const std::string& line) {
                           return match == scenario::Match::kPart ? line.find(text) != line.npos
                                                                  : line == text;
                         });
    });
    EXPECT_TRUE(seen) << person_.name << " does not see \"" << text << "\":\n" << peer_->text();
  }

  void expect_to_be_asked(const std::string& prompt) {
    EXPECT_TRUE(peer_->is_asked(prompt)) << peer_->text();
  }

  void expect_screen(const Lines& golden) {
    Lines shown;
    peer_->wait_until(
        [&](const Lines& lines) {
          shown = as_in_fixtures(lines);
          return shown == golden;
        },
        std::chrono::seconds(10));
    EXPECT_EQ(joined(shown), joined(golden)) << "the screen of " << person_.name;
  }

  const std::string& name() const { return person_.name; }

 private:
  void start(bool asks_for_registry) {
    Command command{{PARLEY_BIN_DIR "/parley-peer", "--data", data_.path().string(), "--multicast-interface",
                     "127.0.0.1"},
                    {{"NO_COLOR", "1"}},
                    {}};
    if (!asks_for_registry) {
      command.words.insert(command.words.end(), {"--registry", surroundings_.registry.to_string()});
    }
    peer_ = std::make_unique<PtyProgram>(command);
  }

  /// Whether what was typed last has led to the next question, of a menu or of a chat room.
  bool is_asked_anew(const Lines& lines) const {
    constexpr std::string_view kChat = "Enter a message to send, enter 'q' to leave the room";
    if (lines.size() <= typed_at_) return false;
    const auto begin = lines.begin() + static_cast<std::ptrdiff_t>(typed_at_);
    if (std::find(begin, lines.end(), kChat) != lines.end()) return true;
    return lines.back().ends_with(':') && lines.back() != "Select Option:";
  }

  /// The world's own addresses replaced by what stands for them in every world.
  Lines as_in_fixtures(const Lines& lines) const {
    Lines shown;
    for (const auto& line : lines) {
      shown.push_back(scenario::normalised(line, {{surroundings_.registry.to_string(), "<registry>"}}));
    }
    drop_blank_end(shown);
    return shown;
  }

  scenario::Person person_;
  scenario::Surroundings surroundings_;
  TemporaryFolder data_;
  std::unique_ptr<PtyProgram> peer_;
  std::size_t page_ = 0;      ///< Lines that count as read.
  std::size_t typed_at_ = 0;  ///< Lines that stood there when a line was typed last.
};

/// Plays the steps of people; what a scenario says of the registry itself is the simulator's to check.
class RealPlay {
 public:
  RealPlay(const scenario::Scenario& scenario, const Endpoint& registry) : scenario_(scenario) {
    for (const auto& person : scenario.people) {
      people_.push_back(std::make_unique<RealPerson>(person, registry));
    }
  }

  void play() {
    for (const auto& step : scenario_.steps) {
      if (::testing::Test::HasFatalFailure()) return;
      SCOPED_TRACE(scenario_.file + ":" + std::to_string(step.line));
      std::visit([&](const auto& body) { play(body); }, step.body);
    }
  }

  void expect_screens(const std::vector<std::pair<std::string, Lines>>& golden) {
    ASSERT_EQ(golden.size(), people_.size());
    for (std::size_t i = 0; i < golden.size(); ++i) {
      ASSERT_EQ(golden[i].first, people_[i]->name());
      people_[i]->expect_screen(golden[i].second);
    }
  }

 private:
  void play(const scenario::PersonStep& step) {
    for (const auto& id : step.who) people_[id.index]->act(step.action);
  }
  void play(const scenario::Expectation& expectation) {
    if (const auto* sees = std::get_if<scenario::Sees>(&expectation.condition)) {
      for (const auto& id : sees->who) {
        for (const auto& text : sees->texts) people_[id.index]->expect_to_see(text, sees->match);
      }
    }
    if (const auto* asked = std::get_if<scenario::IsAsked>(&expectation.condition)) {
      for (const auto& id : asked->who) people_[id.index]->expect_to_be_asked(asked->prompt);
    }
  }
  void play(const scenario::Wait& /*wait*/) {}
  template <class Other>
  void play(const Other& /*step*/) {
    FAIL() << "a walk has people's steps and expectations only";
  }

  const scenario::Scenario& scenario_;
  std::vector<std::unique_ptr<RealPerson>> people_;
};

/// The screens of a golden file: under each `== name` the lines of that person.
std::vector<std::pair<std::string, Lines>> read_screens(const std::filesystem::path& file) {
  std::vector<std::pair<std::string, Lines>> screens;
  std::istringstream text(read_text(file));
  for (std::string line; std::getline(text, line);) {
    if (line.starts_with("== ")) {
      screens.emplace_back(line.substr(3), Lines{});
    } else if (!screens.empty()) {
      screens.back().second.push_back(line);
    }
  }
  for (auto& [name, lines] : screens) drop_blank_end(lines);
  return screens;
}

std::vector<std::string> walks() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator("fixtures/scenarios/walks")) {
    names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class WalkScreens : public ::testing::TestWithParam<std::string> {};

TEST_P(WalkScreens, are_those_of_the_simulator_when_real_peers_play) {
  const auto parsed = scenario::parse_file("fixtures/scenarios/walks/" + GetParam() + ".scenario");
  ASSERT_TRUE(parsed.ok());
  const TemporaryFolder data;
  RegistryProcess registry({data.path(), {}});
  ASSERT_TRUE(registry.listening()) << registry.errors();
  RealPlay play(parsed.scenario, registry.tcp());
  play.play();
  play.expect_screens(read_screens("fixtures/screens/" + GetParam() + ".screen"));
  EXPECT_EQ(registry.terminate(), 0) << registry.errors();
}

std::string test_name(const ::testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Fixtures, WalkScreens, ::testing::ValuesIn(walks()), test_name);

}  // namespace
}  // namespace parley::test
