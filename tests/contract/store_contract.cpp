// What Store promises, in every world.

#include <gmock/gmock.h>

#include <initializer_list>
#include <utility>

#include "tests/contract/contract_world.hpp"

namespace parley::contract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

UserName user(std::string_view text) { return UserName::parse(text).value(); }
RoomName room(std::string_view text) { return RoomName::parse(text).value(); }

StoredRoom make_room(std::string_view name, std::uint64_t number, std::uint64_t version,
                     std::initializer_list<std::string_view> members) {
  StoredRoom made{
      .room = room(name), .number = number, .port = 5000, .version = version, .term = 2, .members = {}};
  for (const auto member : members) made.members.push_back(user(member));
  return made;
}

class StoreContract : public ContractTest {
 protected:
  Store& store() { return *store_; }
  void restart() {
    store_.reset();
    store_ = world().make_store();
  }

  bool insert(std::string_view name, const std::string& hash = "$scrypt$x") {
    std::optional<bool> inserted;
    store().insert_account({user(name), {hash}}, [&](Result<bool> result) { inserted = result.value(); });
    EXPECT_TRUE(eventually([&] { return inserted.has_value(); }));
    return inserted.value_or(false);
  }

  std::optional<Account> find(std::string_view name) {
    std::optional<Account> found;
    bool answered = false;
    store().find_account(user(name), [&](Result<std::optional<Account>> result) {
      found = std::move(result.value());
      answered = true;
    });
    EXPECT_TRUE(eventually([&] { return answered; }));
    return found;
  }

  using Answer = std::optional<CommitOutcome>;

  CommitOutcome outcome_of(const Answer& answer) {
    EXPECT_TRUE(eventually([&] { return answer.has_value(); }));
    return answer.value_or(Conflict{});
  }
  static Store::CommitDone into(Answer& answer) {
    return [&answer](const Result<CommitOutcome>& outcome) { answer = outcome.value(); };
  }

  /// The version that another one's commit is stored with; nothing where this one succeeds.
  std::optional<std::uint64_t> conflict_in(const CommitOutcome& outcome) {
    const auto* conflict = std::get_if<Conflict>(&outcome);
    return conflict == nullptr ? std::nullopt : std::optional(conflict->version);
  }
  std::optional<std::uint64_t> commit(const StoredRoom& next, std::uint64_t expected) {
    Answer answer;
    store().commit_room(next, expected, into(answer));
    return conflict_in(outcome_of(answer));
  }
  std::optional<std::uint64_t> erase(std::string_view name, std::uint64_t expected) {
    Answer answer;
    store().erase_room(room(name), expected, into(answer));
    return conflict_in(outcome_of(answer));
  }

  std::vector<StoredRoom> rooms() {
    std::optional<std::vector<StoredRoom>> loaded;
    store().load_rooms([&](Result<std::vector<StoredRoom>> result) { loaded = std::move(result.value()); });
    EXPECT_TRUE(eventually([&] { return loaded.has_value(); }));
    return std::move(loaded).value_or(std::vector<StoredRoom>());
  }

  std::vector<std::string> room_names() {
    std::vector<std::string> names;
    for (const auto& each : rooms()) names.push_back(each.room.text());
    return names;
  }

 private:
  std::unique_ptr<Store> store_ = world().make_store();
};

TEST_P(StoreContract, finds_an_account_as_it_was_typed_without_regard_to_case) {
  EXPECT_TRUE(insert("Alice", "$scrypt$ln=15,r=8,p=1$c2FsdA$aGFzaA"));
  const auto found = find("aLICE");
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->user.text(), "Alice");
  EXPECT_EQ(found->hash.text, "$scrypt$ln=15,r=8,p=1$c2FsdA$aGFzaA");
  EXPECT_FALSE(find("bob").has_value());
}

TEST_P(StoreContract, changes_nothing_when_the_name_is_taken) {
  EXPECT_TRUE(insert("Alice", "first"));
  EXPECT_FALSE(insert("Alice", "second"));
  EXPECT_FALSE(insert("ALICE", "third"));
  EXPECT_EQ(find("alice")->hash.text, "first");
  EXPECT_EQ(find("alice")->user.text(), "Alice");
}

