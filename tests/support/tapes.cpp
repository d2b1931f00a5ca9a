#include "tests/support/tapes.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "base/check.hpp"
#include "sim/language/parser.hpp"
#include "sim/play/report.hpp"
#include "sim/play/sim_play.hpp"

namespace parley::test {
namespace {

void expect_scenario(const sim::scenario::Parsed& parsed) {
  for (const sim::scenario::Diagnostic& error : parsed.errors) ADD_FAILURE() << error.to_string();
}

}  // namespace

std::unique_ptr<RecordedPlay> RecordedPlay::of(std::string_view scenario, std::uint64_t seed,
                                               const record::RecorderOptions& options,
                                               std::set<std::string> only) {
  const sim::scenario::Parsed parsed = sim::scenario::parse(scenario, "a-test.scenario");
  expect_scenario(parsed);
  std::unique_ptr<RecordedPlay> recorded(new RecordedPlay(options, std::move(only)));
  recorded->play(parsed.scenario, seed);
  return recorded;
}

std::unique_ptr<RecordedPlay> RecordedPlay::of_file(const std::string& path, std::uint64_t seed,
                                                    const record::RecorderOptions& options) {
  const sim::scenario::Parsed parsed = sim::scenario::parse_file(path);
  expect_scenario(parsed);
  std::unique_ptr<RecordedPlay> recorded(new RecordedPlay(options, {}));
  recorded->play(parsed.scenario, seed);
  return recorded;
}

void RecordedPlay::play(const sim::scenario::Scenario& scenario, std::uint64_t seed) {
  sim::scenario::SimPlayOptions options;
  options.seed = seed;
  options.tapes = &tapes_;
  outcome_ = sim::scenario::SimPlay(scenario, options).play();
  EXPECT_TRUE(outcome_.passed()) << summary(scenario, outcome_) << "\n"
                                 << explanation(scenario, outcome_, {});
}

std::string RecordedPlay::bytes(std::string_view name, std::size_t start) const {
  for (const sim::MemoryTapes::Tape& tape : tapes_.tapes()) {
    if (tape.name == name && tape.start == start) return tape.bytes;
  }
  ADD_FAILURE() << "there is no tape " << start << " of " << name;
  return {};
}

std::unique_ptr<tape::TapeReader> read_tape(const std::string& bytes) {
  auto reader = tape::TapeReader::read(std::make_unique<std::istringstream>(bytes));
  PARLEY_CHECK(reader.has_value());
  return *std::move(reader);
}

std::vector<tape::OwnedEntry> entries_of(const std::string& bytes) {
  std::vector<tape::OwnedEntry> entries;
  const auto reader = read_tape(bytes);
  tape::Entry entry;
  for (auto more = reader->next(entry); more && *more; more = reader->next(entry)) {
    entries.emplace_back(entry);
  }
  return entries;
}

}  // namespace parley::test
