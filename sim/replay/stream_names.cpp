#include "sim/replay/stream_names.hpp"

#include "wire/text.hpp"

namespace parley::sim::replay {
namespace {

using tape::Entry;
using tape::EntryKind;

/// Takes the first line off `bytes`; a message of v1 is one without a line end.
std::string_view next_line(std::string_view& bytes) {
  const auto end = bytes.find('\n');
  const auto line = bytes.substr(0, end);
  bytes.remove_prefix(end == bytes.npos ? bytes.size() : end + 1);
  return line;
}

}  // namespace

void StreamNames::add(const Entry& entry) {
  switch (entry.kind) {
    case EntryKind::kAccept:
      streams_[entry.id] = {};
      break;
    case EntryKind::kConnect:
      streams_[entry.id].name = "registry";
      break;
    case EntryKind::kDropStream:
      streams_.erase(entry.id);
      break;
    case EntryKind::kRecord:
      if (const auto found = streams_.find(entry.id); found != streams_.end())
        hear(found->second, entry.text);
      break;
    case EntryKind::kWrite:
      if (const auto found = streams_.find(entry.id); found != streams_.end())
        answer(found->second, entry.text);
      break;
    default:
      break;
  }
}

void StreamNames::hear(Known& known, std::string_view bytes) const {
  while (!bytes.empty()) {
    auto line = next_line(bytes);
    if (wire::next_word(line) == "LOGIN") known.asking = wire::printable(wire::next_word(line).substr(0, 64));
  }
}

void StreamNames::answer(Known& known, std::string_view bytes) const {
  while (!bytes.empty()) {
    if (next_line(bytes).starts_with("AUTH <SUCCESS>") && !known.asking.empty()) known.name = known.asking;
  }
}

std::string StreamNames::words(std::uint64_t stream) const {
  const auto found = streams_.find(stream);
  const bool named = found != streams_.end() && !found->second.name.empty();
  return "stream " + std::to_string(stream) + (named ? " (" + found->second.name + ")" : std::string());
}

std::uint64_t StreamNames::stream_of(std::string_view user) const {
  for (const auto& [stream, known] : streams_) {
    if (known.name == user) return stream;
  }
  return 0;
}

}  // namespace parley::sim::replay
