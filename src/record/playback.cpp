#include "record/playback.hpp"

namespace parley::record {

using tape::EntryKind;

void PlaybackClock::wake() {
  alarm_.reset();
  handler_->on_wake();
}

Playback::Playback(Comparator& comparator, std::uint8_t kept_log_levels)
    : answers_(comparator), network_(answers_), log_(kept_log_levels), pins_(answers_) {}

registry::RegistryPorts Playback::registry_ports() {
  return {clock_, network_, calls_, calls_, entropy_, log_};
}

screens::PeerPorts Playback::peer_ports() { return {clock_, network_, terminal_, pins_, entropy_, log_}; }

Result<void> Playback::play(const tape::Entry& input, const std::vector<tape::OwnedEntry>& rooms) {
  switch (input.kind) {
    case EntryKind::kWake:
      clock_.wake();
      return {};
    case EntryKind::kAccept:
      return network_.accept(input);
    case EntryKind::kOpen:
      return network_.open(input);
    case EntryKind::kRecord:
      return network_.record(input);
    case EntryKind::kDrained:
      return network_.drained(input);
    case EntryKind::kClose:
      return network_.close(input);
    case EntryKind::kDatagram:
      return network_.datagram(input);
    case EntryKind::kStored:
      return calls_.stored(input);
    case EntryKind::kInserted:
      return calls_.inserted(input);
    case EntryKind::kFound:
      return calls_.found(input);
    case EntryKind::kLoaded:
      return calls_.loaded(input, rooms);
    case EntryKind::kHashed:
      return calls_.hashed(input);
    case EntryKind::kVerified:
      return calls_.verified(input);
    case EntryKind::kLine:
      return terminal_.line(input);
    case EntryKind::kEndOfInput:
      return terminal_.end_of_input();
    case EntryKind::kInterrupt:
      return terminal_.interrupt();
    default:
      return impossible("this version of Parley does not know this kind of input");
  }
}

std::optional<std::string> Playback::violation() const {
  if (answers_.violation()) return answers_.violation();
  if (calls_.overrun()) return "more calls wait for an answer than a registry makes";
  return std::nullopt;
}

}  // namespace parley::record
