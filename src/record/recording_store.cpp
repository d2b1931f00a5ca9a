#include "record/recording_store.hpp"

#include <string>
#include <utility>

#include "record/room_codec.hpp"

namespace parley::record {

using tape::EntryKind;

void RecordingStore::insert_account(Account account, Inserted done) {
  const auto call = recorder_.next_call();
  recorder_.output({.kind = EntryKind::kInsertAccount, .id = call, .text = account.user.text()});
  store_.insert_account(std::move(account),
                        [this, call, done = std::move(done)](const Result<bool>& inserted) {
                          recorder_.input({.kind = EntryKind::kInserted,
                                           .id = call,
                                           .number = outcome_of(inserted, inserted && *inserted),
                                           .text = message_of(inserted)});
                          done(inserted);
                        });
}

void RecordingStore::find_account(const UserName& user, Found done) {
  const auto call = recorder_.next_call();
  recorder_.output({.kind = EntryKind::kFindAccount, .id = call, .text = user.text()});
  store_.find_account(user, [this, call, done = std::move(done)](Result<std::optional<Account>> found) {
    const bool is_there = found && found->has_value();
    recorder_.input({.kind = EntryKind::kFound,
                     .id = call,
                     .number = outcome_of(found, is_there),
                     .text = is_there ? std::string_view((*found)->user.text()) : message_of(found)});
    done(std::move(found));
  });
}

void RecordingStore::commit_room(StoredRoom next, std::uint64_t expected, CommitDone done) {
  const auto call = recorder_.next_call();
  recorder_.output({.kind = EntryKind::kCommitRoom,
                    .id = call,
                    .number = static_cast<std::int64_t>(expected),
                    .text = encode_room(next)});
  store_.commit_room(std::move(next), expected, recorded(call, std::move(done)));
}

void RecordingStore::erase_room(const RoomName& room, std::uint64_t expected, CommitDone done) {
  const auto call = recorder_.next_call();
  recorder_.output({.kind = EntryKind::kEraseRoom,
                    .id = call,
                    .number = static_cast<std::int64_t>(expected),
                    .text = room.text()});
  store_.erase_room(room, expected, recorded(call, std::move(done)));
}

void RecordingStore::load_rooms(Loaded done) {
  const auto call = recorder_.next_call();
  recorder_.output({.kind = EntryKind::kLoadRooms, .id = call});
  store_.load_rooms([this, call, done = std::move(done)](Result<std::vector<StoredRoom>> rooms) {
    if (rooms) {
      for (const auto& room : *rooms) {
        recorder_.input({.kind = EntryKind::kLoadedRoom, .text = encode_room(room)});
      }
    }
    recorder_.input(
        {.kind = EntryKind::kLoaded, .id = call, .number = outcome_of(rooms), .text = message_of(rooms)});
    done(std::move(rooms));
  });
}

Store::CommitDone RecordingStore::recorded(std::uint64_t call, CommitDone done) {
  return [this, call, done = std::move(done)](const Result<CommitOutcome>& outcome) {
    const auto* conflict = outcome ? std::get_if<Conflict>(&*outcome) : nullptr;
    const std::string version = conflict != nullptr ? std::to_string(conflict->version) : std::string();
    recorder_.input({.kind = EntryKind::kStored,
                     .id = call,
                     .number = outcome_of(outcome, conflict != nullptr),
                     .text = conflict != nullptr ? std::string_view(version) : message_of(outcome)});
    done(outcome);
  };
}

void RecordingHasher::hash(std::string_view secret, Hashed done) {
  const auto call = recorder_.next_call();
  recorder_.output({.kind = EntryKind::kHash, .id = call});
  hasher_.hash(secret, [this, call, done = std::move(done)](Result<PasswordHash> hash) {
    recorder_.input(
        {.kind = EntryKind::kHashed, .id = call, .number = outcome_of(hash), .text = message_of(hash)});
    done(std::move(hash));
  });
}

void RecordingHasher::verify(std::string_view secret, const PasswordHash& expected, Verified done) {
  const auto call = recorder_.next_call();
  recorder_.output({.kind = EntryKind::kVerify, .id = call});
  hasher_.verify(secret, expected, [this, call, done = std::move(done)](const Result<bool>& right) {
    recorder_.input({.kind = EntryKind::kVerified,
                     .id = call,
                     .number = outcome_of(right, right && *right),
                     .text = message_of(right)});
    done(right);
  });
}

void RecordingEntropy::fill(std::span<std::uint8_t> bytes) {
  entropy_.fill(bytes);
  recorder_.answer({.kind = EntryKind::kEntropy, .number = static_cast<std::int64_t>(bytes.size())});
}

}  // namespace parley::record
