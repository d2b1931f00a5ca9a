#include "sim/import/importer.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <set>
#include <utility>
#include <variant>

#include "sim/import/cast.hpp"
#include "sim/import/composer.hpp"
#include "sim/import/draft.hpp"
#include "sim/import/limits.hpp"
#include "sim/import/passwords.hpp"
#include "sim/import/plan.hpp"
#include "sim/import/session_reader.hpp"
#include "sim/language/name_writer.hpp"

namespace parley::sim::importing {
namespace {

using namespace std::chrono_literals;

std::string counted(std::size_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

/// `2026-11-23 07:40:24 UTC`; empty where it is unknown.
std::string calendar(std::int64_t milliseconds) {
  if (milliseconds <= 0) return {};
  const std::chrono::sys_time<std::chrono::milliseconds> moment{std::chrono::milliseconds(milliseconds)};
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(moment - day));
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u %02d:%02d:%02d UTC", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return text.data();
}

std::int64_t recorded_at(const merge::MergedTapes& session) {
  std::int64_t first = 0;
  for (const merge::Tape& tape : session.tapes()) {
    const std::int64_t at = tape.header.recorded_at;
    if (at > 0 && (first == 0 || at < first)) first = at;
  }
  return first;
}

std::string title(const merge::MergedTapes& session, const Cast& cast, Duration length) {
  std::string text = "A recorded session of " + counted(cast.people().size(), "person", "people");
  if (!cast.clients().empty()) text += " and " + counted(cast.clients().size(), "client", "clients");
  text += ", " + scenario::to_text(std::chrono::round<std::chrono::milliseconds>(length) / 100ms * 100ms) +
          " long";
  const std::string date = calendar(recorded_at(session));
  if (!date.empty()) text += ", recorded on " + date;
  return text + ".";
}

/// Which tapes it was imported from, and what they do not tell.
std::vector<std::string> preface(const merge::MergedTapes& session, const std::vector<std::string>& notes) {
  std::string tapes;
  const std::size_t shown = std::min(session.tapes().size(), limits::kTapesNamed);
  for (std::size_t i = 0; i < shown; ++i) {
    tapes += (i == 0 ? "" : ", ") + std::filesystem::path(session.tapes()[i].name).filename().string();
  }
  if (shown < session.tapes().size()) {
    tapes += " and " + counted(session.tapes().size() - shown, "other", "others");
  }
  std::vector<std::string> lines = {"Imported from " + tapes + "."};
  for (const std::string& note : notes) lines.push_back("Note: " + note);
  return lines;
}

std::vector<std::string> notes_of(const merge::MergedTapes& session, const ActivityLog& log) {
  std::vector<std::string> notes;
  for (const merge::Tape& tape : session.tapes()) {
    if (!tape.end && !tape.end_words.empty()) notes.push_back(tape.name + " is damaged: " + tape.end_words);
    const bool is_persons = !tape.header.is_registry();
    if (is_persons && !tape.header.text_kept)
      notes.push_back(tape.name + " was recorded without what people wrote: their lines are filler");
  }
  notes.insert(notes.end(), session.remarks().begin(), session.remarks().end());
  notes.insert(notes.end(), log.notes.begin(), log.notes.end());
  if (log.cut) notes.emplace_back("the recording is longer than can be imported: its later part is left out");
  std::set<std::string> known;
  std::erase_if(notes, [&](const std::string& note) { return !known.insert(note).second; });
  if (notes.size() > limits::kNotes) {
    const std::size_t more = notes.size() - limits::kNotes;
    notes.resize(limits::kNotes);
    notes.push_back("and " + counted(more, "more", "more"));
  }
  return notes;
}

/// By person, in times after `first`.
std::vector<std::vector<SeenLine>> seen_by_person(const Cast& cast, ActivityLog& log, Instant first) {
  std::vector<std::vector<SeenLine>> seen(cast.people().size());
  for (SeenLine& line : log.seen) {
    const auto ref = cast.of(line.node);
    const auto* person = ref ? std::get_if<scenario::PersonId>(&*ref) : nullptr;
    if (person == nullptr) continue;
    line.at -= first.time_since_epoch();
    seen[person->index].push_back(std::move(line));
  }
  return seen;
}

}  // namespace

Result<Imported> import_session(const merge::MergedTapes& session, const ImportOptions& options) {
  SessionReader reader(session, options.expect >= Expect::kLines);
  Instant last{};
  const auto read = [&](const merge::MergedEntry& moment) {
    last = std::max(last, moment.at);
    return reader.read(moment);
  };
  const auto until = options.until ? std::optional(Instant(*options.until)) : std::nullopt;
  if (const auto visited = session.visit(read, until); !visited) return visited.error();
  ActivityLog log = reader.finish(last);
  const Cast cast(session, reader, log);
  if (cast.people().empty() && cast.clients().empty()) {
    return Error{ErrorCode::kMalformed,
                 "no person or client does anything on these tapes: there is nothing to import"};
  }
  const Passwords passwords(cast, log);
  const Instant first = log.activities.front().at;
  Composition composition;
  composition.draft = write_draft(cast, passwords, log, first);
  plan(composition.draft.items, {options.longest_silence});
  const std::vector<std::string> notes = notes_of(session, log);
  composition.title = title(session, cast, log.end - first);
  composition.length = log.end - first;
  composition.preface = preface(session, notes);
  composition.seen = seen_by_person(cast, log, first);
  auto made = compose(cast, std::move(composition), options);
  if (made) made->notes = notes;
  return made;
}

}  // namespace parley::sim::importing
