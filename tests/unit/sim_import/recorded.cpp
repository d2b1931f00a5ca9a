#include "tests/unit/sim_import/recorded.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "sim/language/parser.hpp"
#include "sim/play/sim_play.hpp"

namespace parley::sim::importing {
namespace {

Result<merge::OpenTape> open_tape(const std::string& bytes) {
  auto reader = tape::TapeReader::read(std::make_unique<std::istringstream>(bytes));
  if (!reader) return reader.error();
  tape::TapeHeader header = (*reader)->header();
  return merge::OpenTape{std::move(header), *std::move(reader)};
}

}  // namespace

merge::MergedTapes session_of(const test::RecordedPlay& play, const std::set<std::string>& only) {
  std::vector<merge::TapeFile> files;
  for (const auto& tape : play.tapes().tapes()) {
    const std::string name = tape.name + (tape.start == 1 ? "" : "." + std::to_string(tape.start)) + ".tape";
    if (!only.empty() && !only.contains(name)) continue;
    files.push_back({name, [bytes = tape.bytes] { return open_tape(bytes); }});
  }
  auto session = merge::MergedTapes::load(std::move(files));
  EXPECT_TRUE(session.has_value()) << session.error().message;
  return *std::move(session);
}

Imported import_play(const test::RecordedPlay& play, const ImportOptions& options,
                     const std::set<std::string>& only) {
  auto made = import_session(session_of(play, only), options);
  if (made) return *std::move(made);
  ADD_FAILURE() << made.error().message;
  return {};
}

Imported import_text(const std::string& steps, const ImportOptions& options,
                     const std::set<std::string>& only) {
  return import_play(*test::RecordedPlay::of("# t\n" + steps), options, only);
}

scenario::RunResult play_imported(const Imported& made, std::uint64_t seed) {
  const scenario::Parsed parsed = scenario::parse(made.text, "imported");
  EXPECT_TRUE(parsed.ok()) << made.text;
  const scenario::RunResult outcome = scenario::SimPlay(parsed.scenario, seed).play();
  EXPECT_TRUE(outcome.passed()) << "seed " << seed << " line " << outcome.failure->line << ": "
                                << outcome.failure->reason << "\n"
                                << made.text;
  return outcome;
}

std::string lines_of(const Imported& made) {
  std::istringstream text(made.text);
  std::string lines;
  for (std::string line; std::getline(text, line);) {
    const bool kept = !line.empty() && line[0] != '#' && !line.starts_with("people");
    if (kept) lines += line + "\n";
  }
  return lines;
}

}  // namespace parley::sim::importing
