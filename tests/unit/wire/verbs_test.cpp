#include "wire/verbs.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <set>
#include <vector>

#include "wire/request.hpp"
#include "wire/text.hpp"

namespace parley::wire {
namespace {

constexpr std::uint8_t kVerbs = 12;

TEST(Verb, comes_back_when_its_text_is_read) {
  std::set<std::string_view> texts;
  for (std::uint8_t i = 0; i < kVerbs; ++i) {
    const auto verb = static_cast<Verb>(i);
    texts.insert(text_of(verb));
    EXPECT_EQ(verb_from(text_of(verb)), verb);
  }
  EXPECT_EQ(texts.size(), kVerbs);
}

TEST(Verb, of_the_two_peer_lists_differs_by_the_hyphen) {
  EXPECT_EQ(text_of(Verb::kPeerList), "PEER_LIST");
  EXPECT_EQ(text_of(Verb::kRoomPeerList), "PEER-LIST");
}

TEST(Verb, is_none_when_the_text_is_another) {
  for (const auto* text : {"", "AUTH ", "auth", "LOGIN", "HELLO_BACK", "PEER"}) {
    EXPECT_EQ(verb_from(text), std::nullopt) << text;
  }
}

TEST(Status, is_known_by_ten_numbers) {
  std::set<unsigned> known;
  for (std::uint16_t number = 0; number < 2000; ++number) {
    const auto status = status_from(number);
    if (!status) continue;
    EXPECT_EQ(static_cast<std::uint16_t>(*status), number);
    known.insert(number);
  }
  EXPECT_EQ(known, (std::set<unsigned>{200, 300, 400, 401, 403, 404, 409, 429, 500, 503}));
}

TEST(Status, has_a_word_of_its_own_where_the_original_gives_one) {
  EXPECT_EQ(word_of(Verb::kRegister, Status::kAlready), "EXIST");
  EXPECT_EQ(word_of(Verb::kAuth, Status::kAlready), "ONLINE");
  EXPECT_EQ(word_of(Verb::kSearchUser, Status::kAlready), "NOT_ONLINE");
  EXPECT_EQ(word_of(Verb::kSearchUser, Status::kNotFound), "NOT_FOUND");
}

TEST(Status, is_success_or_failure_everywhere_else) {
  for (std::uint8_t i = 0; i < kVerbs; ++i) {
    const auto verb = static_cast<Verb>(i);
    EXPECT_EQ(word_of(verb, Status::kSuccess), "SUCCESS");
    EXPECT_EQ(word_of(verb, Status::kConflict), "FAILURE");
    EXPECT_EQ(word_of(verb, Status::kStoreFailed), "FAILURE");
    if (verb == Verb::kSearchUser) continue;
    EXPECT_EQ(word_of(verb, Status::kNotFound), "FAILURE");
  }
}

TEST(RequestVerbs, stand_in_the_order_of_the_requests) {
  const auto ada = UserName::parse("ada").value();
  const auto tea = RoomName::parse("tea").value();
  const std::vector<Request> all = {
      Hello{2},           Register{ada, "s"},       Login{ada, "s", 6000}, Logout{"ada"},
      SearchUser{ada},    DiscoverPeers{true, ada}, CreateRoom{tea, ada},  JoinRoom{tea, ada},
      ExitRoom{ada, tea}, ShowRoomList{},           DiscoverRoomPeers{tea}};
  ASSERT_EQ(all.size(), kRequestVerbs.size());
  for (const auto& request : all) {
    const auto message = encode(request);
    const auto words = split_words(message);
    EXPECT_EQ(find_request_verb(words.word[0]), &verb_of(request)) << message;
    EXPECT_EQ(request_answered_by(verb_of(request).answer), &verb_of(request)) << message;
    EXPECT_EQ(words.count, verb_of(request).most_words) << message;
  }
  EXPECT_EQ(find_request_verb("login"), nullptr);
  EXPECT_EQ(request_answered_by(Verb::kError), nullptr);
}

}  // namespace
}  // namespace parley::wire
