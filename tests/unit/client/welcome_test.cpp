#include "tests/unit/client/peer_fixture.hpp"

namespace parley::client {
namespace {

TEST(Welcome, shows_its_menu_once_the_registry_has_greeted) {
  PeerFixture fixture;
  fixture.start();
  EXPECT_EQ(fixture.network.connection().target, (HostPort{"reg", 15600}));
  fixture.open();
  EXPECT_EQ(fixture.asked(), "HELLO P2P 2");
  fixture.send(wire::kGreeting);
  fixture.shown();
  fixture.send("HELLO <SUCCESS> <200> udp-port=15501\n");
  EXPECT_EQ(fixture.shown(), "S P2P Chat Started\n" + kWelcome);
}

TEST(Welcome, asks_for_the_registry_where_none_is_given) {
  PeerFixture fixture(PeerOptions{});
  fixture.start();
  EXPECT_EQ(fixture.shown(), "? Enter IP address of registry: \n");
  fixture.type(" 192.0.2.1 ");
  EXPECT_EQ(fixture.network.connection().target, (HostPort{"192.0.2.1", 15600}));
  fixture.greet();
  EXPECT_EQ(fixture.shown(),
            "N Trusting the registry 192.0.2.1:15600 on first use, key SHA256:aa\n"
            "S P2P Chat Started\n" +
                kWelcome);
}

TEST(Welcome, asks_for_the_registry_again_after_nonsense_or_a_failure) {
  PeerFixture fixture(PeerOptions{});
  fixture.start();
  fixture.type("no host");
  EXPECT_EQ(fixture.shown(),
            "? Enter IP address of registry: \n"
            "E Error: 'no host' names no host; write HOST or HOST:PORT\n"
            "? Enter IP address of registry: \n");
  fixture.type("reg:0");
  fixture.type("reg:7");
  fixture.shown();
  fixture.lose(CloseCause::kUnreachable, "connection refused");
  EXPECT_EQ(fixture.shown(),
            "E Cannot reach the registry at reg:7: connection refused\n"
            "? Enter IP address of registry: \n");
  fixture.type("reg");
  fixture.greet();
  EXPECT_FALSE(fixture.exit_code);
  fixture.type("3");
  EXPECT_EQ(fixture.exit_code, ExitCode::kDone);
}

TEST(Welcome, ends_unreachable_where_the_given_registry_cannot_be_reached) {
  PeerFixture fixture;
  fixture.start();
  fixture.lose(CloseCause::kUnreachable, "no such host");
  EXPECT_EQ(fixture.shown(), "E Cannot reach the registry at reg:15600: no such host\n");
  EXPECT_EQ(fixture.exit_code, ExitCode::kUnreachable);
}

TEST(Welcome, ends_unreachable_where_the_input_ends_after_a_failure) {
  PeerFixture fixture(PeerOptions{});
  fixture.start();
  fixture.type("reg");
  fixture.end_input();
  EXPECT_FALSE(fixture.exit_code);
  fixture.lose(CloseCause::kUnreachable, "no such host");
  EXPECT_EQ(fixture.exit_code, ExitCode::kUnreachable);
}

TEST(Welcome, refuses_other_choices_and_shows_the_menu_again) {
  for (const auto* line : {"", "4", "0", "1 2", "exit", "11"}) {
    PeerFixture fixture;
    fixture.reach_welcome();
    fixture.type(line);
    EXPECT_EQ(fixture.shown(), "E Invalid Option Selected, please try again.\n" + kWelcome) << line;
  }
}

TEST(Welcome, refuses_what_is_no_utf8_and_asks_the_same_again) {
  PeerFixture fixture;
  fixture.reach_welcome();
  fixture.type("1\xff");
  EXPECT_EQ(fixture.shown(), "E Error: This is not UTF-8 text\n? Choice: \n");
  fixture.type("1");
  fixture.type("ann");
  fixture.shown();
  fixture.type("pass\xc3");
  EXPECT_EQ(fixture.shown(), "E Error: This is not UTF-8 text\n* password: \n");
  EXPECT_EQ(fixture.asked(), "");
}

TEST(Welcome, exit_ends_the_program_and_closes_the_connection_in_order) {
  PeerFixture fixture;
  fixture.reach_welcome();
  fixture.type(" 3 ");
  EXPECT_EQ(fixture.shown(), "");
  EXPECT_EQ(fixture.exit_code, ExitCode::kDone);
  EXPECT_EQ(fixture.asked(), "LOGOUT");
  EXPECT_TRUE(fixture.network.connection().closed);
  EXPECT_FALSE(fixture.clock.armed());
}

TEST(Signup, sends_the_digest_of_the_password) {
  PeerFixture fixture;
  fixture.reach_welcome();
  fixture.type("1");
  EXPECT_EQ(fixture.shown(), "? username: \n");
  fixture.type(" ann ");
  EXPECT_EQ(fixture.shown(), "* password: \n");
  fixture.type("secret");
  EXPECT_EQ(fixture.shown(), "");
  EXPECT_EQ(fixture.asked(), "REGISTER ann " + std::string(kSecret));
}

TEST(Signup, says_what_each_answer_means) {
  const std::string failed = "E Failed to create an account. Please try again.\n";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"REGISTER <SUCCESS> <200>", "S Account created successfully.\n"},
      {"REGISTER <EXIST> <300>", "E Username already exists. Choose another username or login.\n"},
      {"REGISTER <FAILURE> <400>", failed + "N The registry did not understand this request.\n"},
      {"ERROR <FAILURE> <400>", failed + "N The registry did not understand this request.\n"},
      {"REGISTER <FAILURE> <429>",
       failed + "N Too many requests at once. Please wait a moment and try again.\n"},
      {"REGISTER <FAILURE> <500>", failed + "N The registry could not store this. Please try again later.\n"},
      {"REGISTER <FAILURE> <503>", failed + "N The registry is shutting down. Please try again later.\n"},
  };
  for (const auto& [answer, line] : cases) {
    PeerFixture fixture;
    fixture.reach_welcome();
    for (const auto* typed : {"1", "ann", "secret"}) fixture.type(typed);
    fixture.shown();
    fixture.answer(answer);
    EXPECT_EQ(fixture.shown(), line + kWelcome) << answer;
  }
}

