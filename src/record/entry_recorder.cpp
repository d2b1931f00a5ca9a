#include "record/entry_recorder.hpp"

#include <xxhash.h>

#include "ports/clock.hpp"
#include "record/recorder.hpp"

namespace parley::record {

using tape::Entry;

EntryRecorder::EntryRecorder(tape::EntrySink& sink, const Clock& clock, const RecorderOptions& options)
    : sink_(sink),
      clock_(clock),
      keeps_text_(options.keep_text),
      whole_outputs_(options.whole_outputs),
      pseudonyms_(options.digest_key) {}

void EntryRecorder::input(Entry entry) {
  if (ended_) return;
  turn_ = clock_.now();
  answer(entry);
}

void EntryRecorder::answer(Entry entry) {
  if (ended_) return;
  entry.at = turn_;
  sink_.add(entry);
}

void EntryRecorder::output(Entry entry) {
  if (ended_) return;
  entry.at = turn_;
  entry.size = entry.text.size();
  if (entry.size > tape::kOutputTextBytes) {
    entry.digest = XXH3_64bits(entry.text.data(), entry.text.size());
    if (!whole_outputs_) entry.text = entry.text.substr(0, tape::kOutputTextBytes);
  }
  sink_.add(entry);
}

std::string& EntryRecorder::scratch() {
  scratch_.clear();
  return scratch_;
}

}  // namespace parley::record
