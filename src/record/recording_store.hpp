#pragma once

#include "ports/entropy.hpp"
#include "ports/password_hasher.hpp"
#include "ports/store.hpp"
#include "record/recording.hpp"

namespace parley::record {

/// Records what is stored and what is found, but no hash.
class RecordingStore final : public Store {
 public:
  RecordingStore(Store& store, Recording& recording) : store_(store), recording_(recording) {}

  void insert_account(Account account, Inserted done) override;
  void find_account(const UserName& user, Found done) override;
  void save_room(StoredRoom room, Done done) override;
  void erase_room(const RoomName& room, Done done) override;
  void load_rooms(Loaded done) override;

 private:
  Done recorded(std::uint64_t call, Done done);

  Store& store_;
  Recording& recording_;
};

/// Records that something is hashed, and how that ended: neither secrets nor hashes.
class RecordingHasher final : public PasswordHasher {
 public:
  RecordingHasher(PasswordHasher& hasher, Recording& recording) : hasher_(hasher), recording_(recording) {}

  void hash(std::string_view secret, Hashed done) override;
  void verify(std::string_view secret, const PasswordHash& expected, Verified done) override;

 private:
  PasswordHasher& hasher_;
  Recording& recording_;
};

/// Records how many bytes are asked for.
class RecordingEntropy final : public Entropy {
 public:
  RecordingEntropy(Entropy& entropy, Recording& recording) : entropy_(entropy), recording_(recording) {}

  void fill(std::span<std::uint8_t> bytes) override;

 private:
  Entropy& entropy_;
  Recording& recording_;
};

}  // namespace parley::record
