#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "ports/password_hasher.hpp"
#include "ports/store.hpp"
#include "tests/support/turn_queue.hpp"

namespace parley {

/// A store in memory, which a registry on it may outlive or share. Each answer takes a turn of its own, in
/// the order of the calls; the calls whose numbers stand in `failing_calls` change nothing and answer
/// kUnavailable.
class FakeStore final : public Store {
 public:
  explicit FakeStore(TurnQueue& turns) : turns_(turns) {}
  void insert_account(Account account, Inserted done) override {
    if (fails()) return answer(done, Result<bool>(disk_error()));
    answer(done, Result<bool>(accounts.emplace(account.user, account).second));
  }
  void find_account(const UserName& user, Found done) override {
    if (fails()) return answer(done, Result<std::optional<Account>>(disk_error()));
    const auto place = accounts.find(user);
    answer(done, Result<std::optional<Account>>(place == accounts.end() ? std::nullopt
                                                                        : std::optional(place->second)));
  }
  void commit_room(StoredRoom next, std::uint64_t expected, CommitDone done) override {
    if (fails()) return answer(done, Result<CommitOutcome>(disk_error()));
    if (const auto other = conflict(next.room, expected)) return answer(done, Result<CommitOutcome>(*other));
    rooms.insert_or_assign(next.room, next);
    answer(done, Result<CommitOutcome>(Committed{}));
  }
  void erase_room(const RoomName& room, std::uint64_t expected, CommitDone done) override {
    if (fails()) return answer(done, Result<CommitOutcome>(disk_error()));
    if (const auto other = conflict(room, expected)) return answer(done, Result<CommitOutcome>(*other));
    rooms.erase(room);
    answer(done, Result<CommitOutcome>(Committed{}));
  }
  void load_rooms(Loaded done) override {
    if (fails()) return answer(done, Result<std::vector<StoredRoom>>(disk_error()));
    std::vector<StoredRoom> all;
    for (const auto& [name, room] : rooms) all.push_back(room);
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
    answer(done, Result<std::vector<StoredRoom>>(std::move(all)));
  }

  std::map<UserName, Account> accounts;
  std::map<RoomName, StoredRoom> rooms;
  std::set<int> failing_calls;  ///< Which calls fail, counted from 1.
  int calls = 0;

 private:
  static Error disk_error() { return {ErrorCode::kUnavailable, "the disk is gone"}; }
  std::optional<Conflict> conflict(const RoomName& room, std::uint64_t expected) const {
    const auto place = rooms.find(room);
    const std::uint64_t version = place == rooms.end() ? 0 : place->second.version;
    return version == expected ? std::nullopt : std::optional(Conflict{version});
  }
  bool fails() { return failing_calls.contains(++calls); }
  template <class Done, class Outcome>
  void answer(Done done, Outcome outcome) {
    turns_.later([done = std::move(done), outcome = std::move(outcome)] { done(outcome); });
  }

  TurnQueue& turns_;
};

/// "Hashes" by writing a word before the secret, and counts. Each answer takes a turn of its own, in the
/// order of the calls; all of them fail while `fails` is set.
class FakeHasher final : public PasswordHasher {
 public:
  explicit FakeHasher(TurnQueue& turns) : turns_(turns) {}

  void hash(std::string_view secret, Hashed done) override {
    ++hashes;
    Result<PasswordHash> outcome = PasswordHash{"hash of " + std::string(secret)};
    if (fails) outcome = Error{ErrorCode::kUnavailable, "memory is short"};
    turns_.later([done = std::move(done), outcome = std::move(outcome)] { done(outcome); });
  }
  void verify(std::string_view secret, const PasswordHash& expected, Verified done) override {
    ++verifications;
    tried_against = expected;
    Result<bool> outcome = expected.text == "hash of " + std::string(secret);
    if (fails) outcome = Error{ErrorCode::kUnavailable, "memory is short"};
    turns_.later([done = std::move(done), outcome = std::move(outcome)] { done(outcome); });
  }

  int hashes = 0;
  int verifications = 0;
  PasswordHash tried_against;  ///< By the last verification.
  bool fails = false;

 private:
  TurnQueue& turns_;
};

}  // namespace parley