TEST_P(StoreContract, lets_one_of_two_have_a_name_when_both_ask_at_once) {
  std::vector<bool> inserted;
  for (const char* hash : {"first", "second"}) {
    store().insert_account({user("alice"), {hash}},
                           [&](Result<bool> result) { inserted.push_back(result.value()); });
  }
  ASSERT_TRUE(eventually([&] { return inserted.size() == 2; }));
  EXPECT_THAT(inserted, ElementsAre(true, false));
  EXPECT_EQ(find("alice")->hash.text, "first");
}

TEST_P(StoreContract, answers_in_the_order_of_the_calls_and_in_later_turns) {
  std::vector<std::string> order;
  store().insert_account({user("alice"), {"h"}}, [&](Result<bool>) { order.emplace_back("insert"); });
  store().find_account(user("alice"), [&](Result<std::optional<Account>> found) {
    order.emplace_back(found.value().has_value() ? "found" : "missed");
  });
  store().commit_room(make_room("den", 1, 1, {"alice"}), 0,
                      [&](const Result<CommitOutcome>&) { order.emplace_back("commit"); });
  store().load_rooms([&](Result<std::vector<StoredRoom>> loaded) {
    order.emplace_back("load " + std::to_string(loaded.value().size()));
  });
  store().erase_room(room("den"), 1, [&](const Result<CommitOutcome>&) { order.emplace_back("erase"); });
  EXPECT_THAT(order, IsEmpty());
  ASSERT_TRUE(eventually([&] { return order.size() == 5; }));
  EXPECT_THAT(order, ElementsAre("insert", "found", "commit", "load 1", "erase"));
}

TEST_P(StoreContract, takes_a_call_from_within_an_answer_and_answers_it_later) {
  bool within = false;
  bool found = false;
  store().insert_account({user("alice"), {"h"}}, [&](Result<bool>) {
    within = true;
    store().find_account(user("alice"), [&](Result<std::optional<Account>> result) {
      EXPECT_FALSE(within);
      found = result.value().has_value();
    });
    within = false;
  });
  EXPECT_TRUE(eventually([&] { return found; }));
}

TEST_P(StoreContract, answers_nothing_when_it_is_gone) {
  bool answered = false;
  store().find_account(user("alice"), [&](Result<std::optional<Account>>) { answered = true; });
  restart();
  world().run_for(kQuiet);
  EXPECT_FALSE(answered);
}

TEST_P(StoreContract, keeps_accounts_over_a_restart) {
  ASSERT_TRUE(insert("alice", "hash"));
  restart();
  ASSERT_TRUE(find("alice").has_value());
  EXPECT_EQ(find("alice")->hash.text, "hash");
  EXPECT_FALSE(insert("Alice"));
}

TEST_P(StoreContract, keeps_rooms_whole_over_a_restart) {
  EXPECT_EQ(commit(make_room("Den", 7, 3, {"carol", "Alice", "bob"}), 0), std::nullopt);
  restart();
  const auto loaded = rooms();
  ASSERT_EQ(loaded.size(), 1u);
  EXPECT_EQ(loaded[0].room.text(), "Den");
  EXPECT_EQ(loaded[0].number, 7u);
  EXPECT_EQ(loaded[0].port, 5000);
  EXPECT_EQ(loaded[0].version, 3u);
  EXPECT_EQ(loaded[0].term, 2u);
  EXPECT_THAT(loaded[0].members, ElementsAre(user("carol"), user("Alice"), user("bob")));
}

TEST_P(StoreContract, commits_a_room_in_the_place_of_the_version_expected) {
  EXPECT_EQ(commit(make_room("den", 1, 5, {"alice"}), 0), std::nullopt);
  EXPECT_EQ(commit(make_room("DEN", 1, 6, {"alice", "bob"}), 5), std::nullopt);
  const auto loaded = rooms();
  ASSERT_EQ(loaded.size(), 1u);
  EXPECT_EQ(loaded[0].room.text(), "DEN");
  EXPECT_EQ(loaded[0].version, 6u);
  EXPECT_THAT(loaded[0].members, ElementsAre(user("alice"), user("bob")));
}

