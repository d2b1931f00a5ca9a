#include "sim/merge/tape_index.hpp"

#include <xxhash.h>

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

#include "base/name.hpp"
#include "wire/keep_alive.hpp"
#include "wire/open_room.hpp"

namespace parley::sim::merge {
namespace {

using tape::Entry;
using tape::EntryKind;

struct Writer {
  std::string operator()(const wire::Said& said) const { return said.user; }
  std::string operator()(const wire::Joined& joined) const { return joined.user; }
  std::string operator()(const wire::Left& left) const { return left.user; }
  std::string operator()(const auto&) const { return {}; }
};

std::uint64_t hash_of(std::string_view bytes, std::uint64_t seed = 0) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::uint64_t digest_of_line(const Entry& entry, std::uint16_t port, bool texts_kept) {
  const bool was_cut = tape::is_output(entry.kind) && entry.size > tape::kOutputTextBytes;
  if (texts_kept) return (was_cut ? entry.digest : hash_of(entry.text)) ^ port;
  return hash_of(writer_of(entry.text), was_cut ? entry.size : entry.text.size()) ^ port;
}

/// Whose keep-alive it is. Its ports may be changed on the way.
std::uint64_t digest_of_keep_alive(std::string_view text) {
  constexpr std::string_view kKeepAlive = "KEEP_ALIVE ";
  return hash_of(folded(text.substr(std::min(kKeepAlive.size(), text.size()))), 1);
}

/// Takes one tape's entries in their order.
class TapeIndexer {
 public:
  TapeIndexer(TapeIndex& notes, bool texts_kept, IndexBudget& budget)
      : notes_(notes), texts_kept_(texts_kept), budget_(budget) {}

  void take(const Entry& entry);
  void finish();

 private:
  void take_stream(const Entry& entry);
  void take_datagram(const Entry& entry);
  void begin_stream(const Entry& entry);
  IndexedStream* stream(std::uint64_t id);
  void add_datagram(const Entry& entry);
  void note_writer(std::string_view line);

  /// Whether there is room for one more; notes that there is none.
  bool spend(std::size_t& left) {
    if (left == 0) notes_.is_full = true;
    return left > 0 && left-- > 0;
  }

  TapeIndex& notes_;
  bool texts_kept_;
  IndexBudget& budget_;
  OwnTime time_;
  Instant now_{};
  std::map<std::uint64_t, std::size_t> stream_of_;  ///< By id.
  OpenSockets sockets_;
  std::map<std::uint64_t, std::size_t> membership_;  ///< Of open sockets, by id.
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
  const auto found = stream_of_.find(id);
  return found == stream_of_.end() ? nullptr : &notes_.streams[found->second];
}

void TapeIndexer::begin_stream(const Entry& entry) {
  if (stream_of_.contains(entry.id) || !spend(budget_.streams)) return;
  stream_of_.emplace(entry.id, notes_.streams.size());
  IndexedStream& notes = notes_.streams.emplace_back();
  notes.id = entry.id;
  notes.accepted = entry.kind == EntryKind::kAccept;
  notes.began = now_;
  notes.channel = entry.channel;
  if (!notes.accepted) notes.target = entry.text;
}

void TapeIndexer::take_stream(const Entry& entry) {
  if (entry.kind == EntryKind::kAccept || entry.kind == EntryKind::kConnect) return begin_stream(entry);
  const bool is_written = entry.kind == EntryKind::kWrite;
  const bool is_piece = is_written || entry.kind == EntryKind::kRecord;
  IndexedStream* notes = is_piece || entry.kind == EntryKind::kOpen ? stream(entry.id) : nullptr;
  if (notes == nullptr) return;
  if (entry.kind == EntryKind::kOpen) {
    notes->channel = entry.channel;
    notes->began = now_;
    return;
  }
  if (spend(budget_.pieces)) {
    (is_written ? notes->out : notes->in)
        .push_back({notes_.entries - 1, now_, is_written ? entry.size : entry.text.size()});
  }
  const bool from_client = is_written != notes->accepted;
  from_client ? notes->logins.on_client_entry(entry) : notes->logins.on_registry_entry(entry);
}

void TapeIndexer::take_datagram(const Entry& entry) {
  sockets_.take(entry);
  switch (entry.kind) {
    case EntryKind::kListening:
      if (entry.number == tape::kNo) notes_.listens = entry.endpoint;
      return;
    case EntryKind::kSocketOpened:
      if (const auto socket = sockets_.find(entry.id); socket && spend(budget_.memberships)) {
        membership_[entry.id] = notes_.memberships.size();
        notes_.memberships.push_back({*socket, now_, now_});
      }
      return;
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
  const auto socket = sockets_.find(entry.id);
  if (!socket) return;
  const bool is_sent = entry.kind == EntryKind::kSend;
  std::vector<IndexedDatagram>& notes = is_sent ? notes_.sent : notes_.received;
  if (socket->is_room && !is_sent) note_writer(entry.text);
  const bool alive = !socket->is_room && wire::decode_keep_alive(entry.text).has_value();
  if ((!socket->is_room && !alive) || !spend(budget_.datagrams)) return;
  const std::uint64_t digest =
      alive ? digest_of_keep_alive(entry.text) : digest_of_line(entry, socket->port, texts_kept_);
  notes.push_back({notes_.entries - 1, now_, digest, alive});
}

void TapeIndexer::note_writer(std::string_view line) {
  if (writers_.size() == limits::kNames) return;
  std::string writer = writer_of(line);
  if (UserName::parse(writer) && writers_.insert(folded(writer)).second) {
    notes_.writers.push_back(std::move(writer));
  }
}

}  // namespace

void OpenSockets::take(const Entry& entry) {
  if (entry.kind == EntryKind::kJoinGroup) group_ = entry.endpoint;
  if (entry.kind == EntryKind::kOpenDatagram) group_.reset();
  if (entry.kind == EntryKind::kDropDatagram) open_.erase(entry.id);
  if (entry.kind != EntryKind::kSocketOpened) return;
  const auto group = std::exchange(group_, std::nullopt);
  if (entry.number != tape::kNo || open_.size() == limits::kOpenSockets) return;
  open_[entry.id] = {group ? group->port : entry.endpoint.port, group.has_value()};
}

std::optional<Socket> OpenSockets::find(std::uint64_t id) const {
  const auto found = open_.find(id);
  return found == open_.end() ? std::nullopt : std::optional(found->second);
}

std::string writer_of(std::string_view datagram) {
  return std::visit(Writer{}, wire::decode_room_datagram(datagram));
}

Result<TapeIndex> index_tape(const TapeFile& tape, bool texts_kept, IndexBudget& budget) {
  auto open = tape.open();
  if (!open) return open.error();
  TapeIndex notes;
  notes.header = open->header;
  TapeIndexer indexer(notes, texts_kept, budget);
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
