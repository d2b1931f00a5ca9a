#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "ports/password_hasher.hpp"
#include "ports/store.hpp"
#include "record/playback_answers.hpp"
#include "tape/entry.hpp"

namespace parley::record {

/// The store and the hasher of a tape: they keep nothing, and answer as the tape has it. Hashes are
/// stand-ins, for no tape holds one. Their calls share their numbers. The store answers in order, each
/// call once; what has another form is an error.
class PlaybackCalls final : public Store, public PasswordHasher {
 public:
  /// More than a registry at its limits has under way; only a tape that leaves calls unanswered comes here.
  static constexpr std::size_t kMaxWaiting = 200'000;

  void insert_account(Account account, Inserted done) override;
  void find_account(const UserName& user, Found done) override;
  void commit_room(StoredRoom next, std::uint64_t expected, CommitDone done) override;
  void erase_room(const RoomName& room, std::uint64_t expected, CommitDone done) override;
  void load_rooms(Loaded done) override;
  void hash(std::string_view secret, Hashed done) override;
  void verify(std::string_view secret, const PasswordHash& expected, Verified done) override;

  Result<void> stored(const tape::Entry& input);
  Result<void> inserted(const tape::Entry& input);
  Result<void> found(const tape::Entry& input);
  Result<void> loaded(const tape::Entry& input, const std::vector<tape::OwnedEntry>& rooms);
  Result<void> hashed(const tape::Entry& input);
  Result<void> verified(const tape::Entry& input);

  bool overrun() const { return waiting_.size() > kMaxWaiting; }

 private:
  /// The alternatives of Call, in their order.
  enum class CallKind : std::uint8_t { kChange, kInsert, kFind, kLoad, kHash, kVerify };
  struct ChangeCall {
    CommitDone done;
  };
  struct InsertCall {
    Inserted done;
  };
  struct FindCall {
    UserName user;
    Found done;
  };
  struct LoadCall {
    Loaded done;
  };
  struct HashCall {
    Hashed done;
  };
  struct VerifyCall {
    Verified done;
  };
  using Call = std::variant<ChangeCall, InsertCall, FindCall, LoadCall, HashCall, VerifyCall>;

  void begin_store(Call call);
  void begin(Call call) { waiting_.emplace(++last_call_, std::move(call)); }

  struct Answered {
    Call call;
    CallOutcome outcome;
  };

  /// The call that `input` answers, which must be of this kind, and how it ended; the call waits no longer.
  Result<Answered> answered(const tape::Entry& input, CallKind kind, bool may_be_yes);
  Result<Call> take(const tape::Entry& input, CallKind kind);

  std::unordered_map<std::uint64_t, Call> waiting_;
  std::deque<std::uint64_t> store_order_;  ///< The store's calls that wait, oldest first.
  std::uint64_t last_call_ = 0;
};

}  // namespace parley::record
