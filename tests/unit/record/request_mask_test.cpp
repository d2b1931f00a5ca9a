#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "record/mask_request.hpp"
#include "registry/inbox.hpp"
#include "wire/request.hpp"

namespace parley::record {
namespace {

using Records = std::vector<std::string>;

/// The records of a connection as they are put on a tape.
Records taped(const Records& records) {
  Pseudonyms pseudonyms(1);
  RequestMask mask(pseudonyms);
  Records tape;
  std::string scratch;
  for (const auto& record : records) {
    scratch.clear();
    tape.emplace_back(mask.mask(record, scratch));
  }
  return tape;
}

/// The messages that a registry reads of them.
std::vector<std::variant<wire::Request, wire::BadRequest>> read(const Records& records) {
  registry::Inbox inbox(limits::kV2LineBytes);
  std::vector<std::variant<wire::Request, wire::BadRequest>> messages;
  for (const auto& record : records) {
    inbox.feed(record);
    while (const auto message = inbox.next()) messages.push_back(wire::decode_request(*message));
  }
  return messages;
}

/// Without its secret: what the registry decides by.
std::variant<wire::Request, wire::BadRequest> without_secret(
    std::variant<wire::Request, wire::BadRequest> message) {
  if (auto* request = std::get_if<wire::Request>(&message)) {
    if (auto* it = std::get_if<wire::Register>(request)) it->secret.assign(it->secret.size(), '*');
    if (auto* it = std::get_if<wire::Login>(request)) it->secret.assign(it->secret.size(), '*');
    if (auto* it = std::get_if<wire::Logout>(request); it != nullptr && !UserName::parse(it->user))
      it->user = "?";
  } else {
    std::get<wire::BadRequest>(message).reason.clear();
  }
  return message;
}

void expect_same_to_the_registry(const Records& records) {
  const auto tape = taped(records);
  const auto then = read(records);
  const auto now = read(tape);
  ASSERT_EQ(then.size(), now.size()) << testing::PrintToString(records) << testing::PrintToString(tape);
  for (std::size_t i = 0; i < then.size(); ++i) {
    EXPECT_EQ(without_secret(then[i]), without_secret(now[i]))
        << testing::PrintToString(records) << testing::PrintToString(tape);
  }
  EXPECT_EQ(taped(tape), tape) << testing::PrintToString(records);
  for (std::size_t i = 0; i < tape.size(); ++i) EXPECT_EQ(tape[i].size(), records[i].size());
}

TEST(RequestMask, takes_each_record_for_a_message_in_v1) {
  EXPECT_EQ(taped({"LOGIN ada hunter2 6000", "LOGIN ada hun", "ter2 6000", "LOGIN\nada hunter3\n1"}),
            (Records{"LOGIN ada aaaaaaa 6000", "LOGIN ... ...", ".... ....", "LOGIN\nada aaaaaab\n1"}));
  EXPECT_EQ(taped({"HELLO P2P", "HELLO P2P 2", "REGISTER ada x\nREGISTER bob y"}),
            (Records{"HELLO P2P", "HELLO P2P 2", "REGISTER ... .\n........ ... ."}));
}

TEST(RequestMask, hides_a_v1_message_that_is_too_long) {
  const auto longest = "REGISTER ada " + std::string(200, 's') + std::string(811, ' ');
  EXPECT_EQ(taped({longest})[0].substr(0, 14), "REGISTER ada a");
  EXPECT_EQ(taped({longest + " "})[0].substr(0, 14), "........ ... .");
}

TEST(RequestMask, takes_lines_for_messages_in_v2) {
  EXPECT_EQ(taped({"HELLO P2P 2\nREGISTER ada x\nREGISTER bob y\n", "LOGIN ada x 1\r\nnonsense\n"}),
            (Records{"HELLO P2P 2\nREGISTER ada a\nREGISTER bob b\n", "LOGIN ada a 1\r\n........\n"}));
  EXPECT_EQ(taped({" \n\tHELLO P2P 2", "REGISTER ada hunter2\n"}),
            (Records{" \n\tHELLO P2P 2", "REGISTER ada aaaaaaa\n"}));
  EXPECT_EQ(taped({std::string(2000, ' ') + "HELLO P2P 2", "x\n"})[0].substr(2000), "HELLO P2P 2");
}

TEST(RequestMask, hides_secrets_that_are_split_over_records) {
  EXPECT_EQ(
      taped({"HELLO P2P 2\nLOG", "IN a", "da hun", "ter2", " 60", "00\nLOGIN ada hunter2 6000\nREG"}),
      (Records{"HELLO P2P 2\nLOG", "IN a", "da ...", "....", " 60", "00\nLOGIN ada aaaaaaa 6000\nREG"}));
  EXPECT_EQ(taped({"HELLO P2P 2\n", "pass", "word", " LOGIN", "\nLOGINX", " ada x 1\n"}),
            (Records{"HELLO P2P 2\n", "....", "....", " .....", "\nLOGIN.", " ... . .\n"}));
  EXPECT_EQ(taped({"HELLO P2P 2\n", "REGISTER ada pass", " phrase", " 1\n"}),
            (Records{"HELLO P2P 2\n", "REGISTER ada ....", " ......", " .\n"}));
}

TEST(RequestMask, shows_of_a_split_line_only_what_names_and_ports_may_be) {
  EXPECT_EQ(taped({"HELLO P2P 2\n", "LOGIN ada x 65", "535", "0 6", "\n"}),
            (Records{"HELLO P2P 2\n", "LOGIN ada . 65", "535", ". .", "\n"}));
  EXPECT_EQ(taped({"HELLO P2P 2\n", "LOGIN ada x 0000000000000000000000000000", "00000000000600", "0\n"}),
            (Records{"HELLO P2P 2\n", "LOGIN ada . 0000000000000000000000000000", "00000000000600", "0\n"}));
  const std::string name(32, 'n');
  EXPECT_EQ(taped({"HELLO P2P 2\n", "SEARCH_USER " + name, "n\n"}),
            (Records{"HELLO P2P 2\n", "SEARCH_USER " + name, ".\n"}));
  EXPECT_EQ(taped({"HELLO P2P 2\n", "DISCOVER_PEERS DET", "AILED ada\nHELLO P", "2Q\n"}),
            (Records{"HELLO P2P 2\n", "DISCOVER_PEERS DET", "AILED ada\nHELLO P", "2.\n"}));
}

/// Numbers that look like chance.
class Rng {
 public:
  std::size_t below(std::size_t bound) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>((state_ >> 33U) % bound);
  }
  template <class T>
  const T& of(const std::vector<T>& all) {
    return all[below(all.size())];
  }