TEST(Signup, refuses_names_that_cannot_be_and_empty_passwords) {
  PeerFixture fixture;
  fixture.reach_welcome();
  fixture.type("1");
  fixture.shown();
  fixture.type("ann smith");
  EXPECT_EQ(fixture.shown(),
            "E Error: Invalid username: a name holds only letters, digits, '_' and '-'\n" + kWelcome);
  fixture.type("1");
  fixture.type("ann");
  fixture.shown();
  fixture.type("");
  EXPECT_EQ(fixture.shown(), "E Error: The password is empty\n" + kWelcome);
  EXPECT_EQ(fixture.asked(), "");
}

TEST(Login, asks_for_name_password_and_port) {
  PeerFixture fixture;
  fixture.reach_welcome();
  fixture.type("2");
  EXPECT_EQ(fixture.shown(), "? username: \n");
  fixture.type("ann");
  EXPECT_EQ(fixture.shown(), "* password: \n");
  fixture.type("secret");
  EXPECT_EQ(fixture.shown(), "? Enter a port number for peer server: \n");
  fixture.type(" 5000 ");
  EXPECT_EQ(fixture.asked(), "LOGIN ann " + std::string(kSecret) + " 5000");
  fixture.answer("AUTH <SUCCESS> <200>");
  EXPECT_EQ(fixture.shown(), "S Logged in successfully...\n" + kMain);
  EXPECT_EQ(fixture.user(), "ann");
}

TEST(Login, asks_for_the_port_again_until_it_is_one) {
  PeerFixture fixture;
  fixture.reach_welcome();
  for (const auto* typed : {"2", "ann", "secret"}) fixture.type(typed);
  for (const auto* typed : {"", "0", "65536", "port", "-1", "80 80"}) {
    fixture.shown();
    fixture.type(typed);
    EXPECT_EQ(fixture.shown(),
              "E Error: Please choose a valid port number (1 to 65535)\n"
              "? Enter a port number for peer server: \n")
        << typed;
  }
  fixture.type("65535");
  EXPECT_EQ(fixture.asked(), "LOGIN ann " + std::string(kSecret) + " 65535");
}

