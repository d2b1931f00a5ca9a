#include "record/mask_request.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "wire/request.hpp"

namespace parley::record {
namespace {

const std::string kSecret = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8";
const std::string kNumbered(64, 'a');
const std::string kRedacted(64, '.');

std::string masked(std::string_view message) {
  Pseudonyms pseudonyms(1);
  std::string scratch;
  return std::string(mask_request(message, &pseudonyms, scratch));
}

std::string masked_write(std::string_view write) {
  std::string scratch;
  return std::string(mask_requests(write, scratch));
}

/// What is masked and what may be read, of the same length.
struct Case {
  std::string message;
  std::string wanted;
};

TEST(MaskRequest, leaves_every_request_as_it_is_but_for_its_secret) {
  const auto ada = UserName::parse("ada").value();
  const auto tea = RoomName::parse("tea").value();
  const std::vector<wire::Request> all = {wire::Hello{1},
                                          wire::Hello{2},
                                          wire::Logout{""},
                                          wire::Logout{"ada"},
                                          wire::SearchUser{ada},
                                          wire::DiscoverPeers{true, ada},
                                          wire::DiscoverPeers{false, ada},
                                          wire::CreateRoom{tea, ada},
                                          wire::JoinRoom{tea, ada},
                                          wire::ExitRoom{ada, tea},
                                          wire::ShowRoomList{},
                                          wire::DiscoverRoomPeers{tea}};
  for (const auto& request : all) EXPECT_EQ(masked(wire::encode(request)), wire::encode(request));
  EXPECT_EQ(masked(wire::encode(wire::Request(wire::Register{ada, kSecret}))), "REGISTER ada " + kNumbered);
  EXPECT_EQ(masked(wire::encode(wire::Request(wire::Login{ada, kSecret, 6000}))),
            "LOGIN ada " + kNumbered + " 6000");
}

TEST(MaskRequest, knows_each_request_of_the_wire) {
  for (const auto& verb : wire::kRequestVerbs) {
    std::string message(verb.text);
    for (std::size_t i = 1; i < verb.least_words; ++i) message += " 1";
    const auto decoded = wire::decode_request(message);
    const auto* bad = std::get_if<wire::BadRequest>(&decoded);
    if (bad != nullptr) {
      EXPECT_EQ(bad->reason.find("takes"), std::string::npos) << message << bad->reason;
    }
    for (std::size_t i = verb.least_words; i <= verb.most_words; ++i) message += " 1";
    const auto longer = wire::decode_request(message);
    ASSERT_TRUE(std::holds_alternative<wire::BadRequest>(longer)) << message;
    EXPECT_NE(std::get<wire::BadRequest>(longer).reason.find("takes"), std::string::npos) << message;
  }
}

TEST(MaskRequest, keeps_white_space_as_it_was) {
  EXPECT_EQ(masked(" \tREGISTER \v ada\r\n pw\f\n"), " \tREGISTER \v ada\r\n aa\f\n");
  EXPECT_EQ(masked(" \r\n"), " \r\n");
  EXPECT_EQ(masked(""), "");
}

TEST(MaskRequest, hides_all_that_is_no_request) {
  const std::vector<Case> cases = {
      {"login ada hunter2 6000", "..... ... ....... ...."},
      {"PASSWORD hunter2", "........ ......."},
      {"hunter2", "......."},
      {"REGISTER", "REGISTER"},
      {"REGISTER hunter2", "REGISTER ......."},
      {"REGISTER ada hunter2 again", "REGISTER ... ....... ....."},
      {"LOGIN ada hunter2", "LOGIN ... ......."},
      {"LOGIN hunter2 6000", "LOGIN ....... ...."},
      {"LOGIN ada hunter 2 6000", "LOGIN ... ...... . ...."},
      {"LOGIN ada hun ter 2 6000", "LOGIN ... ... ... . ...."},
      {"LOGIN ada my very long pass phrase 6000", "LOGIN ... .. .... .... .... ...... ...."},
      {"LOGOUT ada hunter2", "LOGOUT ... ......."},
      {"SEARCH_USER hunter 2", "SEARCH_USER ...... ."},
      {"SHOW-ROOM-LIST hunter2", "SHOW-ROOM-LIST ......."},
      {"HELLO hunter2", "HELLO ......."},
      {"HELLO P2P hunter2", "HELLO P2P ......."},
      {"DISCOVER_PEERS hunter2 ada", "DISCOVER_PEERS ....... ada"},
  };
  for (const auto& [message, wanted] : cases) {
    EXPECT_EQ(masked(message), wanted);
    EXPECT_EQ(masked(masked(message)), masked(message));
  }
}

TEST(MaskRequest, hides_names_and_ports_that_are_none) {
  EXPECT_EQ(masked("LOGIN p@ss hunter2 6000"), "LOGIN .... aaaaaaa 6000");
  EXPECT_EQ(masked("LOGIN ada hunter2 70000"), "LOGIN ada aaaaaaa .....");
  EXPECT_EQ(masked("LOGIN ada hunter2 0"), "LOGIN ada aaaaaaa .");
  EXPECT_EQ(masked("LOGIN ada hunter2 06000"), "LOGIN ada aaaaaaa 06000");
  EXPECT_EQ(masked("LOGIN ada hunter2 60x"), "LOGIN ada aaaaaaa ...");
  EXPECT_EQ(masked("SEARCH_USER " + kSecret), "SEARCH_USER " + kRedacted);
  EXPECT_EQ(masked("SEARCH_USER " + std::string(32, 'n')), "SEARCH_USER " + std::string(32, 'n'));
  EXPECT_EQ(masked("SEARCH_USER " + std::string(33, 'n')), "SEARCH_USER " + std::string(33, '.'));
}

TEST(MaskRequest, keeps_what_is_no_text_no_text) {
  using namespace std::string_view_literals;
  EXPECT_EQ(masked("LOGIN ada hunter2\0 6000"sv), "..... ... .......\0 ...."sv);
  EXPECT_EQ(masked("LOGIN ada hunter\xff 6000"), "..... ... ......\xf5 ....");
  EXPECT_EQ(masked("REGISTER ada p\u00e4ss"), "REGISTER ada aaaaa");
}

TEST(MaskRequest, numbers_secrets_of_up_to_256_bytes) {
  EXPECT_EQ(masked("REGISTER ada " + std::string(256, 's')), "REGISTER ada " + std::string(256, 'a'));
  EXPECT_EQ(masked("REGISTER ada " + std::string(257, 's')), "REGISTER ada " + std::string(257, '.'));
}

TEST(MaskRequests, masks_each_line_of_a_write_without_numbers) {
  EXPECT_EQ(masked_write("LOGIN ada " + kSecret + " 6000"), "LOGIN ada " + kRedacted + " 6000");
  EXPECT_EQ(masked_write("LOGIN ada " + kSecret + " 6000\n"), "LOGIN ada " + kRedacted + " 6000\n");
  EXPECT_EQ(masked_write("REGISTER ada " + kSecret + "\nSEARCH_USER bob\nLOGIN ada " + kSecret + " 1"),
            "REGISTER ada " + kRedacted + "\nSEARCH_USER bob\nLOGIN ada " + kRedacted + " 1");
  EXPECT_EQ(masked_write("SEARCH_USER bob\n"), "SEARCH_USER bob\n");
}

TEST(MaskKeepAlive, hides_all_but_keep_alives) {
  const auto hidden = [](std::string_view datagram) {
    std::string scratch;
    return std::string(mask_keep_alive(datagram, scratch));
  };
  EXPECT_EQ(hidden("KEEP_ALIVE ada"), "KEEP_ALIVE ada");
  EXPECT_EQ(hidden("KEEP_ALIVE ada\n"), "KEEP_ALIVE ada\n");
  EXPECT_EQ(hidden("KEEP_ALIVE ada hunter2"), ".......... ... .......");
  EXPECT_EQ(hidden("KEEP_ALIVE " + kSecret), ".......... " + kRedacted);
  EXPECT_EQ(hidden("LOGIN ada hunter2 6000"), "..... ... ....... ....");
  EXPECT_EQ(hidden(std::string(1011, ' ') + "KEEP_ALIVE ada"), std::string(1011, ' ') + ".......... ...");
}

}  // namespace
}  // namespace parley::record