TEST_P(StoreContract, changes_nothing_when_another_version_is_stored) {
  EXPECT_EQ(commit(make_room("den", 1, 1, {"bob"}), 3), 0u);
  EXPECT_THAT(room_names(), IsEmpty());
  EXPECT_EQ(commit(make_room("den", 1, 5, {"alice"}), 0), std::nullopt);
  EXPECT_EQ(commit(make_room("den", 2, 6, {"bob"}), 0), 5u);
  EXPECT_EQ(commit(make_room("den", 1, 6, {"bob"}), 4), 5u);
  EXPECT_EQ(commit(make_room("den", 1, 7, {"bob"}), 6), 5u);
  ASSERT_EQ(rooms().size(), 1u);
  EXPECT_EQ(rooms().at(0).version, 5u);
  EXPECT_THAT(rooms().at(0).members, ElementsAre(user("alice")));
}

TEST_P(StoreContract, lets_one_of_two_commits_win_when_both_expect_the_same) {
  Answer first;
  Answer second;
  Answer third;
  store().commit_room(make_room("den", 1, 1, {"alice"}), 0, into(first));
  store().commit_room(make_room("den", 2, 1, {"bob"}), 0, into(second));
  store().commit_room(make_room("den", 1, 2, {"alice", "carol"}), 1, into(third));
  EXPECT_EQ(conflict_in(outcome_of(first)), std::nullopt);
  EXPECT_EQ(conflict_in(outcome_of(second)), 1u);
  EXPECT_EQ(conflict_in(outcome_of(third)), std::nullopt);
  EXPECT_THAT(rooms().at(0).members, ElementsAre(user("alice"), user("carol")));
}

TEST_P(StoreContract, keeps_the_version_of_each_room_over_a_restart) {
  EXPECT_EQ(commit(make_room("den", 1, 4, {"alice"}), 0), std::nullopt);
  EXPECT_EQ(commit(make_room("pub", 2, 1, {"bob"}), 0), std::nullopt);
  restart();
  EXPECT_EQ(commit(make_room("pub", 2, 2, {"bob", "carol"}), 4), 1u);
  EXPECT_EQ(commit(make_room("pub", 2, 2, {"bob", "carol"}), 1), std::nullopt);
  EXPECT_EQ(erase("den", 4), std::nullopt);
  EXPECT_THAT(room_names(), ElementsAre("pub"));
}

TEST_P(StoreContract, loads_rooms_by_number) {
  commit(make_room("b", 10, 1, {"x"}), 0);
  commit(make_room("c", 9, 1, {"x"}), 0);
  commit(make_room("a", 11, 1, {"x"}), 0);
  EXPECT_THAT(room_names(), ElementsAre("c", "b", "a"));
}

TEST_P(StoreContract, forgets_a_room_for_good) {
  commit(make_room("den", 1, 9, {"x"}), 0);
  EXPECT_EQ(erase("den", 8), 9u);
  EXPECT_EQ(erase("den", 0), 9u);
  EXPECT_THAT(room_names(), ElementsAre("den"));
  EXPECT_EQ(erase("DEN", 9), std::nullopt);
  EXPECT_THAT(room_names(), IsEmpty());
  EXPECT_EQ(erase("den", 9), 0u);
  EXPECT_EQ(erase("den", 0), std::nullopt);
  EXPECT_EQ(commit(make_room("den", 2, 1, {"y"}), 9), 0u);
  EXPECT_EQ(commit(make_room("den", 2, 1, {"y"}), 0), std::nullopt);
  restart();
  EXPECT_THAT(room_names(), ElementsAre("den"));
  EXPECT_EQ(rooms().at(0).version, 1u);
}

PARLEY_CONTRACT_SUITE(StoreContract);

}  // namespace
}  // namespace parley::contract
