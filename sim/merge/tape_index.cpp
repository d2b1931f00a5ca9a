#include "sim/merge/tape_index.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "base/name.hpp"
#include "sim/merge/fingerprint.hpp"

namespace parley::sim::merge {
namespace {

using tape::Entry;
using tape::EntryKind;

/// Takes one tape's entries in their order.
class TapeIndexer {
 public:
  TapeIndexer(TapeIndex& notes, bool texts_kept) : notes_(notes), texts_kept_(texts_kept) {}

  void take(const Entry& entry);
  void finish();

 private:
  void take_stream(const Entry& entry);
  void take_datagram(const Entry& entry);
  void begin_stream(const Entry& entry);
  IndexedStream* stream(std::uint64_t id);
  void add_piece(std::vector<Piece>& pieces, const Entry& entry, std::uint64_t size);
  void add_datagram(const Entry& entry);
  void add_line(const Entry& entry, std::uint16_t port);
  void open_socket(const Entry& entry);
  void note_writer(std::string_view line);

  TapeIndex& notes_;
  bool texts_kept_;
  OwnTime time_;
  Instant now_{};
  std::size_t pieces_ = 0;
  std::optional<Endpoint> asked_group_;              ///< Of the kJoinGroup before a kSocketOpened.
  std::map<std::uint64_t, std::size_t> membership_;  ///< Open ones, by socket.
  std::set<std::string> writers_;
};

void TapeIndexer::take(const Entry& entry) {
  if (tape::begins_turn(entry.kind)) now_ = time_(entry.at);
  ++notes_.entries;
  take_stream(entry);
  take_datagram(entry);
  if (entry.kind != EntryKind::kEnd) return;
  notes_.end = static_cast<tape::TapeEndCause>(entry.number);
  notes_.end_words = entry.text;
}

void TapeIndexer::finish() {
  notes_.zero = time_.zero();
  notes_.last = now_;
  for (const auto& [socket, index] : membership_) notes_.memberships[index].to = now_;
}

IndexedStream* TapeIndexer::stream(std::uint64_t id) {
  const auto found = notes_.stream_of.find(id);
  return found == notes_.stream_of.end() ? nullptr : &notes_.streams[found->second];
}

void TapeIndexer::begin_stream(const Entry& entry) {
  if (notes_.streams.size() == limits::kStreams) {
    notes_.is_full = true;
    return;
  }
  if (!notes_.stream_of.try_emplace(entry.id, notes_.streams.size()).second) return;
  IndexedStream& notes = notes_.streams.emplace_back();
  notes.id = entry.id;
  notes.accepted = entry.kind == EntryKind::kAccept;
  notes.established = notes.accepted;
  notes.began = now_;
  if (!notes.accepted) notes.target = entry.text;
}

void TapeIndexer::add_piece(std::vector<Piece>& pieces, const Entry& entry, std::uint64_t size) {
  if (pieces_ == limits::kPieces) {
    notes_.is_full = true;
    return;
  }
  ++pieces_;
  pieces.push_back({notes_.entries - 1, now_, size, fingerprint_of_piece(entry)});
}

void TapeIndexer::take_stream(const Entry& entry) {
  if (entry.kind == EntryKind::kAccept || entry.kind == EntryKind::kConnect) return begin_stream(entry);
  const bool concerns = entry.kind == EntryKind::kOpen || entry.kind == EntryKind::kRecord ||
                        entry.kind == EntryKind::kClose || entry.kind == EntryKind::kWrite ||
                        entry.kind == EntryKind::kCloseStream || entry.kind == EntryKind::kDropStream;
  IndexedStream* notes = concerns ? stream(entry.id) : nullptr;
  if (notes == nullptr) return;
  const bool from_client = (entry.kind == EntryKind::kRecord) == notes->accepted;
  switch (entry.kind) {
    case EntryKind::kOpen:
      notes->established = true;
      notes->began = now_;
      return;
    case EntryKind::kRecord:
    case EntryKind::kWrite:
      add_piece(entry.kind == EntryKind::kWrite ? notes->out : notes->in, entry,
                entry.kind == EntryKind::kWrite ? entry.size : entry.text.size());
      return from_client ? notes->logins.on_client_entry(entry) : notes->logins.on_registry_entry(entry);
    default:
      if (!notes->end) notes->end = now_;
  }
}

void TapeIndexer::open_socket(const Entry& entry) {
  const auto group = std::exchange(asked_group_, std::nullopt);
  if (entry.number != tape::kNo) return;
  if (notes_.memberships.size() == limits::kMemberships) {
    notes_.is_full = true;
    return;
  }
  membership_[entry.id] = notes_.memberships.size();
  const Endpoint& takes = group ? *group : entry.endpoint;
  notes_.memberships.push_back({entry.id, takes.port, group.has_value(), now_, now_});
}

void TapeIndexer::take_datagram(const Entry& entry) {
  switch (entry.kind) {
    case EntryKind::kListening:
      if (entry.number == tape::kNo) notes_.listens = entry.endpoint;
      return;
    case EntryKind::kJoinGroup:
      asked_group_ = entry.endpoint;
      return;
    case EntryKind::kOpenDatagram:
      asked_group_.reset();
      return;
    case EntryKind::kSocketOpened:
      return open_socket(entry);
    case EntryKind::kDropDatagram:
      if (const auto open = membership_.find(entry.id); open != membership_.end()) {
        notes_.memberships[open->second].to = now_;
        membership_.erase(open);
      }
      return;
    case EntryKind::kSend:
    case EntryKind::kDatagram:
      return add_datagram(entry);
    default:
      return;
  }
}

void TapeIndexer::add_datagram(const Entry& entry) {
  const auto open = membership_.find(entry.id);
  if (open == membership_.end()) return;
  const Membership& socket = notes_.memberships[open->second];
  const bool is_sent = entry.kind == EntryKind::kSend;
  std::vector<IndexedDatagram>& notes = is_sent ? notes_.sent : notes_.received;
  if (socket.is_room && !is_sent) note_writer(entry.text);
  const bool alive = !socket.is_room && is_keep_alive(entry);
  if (!socket.is_room && !alive) return;
  if (notes.size() == limits::kDatagrams) {
    notes_.is_full = true;
    return;
  }
  const std::uint64_t fingerprint =
      alive ? fingerprint_of_keep_alive(entry) : fingerprint_of_line(entry, socket.port, texts_kept_);
  notes.push_back({notes_.entries - 1, now_, fingerprint, alive ? std::uint16_t{0} : socket.port, alive});
}

void TapeIndexer::note_writer(std::string_view line) {
  if (writers_.size() == limits::kNames) return;
  std::string writer = writer_of(line);
  if (UserName::parse(writer) && writers_.insert(folded(writer)).second) {
    notes_.writers.push_back(std::move(writer));
  }
}

}  // namespace

Result<TapeIndex> index_tape(const TapeFile& tape, bool texts_kept) {
  auto open = tape.open();
  if (!open) return open.error();
  TapeIndex notes;
  notes.header = open->header;
  TapeIndexer indexer(notes, texts_kept);
  Entry entry;
  while (true) {
    const auto more = open->entries->next(entry);
    if (!more) notes.end_words = more.error().message;
    if (!more || !*more) break;
    indexer.take(entry);
  }
  indexer.finish();
  return notes;
}

}  // namespace parley::sim::merge
