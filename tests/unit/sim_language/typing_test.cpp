#include "sim/language/typing.hpp"

#include <gmock/gmock.h>

namespace parley::sim::scenario {
namespace {

using enum QuestionKind;
using testing::ElementsAre;
using testing::IsEmpty;

const Person kAlice{"alice", wire::Dialect::kV2, "alice's password", 6001};
const PeerConfig kHere{{"127.0.0.1", 4000}};

std::vector<TypedLine> typed(const PersonAction& action) { return typed_lines(kAlice, action, kHere); }

TEST(Typing, answers_the_questions_of_signing_up) {
  EXPECT_THAT(typed(SignUp{}), ElementsAre(TypedLine{kWelcomeMenu, "1"}, TypedLine{kUserName, "alice"},
                                           TypedLine{kPassword, "alice's password"}));
  EXPECT_THAT(typed(SignUp{"eve-{name}", "secret"}),
              ElementsAre(TypedLine{kWelcomeMenu, "1"}, TypedLine{kUserName, "eve-alice"},
                          TypedLine{kPassword, "secret"}));
}

TEST(Typing, answers_the_questions_of_logging_in) {
  EXPECT_THAT(typed(LogIn{}),
              ElementsAre(TypedLine{kWelcomeMenu, "2"}, TypedLine{kUserName, "alice"},
                          TypedLine{kPassword, "alice's password"}, TypedLine{kPeerPort, "6001"}));
  EXPECT_EQ(typed(LogIn{{}, {}, 7000}).back(), (TypedLine{kPeerPort, "7000"}));
}

TEST(Typing, walks_the_main_menu) {
  EXPECT_THAT(typed(ListPeople{false}),
              ElementsAre(TypedLine{kMainMenu, "1"}, TypedLine{kDetailedList, "n"}));
  EXPECT_THAT(typed(ListPeople{true}), ElementsAre(TypedLine{kMainMenu, "1"}, TypedLine{kDetailedList, "y"}));
  EXPECT_THAT(typed(LookFor{"bob"}), ElementsAre(TypedLine{kMainMenu, "2"}, TypedLine{kSearchedUser, "bob"}));
  EXPECT_THAT(typed(CreateRoom{"{name}s-room"}),
              ElementsAre(TypedLine{kMainMenu, "3"}, TypedLine{kNewRoom, "alices-room"}));
  EXPECT_THAT(typed(ListRooms{}), ElementsAre(TypedLine{kMainMenu, "4"}));
  EXPECT_THAT(typed(JoinRoom{"den"}), ElementsAre(TypedLine{kMainMenu, "5"}, TypedLine{kJoinedRoom, "den"}));
  EXPECT_THAT(typed(LogOut{}), ElementsAre(TypedLine{kMainMenu, "6"}));
  EXPECT_THAT(typed(ExitProgram{}), ElementsAre(TypedLine{kWelcomeMenu, "3"}));
}

TEST(Typing, talks_and_leaves_at_the_empty_prompt_of_a_room) {
  EXPECT_THAT(typed(Say{"I am {name}"}), ElementsAre(TypedLine{kChatLine, "I am alice"}));
  EXPECT_THAT(typed(LeaveRoom{}), ElementsAre(TypedLine{kChatLine, "q"}));
  EXPECT_THAT(typed(Type{""}), ElementsAre(TypedLine{std::nullopt, ""}));
}

TEST(Typing, gives_the_registry_only_where_it_is_asked_for) {
  EXPECT_THAT(typed(Start{false}), IsEmpty());
  EXPECT_THAT(typed(Start{true}), ElementsAre(TypedLine{kRegistryAddress, "127.0.0.1:4000"}));
}

TEST(Typing, knows_what_ends_the_program_and_what_turns_the_page) {
  EXPECT_TRUE(ends_program(LogOut{}));
  EXPECT_TRUE(ends_program(Interrupt{}));
  EXPECT_FALSE(ends_program(LeaveRoom{}));
  EXPECT_TRUE(starts_page(ListRooms{}));
  EXPECT_FALSE(starts_page(Say{"hi"}));
}

TEST(Typing, fills_every_hole_for_the_name) {
  EXPECT_EQ(with_name("{name}-{name}{", "bob"), "bob-bob{");
  EXPECT_EQ(with_name("", "bob"), "");
}

TEST(Typing, leaves_a_hole_open_whose_brace_is_written_out) {
  EXPECT_EQ(with_name("{{}name} {{}{}{{name}", "bob"), "{name} {{}{bob");
}

}  // namespace
}  // namespace parley::sim::scenario
