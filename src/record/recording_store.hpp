#pragma once

#include "ports/entropy.hpp"
#include "ports/password_hasher.hpp"
#include "ports/store.hpp"
#include "record/entry_recorder.hpp"

namespace parley::record {

/// Records what is stored and what is found, but no hash.
class RecordingStore final : public Store {
 public:
  RecordingStore(Store& store, EntryRecorder& recorder) : store_(store), recorder_(recorder) {}

  void insert_account(Account account, Inserted done) override;
  void find_account(const UserName& user, Found done) override;
  void commit_room(StoredRoom next, std::uint64_t expected, CommitDone done) override;
  void erase_room(const RoomName& room, std::uint64_t expected, CommitDone done) override;
  void load_rooms(Loaded done) override;

 private:
  CommitDone recorded(std::uint64_t call, CommitDone done);

  Store& store_;
  EntryRecorder& recorder_;
};

/// Records that something is hashed, and how that ended: neither secrets nor hashes.
class RecordingHasher final : public PasswordHasher {
 public:
  RecordingHasher(PasswordHasher& hasher, EntryRecorder& recorder) : hasher_(hasher), recorder_(recorder) {}

  void hash(std::string_view secret, Hashed done) override;
  void verify(std::string_view secret, const PasswordHash& expected, Verified done) override;

 private:
  PasswordHasher& hasher_;
  EntryRecorder& recorder_;
};

/// Records how many bytes are asked for.
class RecordingEntropy final : public Entropy {
 public:
  RecordingEntropy(Entropy& entropy, EntryRecorder& recorder) : entropy_(entropy), recorder_(recorder) {}

  void fill(std::span<std::uint8_t> bytes) override;

 private:
  Entropy& entropy_;
  EntryRecorder& recorder_;
};

}  // namespace parley::record