 private:
  std::uint64_t state_ = 7;
};

std::string any_message(Rng& dice) {
  static const Records kWords = {"LOGIN",
                                 "REGISTER",
                                 "LOGOUT",
                                 "HELLO",
                                 "P2P",
                                 "2",
                                 "1",
                                 "ada",
                                 "SECRET1",
                                 "SECRET2",
                                 "6000",
                                 "0",
                                 "70000",
                                 "SEARCH_USER",
                                 "login",
                                 "DETAILED",
                                 "DISCOVER_PEERS",
                                 "p@ss",
                                 "SECRET\xff",
                                 "s\u00e4cret",
                                 "ROOM-EXIT",
                                 "CREATE-CHAT-ROOM",
                                 std::string(1, '\0'),
                                 "SECRET\xe2\x82",
                                 "SHOW-ROOM-LIST",
                                 std::string(40, 'S'),
                                 "system",
                                 "\U0001F511\U0001F5DD"};
  static const Records kGaps = {" ", " ", " ", "\t", "  ", "\r", "\v\f"};
  std::string message = dice.below(8) == 0 ? dice.of(kGaps) : "";
  for (std::size_t words = dice.below(7); words > 0; --words) message += dice.of(kWords) + dice.of(kGaps);
  return message;
}

TEST(RequestMask, means_the_same_to_the_registry_whatever_comes_in_v1) {
  Rng dice;
  for (int i = 0; i < 3000; ++i) {
    Records records;
    for (int n = 0; n < 4; ++n) records.push_back(any_message(dice) + "x");
    expect_same_to_the_registry(records);
  }
}

TEST(RequestMask, means_the_same_to_the_registry_however_lines_are_split_in_v2) {
  Rng dice;
  for (int i = 0; i < 3000; ++i) {
    std::string bytes;
    for (int n = 0; n < 5; ++n) bytes += any_message(dice) + "\n";
    Records records = {"HELLO P2P 2\n"};
    while (!bytes.empty()) {
      records.push_back(bytes.substr(0, 1 + dice.below(dice.below(2) == 0 ? 6 : 60)));
      bytes.erase(0, records.back().size());
    }
    expect_same_to_the_registry(records);
  }
}

TEST(RequestMask, keeps_a_right_login_secret_at_every_split) {
  const std::string line = "LOGIN ada hunter2hunter2 6000\n";
  for (std::size_t first = 1; first < line.size(); ++first) {
    for (std::size_t second = 1; first + second < line.size(); ++second) {
      const auto tape = taped(
          {"HELLO P2P 2\n", line.substr(0, first), line.substr(first, second), line.substr(first + second)});
      const auto all = tape[1] + tape[2] + tape[3];
      EXPECT_EQ(all, "LOGIN ada .............. 6000\n") << first << ' ' << second;
    }
  }
}

}  // namespace
}  // namespace parley::record
