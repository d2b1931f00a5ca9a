#include "tests/unit/sim_merge/recorded_session.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <utility>

#include "sim/language/parser.hpp"
#include "sim/play/report.hpp"
#include "sim/play/sim_play.hpp"
#include "sim/world/node.hpp"
#include "sim/world/world.hpp"
#include "tape/tape_reader.hpp"

namespace parley::sim::merge {
namespace {

using namespace std::chrono_literals;

/// Notes what reaches whom.
class DeliveryRecorder final : public TraceListener {
 public:
  struct Seen {
    NodeId node;
    NodeId from;
    Instant sent;
    Instant at;
    std::string bytes;
  };

  void on_event(const TraceEvent& event) override {
    if (event.kind != TraceKind::kRecord && event.kind != TraceKind::kDatagram &&
        event.kind != TraceKind::kMember)
      return;
    seen_.push_back({event.node, event.from, event.sent, event.at, std::string(event.bytes)});
  }
  const std::vector<Seen>& seen() const { return seen_; }

 private:
  std::vector<Seen> seen_;
};

/// A node's name in the session.
std::string name_of(const World& world, NodeId node) {
  const std::string& name = world.node(node).name();
  return name == "the-registry" ? "registry" : name;
}

Instant distorted(Instant at, const RecordedSession::Distortion& distortion) {
  const Duration passed = at - Instant{};
  return at + distortion.ahead + Duration(passed.count() / 1'000'000 * distortion.drift_ppm);
}

constexpr std::int64_t kSomeDay = 1'700'000'000'000;

Instant first_of(const std::string& bytes) {
  auto reader = tape::TapeReader::read(std::make_unique<std::istringstream>(bytes));
  tape::Entry entry;
  EXPECT_TRUE(reader && (*reader)->next(entry));
  return entry.at;
}

/// A tape with another clock.
class DistortedTape final : public tape::EntrySource {
 public:
  DistortedTape(std::unique_ptr<tape::EntrySource> entries, const RecordedSession::Distortion& distortion)
      : entries_(std::move(entries)), distortion_(distortion) {}

  Result<bool> next(tape::Entry& entry) override {
    if (given_ == distortion_.entries) return false;
    auto more = entries_->next(entry);
    if (!more || !*more) return more;
    ++given_;
    entry.at = distorted(entry.at, distortion_);
    return true;
  }

 private:
  std::unique_ptr<tape::EntrySource> entries_;
  RecordedSession::Distortion distortion_;
  std::uint64_t given_ = 0;
};

/// Entries from a list, which outlives it.
class ListedEntries final : public tape::EntrySource {
 public:
  explicit ListedEntries(const std::vector<tape::Entry>& entries) : entries_(entries) {}

  Result<bool> next(tape::Entry& entry) override {
    if (next_ == entries_.size()) return false;
    entry = entries_[next_++];
    return true;
  }

 private:
  const std::vector<tape::Entry>& entries_;
  std::size_t next_ = 0;
};

}  // namespace

TapeFile tape_of(const std::string& name, tape::CoreKind core, std::vector<tape::Entry> entries) {
  const auto kept = std::make_shared<const std::vector<tape::Entry>>(std::move(entries));
  return {name, [core, kept]() -> Result<OpenTape> {
            tape::TapeHeader header;
            header.core = core;
            return OpenTape{header, std::make_unique<ListedEntries>(*kept)};
          }};
}

RecordedSession::RecordedSession(std::string_view text, std::uint64_t seed,
                                 const record::RecorderOptions& options)
    : tapes_(options) {
  const scenario::Parsed parsed = scenario::parse(text, "a-test.scenario");
  for (const scenario::Diagnostic& error : parsed.errors) ADD_FAILURE() << error.to_string();
  DeliveryRecorder recorder;
  scenario::SimPlayOptions runner_options;
  runner_options.seed = seed;
  runner_options.tapes = &tapes_;
  runner_options.listeners.push_back(&recorder);
  scenario::SimPlay runner(parsed.scenario, runner_options);
  const scenario::RunResult outcome = runner.play();
  EXPECT_TRUE(outcome.passed()) << explanation(parsed.scenario, outcome, {});
  const World& world = runner.cluster().world();
  for (const DeliveryRecorder::Seen& seen : recorder.seen()) {
    deliveries_[name_of(world, seen.node)].push_back(
        {name_of(world, seen.from), seen.sent, seen.at, seen.bytes});
  }
}

TapeFile RecordedSession::tape(const std::string& name, std::size_t start,
                               const Distortion& distortion) const {
  for (const MemoryTapes::Tape& tape : tapes_.tapes()) {
    if (tape.name != name || tape.start != start) continue;
    distortions_[name].push_back(distortion);
    const auto open = [bytes = tape.bytes, distortion]() -> Result<OpenTape> {
      auto reader = tape::TapeReader::read(std::make_unique<std::istringstream>(bytes));
      if (!reader) return reader.error();
      tape::TapeHeader header = (*reader)->header();
      header.recorded_at = distortion.recorded_at;
      return OpenTape{std::move(header), std::make_unique<DistortedTape>(*std::move(reader), distortion)};
    };
    return {"tapes/" + name + "-" + std::to_string(start) + ".tape", open};
  }
  ADD_FAILURE() << "there is no tape " << start << " of " << name;
  return {};
}

std::vector<TapeFile> RecordedSession::all_skewed(std::int64_t drift_ppm, bool with_wall_clock) const {
  std::vector<TapeFile> all;
  for (const MemoryTapes::Tape& each : tapes_.tapes()) {
    Distortion distortion;
    distortion.ahead = std::chrono::hours(all.size() * 7) + std::chrono::microseconds(all.size() * 123'457);
    distortion.drift_ppm = drift_ppm * (static_cast<std::int64_t>(all.size() % 5) - 2);
    if (with_wall_clock) distortion.recorded_at = kSomeDay + first_of(each.bytes).time_since_epoch() / 1ms;
    all.push_back(tape(each.name, each.start, distortion));
  }
  return all;
}

bool RecordedSession::may_show(const std::string& node, Instant own, Instant world) const {
  return std::ranges::any_of(distortions_.at(node), [&](const Distortion& distortion) {
    return std::chrono::abs(distorted(world, distortion) - own) < std::chrono::microseconds(1);
  });
}

std::map<std::string, std::vector<Restored>> restored(const MergedTapes& session) {
  std::map<EntryId, Instant> own_times;
  const auto noted = session.visit([&](const MergedEntry& moment) {
    own_times[moment.id] = moment.entry->at;
    return true;
  });
  EXPECT_TRUE(noted.has_value());
  std::map<std::string, std::vector<Restored>> all;
  const auto visited = session.visit([&](const MergedEntry& moment) {
    if (moment.entry->kind != tape::EntryKind::kRecord && moment.entry->kind != tape::EntryKind::kDatagram)
      return true;
    Restored& each = all[session.nodes()[moment.node].name].emplace_back();
    if (moment.other) each.from = session.nodes()[*moment.other].name;
    each.at = moment.at;
    each.text = moment.entry->text;
    each.is_matched = moment.sent.has_value();
    if (!moment.sent) return true;
    each.sent = moment.sent->at;
    each.own_sent = own_times.at(moment.sent->entry);
    return true;
  });
  EXPECT_TRUE(visited.has_value());
  return all;
}

}  // namespace parley::sim::merge
