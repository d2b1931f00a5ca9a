#include "record/playback_calls.hpp"

#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <unordered_set>
#include <utility>

#include "base/limits.hpp"
#include "record/room_codec.hpp"

namespace parley::record {
namespace {

using tape::Entry;
using tape::OwnedEntry;

constexpr std::uint64_t kMaxStored = std::numeric_limits<std::int64_t>::max();

const PasswordHash& stand_in() {
  static const PasswordHash hash{"$stand-in$"};
  return hash;
}

/// What each kind of call asks for.
constexpr std::array<std::string_view, 6> kSorts = {
    "a room's change", "a new account", "a search for an account",
    "the rooms",       "a hash",        "the proof of a secret"};

/// One that a store can hold.
bool read_version(std::string_view text, std::uint64_t& version) {
  const auto* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, version);
  return error == std::errc{} && at == end && version <= kMaxStored;
}

/// The rooms that a store can have held: each name and number once, by number.
Result<std::vector<StoredRoom>> rooms_from(const std::vector<OwnedEntry>& words) {
  std::vector<StoredRoom> rooms;
  std::unordered_set<RoomName> names;
  std::uint64_t last_number = 0;
  for (const OwnedEntry& each : words) {
    auto room = decode_room(each.text());
    if (!room) return impossible("the store gives a malformed room: " + room.error().message);
    const bool rises = rooms.empty() || room->number > last_number;
    const bool storable =
        room->number <= kMaxStored && room->version <= kMaxStored && room->term <= kMaxStored;
    if (!rises || !storable || !names.insert(room->room).second) {
      return impossible("the store gives the room " + room->room.text() +
                        " twice, out of order or with numbers out of range");
    }
    last_number = room->number;
    rooms.push_back(*std::move(room));
  }
  return rooms;
}

}  // namespace

void PlaybackCalls::begin_store(Call call) {
  begin(std::move(call));
  store_order_.push_back(last_call_);
}

void PlaybackCalls::insert_account(Account /*account*/, Inserted done) {
  begin_store(InsertCall{std::move(done)});
}
void PlaybackCalls::find_account(const UserName& user, Found done) {
  begin_store(FindCall{user, std::move(done)});
}
void PlaybackCalls::commit_room(StoredRoom /*next*/, std::uint64_t /*expected*/, CommitDone done) {
  begin_store(ChangeCall{std::move(done)});
}
void PlaybackCalls::erase_room(const RoomName& /*room*/, std::uint64_t /*expected*/, CommitDone done) {
  begin_store(ChangeCall{std::move(done)});
}
void PlaybackCalls::load_rooms(Loaded done) { begin_store(LoadCall{std::move(done)}); }
void PlaybackCalls::hash(std::string_view /*secret*/, Hashed done) { begin(HashCall{std::move(done)}); }
void PlaybackCalls::verify(std::string_view /*secret*/, const PasswordHash& /*expected*/, Verified done) {
  begin(VerifyCall{std::move(done)});
}

Result<PlaybackCalls::Call> PlaybackCalls::take(const Entry& input, CallKind kind) {
  const auto place = waiting_.find(input.id);
  const std::string call = "call " + std::to_string(input.id);
  if (place == waiting_.end()) {
    const bool answered = input.id > 0 && input.id <= last_call_;
    return impossible("it answers " + call + ", which " +
                      (answered ? "is answered already" : "was not made"));
  }
  const auto wanted = static_cast<std::size_t>(kind);
  if (place->second.index() != wanted) {
    return impossible("it answers " + call + " as if that had asked for " + std::string(kSorts[wanted]) +
                      ", and it asked for " + std::string(kSorts[place->second.index()]));
  }
  if (kind < CallKind::kHash) {
    if (store_order_.front() != input.id) {
      return impossible("it answers " + call + ", and the store answers in order: call " +
                        std::to_string(store_order_.front()) + " comes first");
    }
    store_order_.pop_front();
  }
  Call taken = std::move(place->second);
  waiting_.erase(place);
  return taken;
}

Result<PlaybackCalls::Answered> PlaybackCalls::answered(const Entry& input, CallKind kind, bool may_be_yes) {
  auto outcome = CallOutcome::of(input, may_be_yes);
  if (!outcome.valid)
    return impossible("a call ends with the unknown outcome " + std::to_string(input.number));
  auto call = take(input, kind);
  if (!call) return call.error();
  return Answered{*std::move(call), std::move(outcome)};
}

Result<void> PlaybackCalls::stored(const Entry& input) {
  std::uint64_t version = 0;
  if (input.number == tape::kYes && !read_version(input.text, version)) {
    return impossible("a commit conflicts with the version '" + std::string(input.text) + "'");
  }
  const auto answer = answered(input, CallKind::kChange, true);
  if (!answer) return answer.error();
  const auto& done = std::get<ChangeCall>(answer->call).done;
  if (answer->outcome.error) {
    done(*answer->outcome.error);
  } else {
    done(answer->outcome.yes ? CommitOutcome(Conflict{version}) : CommitOutcome(Committed{}));
  }
  return {};
}

Result<void> PlaybackCalls::inserted(const Entry& input) {
  const auto answer = answered(input, CallKind::kInsert, true);
  if (!answer) return answer.error();
  std::get<InsertCall>(answer->call).done(answer->outcome.truth());
  return {};
}

Result<void> PlaybackCalls::found(const Entry& input) {
  const auto answer = answered(input, CallKind::kFind, true);
  if (!answer) return answer.error();
  const auto& [asked, done] = std::get<FindCall>(answer->call);
  if (answer->outcome.error) {
    done(*answer->outcome.error);
    return {};
  }
  std::optional<Account> account;
  if (answer->outcome.yes) {
    const auto user = UserName::parse(input.text);
    if (!user || *user != asked) {
      return impossible("a search for the account " + asked.text() + " finds another one");
    }
    account = Account{*user, stand_in()};
  }
  done(std::move(account));
  return {};
}

Result<void> PlaybackCalls::loaded(const Entry& input, const std::vector<OwnedEntry>& rooms) {
  auto held = rooms_from(rooms);
  if (!held) return held.error();
  const auto answer = answered(input, CallKind::kLoad, false);
  if (!answer) return answer.error();
  const auto& done = std::get<LoadCall>(answer->call).done;
  if (answer->outcome.error) {
    done(*answer->outcome.error);
  } else {
    done(*std::move(held));
  }
  return {};
}

Result<void> PlaybackCalls::hashed(const Entry& input) {
  const auto answer = answered(input, CallKind::kHash, false);
  if (!answer) return answer.error();
  const auto& error = answer->outcome.error;
  std::get<HashCall>(answer->call)
      .done(error ? Result<PasswordHash>(*error) : Result<PasswordHash>(stand_in()));
  return {};
}

Result<void> PlaybackCalls::verified(const Entry& input) {
  const auto answer = answered(input, CallKind::kVerify, true);
  if (!answer) return answer.error();
  std::get<VerifyCall>(answer->call).done(answer->outcome.truth());
  return {};
}

}  // namespace parley::record
