#include "sim/programs/written_tapes.hpp"

#include <utility>

#include "base/check.hpp"

namespace parley::sim {

struct WrittenTapes::Open {
  Open(const tape::TapeHeader& header, std::unique_ptr<Medium> on)
      : medium(std::move(on)), writer(header, *medium) {}

  std::unique_ptr<Medium> medium;
  tape::TapeWriter writer;
};

WrittenTapes::WrittenTapes(const record::RecorderOptions& options, std::set<std::string> only)
    : options_(options), only_(std::move(only)) {}

WrittenTapes::~WrittenTapes() = default;

tape::EntrySink* WrittenTapes::begin(std::string_view node, tape::TapeHeader header) {
  const std::string name = tape_name(node, header);
  if (!only_.empty() && !only_.contains(name)) return nullptr;
  auto open = std::make_unique<Open>(header, next_medium(name));
  tape::EntrySink* sink = &open->writer;
  open_.emplace(sink, std::move(open));
  return sink;
}

void WrittenTapes::end(tape::EntrySink& sink, ProgramEnd how) {
  const auto open = open_.find(&sink);
  PARLEY_CHECK(open != open_.end());
  tape::TapeWriter& writer = open->second->writer;
  if (how == ProgramEnd::kInOrder) {
    writer.finish(tape::TapeEndCause::kFinished);
  } else {
    writer.seal();
  }
  open_.erase(open);
}

}  // namespace parley::sim