TEST(Login, says_what_each_refusal_means) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"AUTH <ONLINE> <300>", "E Account is already online...\n"},
      {"AUTH <FAILURE> <404>", "E Wrong password...\n"},
      {"AUTH <FAILURE> <400>", "E The registry did not understand this request.\n"},
      {"AUTH <FAILURE> <401>", "E The registry says that you are not logged in. Please log in again.\n"},
      {"AUTH <FAILURE> <403>", "E The registry does not allow this in another person's name.\n"},
      {"AUTH <FAILURE> <409>",
       "E The registry refuses this for now: you may still be in another chat room.\n"},
      {"AUTH <FAILURE> <429>", "E Too many requests at once. Please wait a moment and try again.\n"},
      {"AUTH <FAILURE> <500>", "E The registry could not store this. Please try again later.\n"},
      {"AUTH <FAILURE> <503>", "E The registry is shutting down. Please try again later.\n"},
  };
  for (const auto& [answer, line] : cases) {
    PeerFixture fixture;
    fixture.reach_welcome();
    for (const auto* typed : {"2", "ann", "secret", "5000"}) fixture.type(typed);
    fixture.shown();
    fixture.answer(answer);
    EXPECT_EQ(fixture.shown(), line + kWelcome) << answer;
    EXPECT_EQ(fixture.user(), "");
    EXPECT_TRUE(fixture.network.take_sent().empty());
  }
}

TEST(Login, is_taken_back_where_no_keep_alive_can_be_sent) {
  PeerFixture fixture;
  fixture.reach_welcome();
  fixture.network.datagrams_work = false;
  for (const auto* typed : {"2", "ann", "secret", "5000"}) fixture.type(typed);
  fixture.shown();
  fixture.asked();
  fixture.answer("AUTH <SUCCESS> <200>");
  EXPECT_EQ(fixture.shown(), "E No keep-alives can be sent: no such device\n" + kWelcome);
  EXPECT_EQ(fixture.asked(), "LOGOUT ann");
  EXPECT_EQ(fixture.user(), "");
}

TEST(KeepAlives, go_out_at_log_in_and_each_second_from_one_socket) {
  PeerFixture fixture;
  fixture.reach_welcome();
  for (const auto* typed : {"2", "ann", "secret", "5000"}) fixture.type(typed);
  EXPECT_TRUE(fixture.network.take_sent().empty());
  fixture.answer("AUTH <SUCCESS> <200>");
  const SentDatagram one{"192.0.2.1:15501", "KEEP_ALIVE ann"};
  EXPECT_EQ(fixture.network.take_sent(), std::vector<SentDatagram>{one});
  fixture.clock.advance(999ms);
  EXPECT_TRUE(fixture.network.take_sent().empty());
  fixture.clock.advance(1ms);
  EXPECT_EQ(fixture.network.take_sent(), std::vector<SentDatagram>{one});
  fixture.clock.advance(3s);
  EXPECT_EQ(fixture.network.take_sent(), (std::vector<SentDatagram>{one, one, one}));
  EXPECT_EQ(fixture.network.open_sockets.size(), 1U);
}

TEST(KeepAlives, go_to_the_port_that_was_given) {
  PeerFixture fixture(PeerOptions{HostPort{"reg", 1}, std::uint16_t{700}, {}, false, wire::Dialect::kV2});
  fixture.reach_welcome();
  for (const auto* typed : {"2", "ann", "secret", "5000"}) fixture.type(typed);
  fixture.answer("AUTH <SUCCESS> <200>");
  EXPECT_EQ(fixture.network.take_sent(), (std::vector<SentDatagram>{{"192.0.2.1:700", "KEEP_ALIVE ann"}}));
}

TEST(KeepAlives, come_as_often_as_the_registry_asks) {
  PeerFixture fixture;
  fixture.start();
  fixture.open();
  fixture.send(std::string(wire::kGreeting) + "HELLO <SUCCESS> <200> keep-alive-ms=250\n");
  for (const auto* typed : {"2", "ann", "secret", "5000"}) fixture.type(typed);
  fixture.answer("AUTH <SUCCESS> <200>");
  fixture.clock.advance(1s);
  EXPECT_EQ(fixture.network.take_sent().size(), 5U);
}

}  // namespace
}  // namespace parley::client
