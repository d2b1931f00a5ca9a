#include "registry/room_commits.hpp"

#include <string>
#include <utility>

#include "registry/log_line.hpp"

namespace parley::registry {

void RoomCommits::load(std::function<void(Result<void>)> done) {
  work_.begin();
  store_.load_rooms([this, done = std::move(done)](Result<std::vector<StoredRoom>> stored) {
    if (stored) {
      restore(*std::move(stored));
      done({});
    } else {
      done(stored.error());
    }
    work_.end();
  });
}

void RoomCommits::restore(std::vector<StoredRoom> stored) {
  for (const auto& room : stored) records_[room.room].stored = room.version;
  for (const auto& deserted : rooms_.restore(std::move(stored))) write(deserted);
}

void RoomCommits::let_in(const RoomName& room, const UserName& newcomer, Done done) {
  enqueue(room, {newcomer, std::move(done)});
}

void RoomCommits::write(const RoomName& room, Done done) { enqueue(room, {std::nullopt, std::move(done)}); }

void RoomCommits::enqueue(const RoomName& room, Request request) {
  Entry& entry = *records_.try_emplace(room).first;
  entry.second.waiting.push_back(std::move(request));
  if (!entry.second.busy) commit(entry);
}

/// Commits all that waits, as the room now is.
void RoomCommits::commit(Entry& entry) {
  auto& [room, record] = entry;
  record.busy = true;
  record.under_way.swap(record.waiting);
  auto next = rooms_.begin_commit(room, record.stored);
  record.committing = next ? next->version : 0;
  if (record.committing == record.stored) return complete(entry, true);
  work_.begin();
  auto done = [this, &entry](const Result<CommitOutcome>& outcome) {
    complete(entry, note(entry, outcome));
    work_.end();
  };
  if (next) return store_.commit_room(*std::move(next), record.stored, std::move(done));
  store_.erase_room(room, record.stored, std::move(done));
}

/// Tells all who took part, one after the other, and goes on with what came meanwhile.
void RoomCommits::complete(Entry& entry, bool stored) {
  auto& [room, record] = entry;
  for (auto& request : record.under_way) {
    if (request.newcomer && stored) rooms_.admit(room, *request.newcomer, record.committing);
    if (request.newcomer && !stored) rooms_.refuse(room, *request.newcomer, record.committing);
    if (request.done) request.done(stored);
  }
  record.under_way.clear();
  record.busy = false;
  if (!record.waiting.empty()) return commit(entry);
  if (record.stored == 0) records_.erase(records_.find(room));
}

/// Remembers what the store has now. Whether it is what was to be committed.
bool RoomCommits::note(Entry& entry, const Result<CommitOutcome>& outcome) {
  auto& [room, record] = entry;
  if (!outcome) {
    log_line(log_, LogLevel::kError,
             {"room ", room.text(), " could not be written: ", outcome.error().message});
    return false;
  }
  if (const auto* conflict = std::get_if<Conflict>(&*outcome)) {
    log_line(log_, LogLevel::kError,
             {"room ", room.text(), " could not be written: version ", std::to_string(conflict->version),
              " is stored, expected ", std::to_string(record.stored)});
    record.stored = conflict->version;
    return false;
  }
  record.stored = record.committing;
  return true;
}

}  // namespace parley::registry
