#include "sim/programs/tapes.hpp"

#include "base/check.hpp"

namespace parley::sim {
namespace {

/// Appends to a string.
class StringSink final : public tape::BlockSink {
 public:
  explicit StringSink(std::string& to) : to_(to) {}
  bool offer(std::string bytes) override {
    to_ += bytes;
    return true;
  }

 private:
  std::string& to_;
};

}  // namespace

struct Tapes::Open {
  Open(const tape::TapeHeader& header, std::unique_ptr<tape::BlockSink> to)
      : sink(std::move(to)), writer(header, *sink) {}

  std::unique_ptr<tape::BlockSink> sink;
  tape::TapeWriter writer;
};

Tapes::Tapes(const record::RecorderOptions& options, std::set<std::string> only)
    : options_(options), only_(std::move(only)) {}

Tapes::~Tapes() = default;

tape::EntrySink* Tapes::begin(std::string_view node, const tape::TapeHeader& header) {
  const std::string name(header.is_registry() ? "registry" : node);
  if (!only_.empty() && !only_.contains(name)) return nullptr;
  auto open = std::make_unique<Open>(header, next_sink(name));
  tape::EntrySink* sink = &open->writer;
  open_.emplace(sink, std::move(open));
  return sink;
}

void Tapes::end(tape::EntrySink& sink, ProgramEnd how) {
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

std::unique_ptr<tape::BlockSink> MemoryTapes::next_sink(const std::string& name) {
  tapes_.push_back({name, ++starts_[name], {}});
  return std::make_unique<StringSink>(tapes_.back().bytes);
}

}  // namespace parley::sim
