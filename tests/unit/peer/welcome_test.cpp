#include "tests/unit/peer/bench.hpp"

namespace parley::peer {
namespace {

TEST(Welcome, shows_its_menu_once_the_registry_has_greeted) {
  Bench bench;
  bench.start();
  EXPECT_EQ(bench.network.wire().target, (HostPort{"reg", 15600}));
  bench.open();
  EXPECT_EQ(bench.asked(), "HELLO P2P 2");
  bench.send(wire::kGreeting);
  bench.shown();
  bench.send("HELLO <SUCCESS> <200> udp-port=15501\n");
  EXPECT_EQ(bench.shown(), "S P2P Chat Started\n" + kWelcome);
}

TEST(Welcome, asks_for_the_registry_where_none_is_given) {
  Bench bench(PeerOptions{});
  bench.start();
  EXPECT_EQ(bench.shown(), "? Enter IP address of registry: \n");
  bench.type(" 192.0.2.1 ");
  EXPECT_EQ(bench.network.wire().target, (HostPort{"192.0.2.1", 15600}));
  bench.greet();
  EXPECT_EQ(bench.shown(),
            "N Trusting the registry 192.0.2.1:15600 on first use, key SHA256:aa\n"
            "S P2P Chat Started\n" +
                kWelcome);
}

TEST(Welcome, asks_for_the_registry_again_after_nonsense_or_a_failure) {
  Bench bench(PeerOptions{});
  bench.start();
  bench.type("no host");
  EXPECT_EQ(bench.shown(),
            "? Enter IP address of registry: \n"
            "E Error: 'no host' names no host; write HOST or HOST:PORT\n"
            "? Enter IP address of registry: \n");
  bench.type("reg:0");
  bench.type("reg:7");
  bench.shown();
  bench.lose(CloseCause::kUnreachable, "connection refused");
  EXPECT_EQ(bench.shown(),
            "E Cannot reach the registry at reg:7: connection refused\n"
            "? Enter IP address of registry: \n");
  bench.type("reg");
  bench.greet();
  EXPECT_FALSE(bench.exit_code);
  bench.type("3");
  EXPECT_EQ(bench.exit_code, ExitCode::kDone);
}

TEST(Welcome, ends_unreachable_where_the_given_registry_cannot_be_reached) {
  Bench bench;
  bench.start();
  bench.lose(CloseCause::kUnreachable, "no such host");
  EXPECT_EQ(bench.shown(), "E Cannot reach the registry at reg:15600: no such host\n");
  EXPECT_EQ(bench.exit_code, ExitCode::kUnreachable);
}

TEST(Welcome, ends_unreachable_where_the_input_ends_after_a_failure) {
  Bench bench(PeerOptions{});
  bench.start();
  bench.type("reg");
  bench.end_input();
  EXPECT_FALSE(bench.exit_code);
  bench.lose(CloseCause::kUnreachable, "no such host");
  EXPECT_EQ(bench.exit_code, ExitCode::kUnreachable);
}

TEST(Welcome, refuses_other_choices_and_shows_the_menu_again) {
  for (const auto* line : {"", "4", "0", "1 2", "exit", "11"}) {
    Bench bench;
    bench.reach_welcome();
    bench.type(line);
    EXPECT_EQ(bench.shown(), "E Invalid Option Selected, please try again.\n" + kWelcome) << line;
  }
}

TEST(Welcome, refuses_what_is_no_utf8_and_asks_the_same_again) {
  Bench bench;
  bench.reach_welcome();
  bench.type("1\xff");
  EXPECT_EQ(bench.shown(), "E Error: This is no UTF-8 text\n? Choice: \n");
  bench.type("1");
  bench.type("ann");
  bench.shown();
  bench.type("pass\xc3");
  EXPECT_EQ(bench.shown(), "E Error: This is no UTF-8 text\n* password: \n");
  EXPECT_EQ(bench.asked(), "");
}

TEST(Welcome, exit_ends_the_program_and_closes_the_connection_in_order) {
  Bench bench;
  bench.reach_welcome();
  bench.type(" 3 ");
  EXPECT_EQ(bench.shown(), "");
  EXPECT_EQ(bench.exit_code, ExitCode::kDone);
  EXPECT_EQ(bench.asked(), "LOGOUT");
  EXPECT_TRUE(bench.network.wire().closed);
  EXPECT_FALSE(bench.clock.armed());
}

TEST(Signup, sends_the_digest_of_the_password) {
  Bench bench;
  bench.reach_welcome();
  bench.type("1");
  EXPECT_EQ(bench.shown(), "? username: \n");
  bench.type(" ann ");
  EXPECT_EQ(bench.shown(), "* password: \n");
  bench.type("secret");
  EXPECT_EQ(bench.shown(), "");
  EXPECT_EQ(bench.asked(), "REGISTER ann " + std::string(kSecret));
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
    Bench bench;
    bench.reach_welcome();
    for (const auto* typed : {"1", "ann", "secret"}) bench.type(typed);
    bench.shown();
    bench.answer(answer);
    EXPECT_EQ(bench.shown(), line + kWelcome) << answer;
  }
}

TEST(Signup, refuses_names_that_cannot_be_and_empty_passwords) {
  Bench bench;
  bench.reach_welcome();
  bench.type("1");
  bench.shown();
  bench.type("ann smith");
  EXPECT_EQ(bench.shown(),
            "E Error: Invalid username: a name holds only letters, digits, '_' and '-'\n" + kWelcome);
  bench.type("1");
  bench.type("ann");
  bench.shown();
  bench.type("");
  EXPECT_EQ(bench.shown(), "E Error: The password is empty\n" + kWelcome);
  EXPECT_EQ(bench.asked(), "");
}

TEST(Login, asks_for_name_password_and_port) {
  Bench bench;
  bench.reach_welcome();
  bench.type("2");
  EXPECT_EQ(bench.shown(), "? username: \n");
  bench.type("ann");
  EXPECT_EQ(bench.shown(), "* password: \n");
  bench.type("secret");
  EXPECT_EQ(bench.shown(), "? Enter a port number for peer server: \n");
  bench.type(" 5000 ");
  EXPECT_EQ(bench.asked(), "LOGIN ann " + std::string(kSecret) + " 5000");
  bench.answer("AUTH <SUCCESS> <200>");
  EXPECT_EQ(bench.shown(), "S Logged in successfully...\n" + kMain);
  EXPECT_EQ(bench.peer().user(), "ann");
}

TEST(Login, asks_for_the_port_again_until_it_is_one) {
  Bench bench;
  bench.reach_welcome();
  for (const auto* typed : {"2", "ann", "secret"}) bench.type(typed);
  for (const auto* typed : {"", "0", "65536", "port", "-1", "80 80"}) {
    bench.shown();
    bench.type(typed);
    EXPECT_EQ(bench.shown(),
              "E Error: Please choose a valid port number (1 to 65535)\n"
              "? Enter a port number for peer server: \n")
        << typed;
  }
  bench.type("65535");
  EXPECT_EQ(bench.asked(), "LOGIN ann " + std::string(kSecret) + " 65535");
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
    Bench bench;
    bench.reach_welcome();
    for (const auto* typed : {"2", "ann", "secret", "5000"}) bench.type(typed);
    bench.shown();
    bench.answer(answer);
    EXPECT_EQ(bench.shown(), line + kWelcome) << answer;
    EXPECT_EQ(bench.peer().user(), "");
    EXPECT_TRUE(bench.network.take_sent().empty());
  }
}

TEST(Login, is_taken_back_where_no_keep_alive_can_be_sent) {
  Bench bench;
  bench.reach_welcome();
  bench.network.datagrams_work = false;
  for (const auto* typed : {"2", "ann", "secret", "5000"}) bench.type(typed);
  bench.shown();
  bench.asked();
  bench.answer("AUTH <SUCCESS> <200>");
  EXPECT_EQ(bench.shown(), "E No keep-alives can be sent: no such device\n" + kWelcome);
  EXPECT_EQ(bench.asked(), "LOGOUT ann");
  EXPECT_EQ(bench.peer().user(), "");
}

TEST(KeepAlives, go_out_at_log_in_and_each_second_from_one_socket) {
  Bench bench;
  bench.reach_welcome();
  for (const auto* typed : {"2", "ann", "secret", "5000"}) bench.type(typed);
  EXPECT_TRUE(bench.network.take_sent().empty());
  bench.answer("AUTH <SUCCESS> <200>");
  const Sent one{"192.0.2.1:15501", "KEEP_ALIVE ann"};
  EXPECT_EQ(bench.network.take_sent(), std::vector<Sent>{one});
  bench.clock.advance(999ms);
  EXPECT_TRUE(bench.network.take_sent().empty());
  bench.clock.advance(1ms);
  EXPECT_EQ(bench.network.take_sent(), std::vector<Sent>{one});
  bench.clock.advance(3s);
  EXPECT_EQ(bench.network.take_sent(), (std::vector<Sent>{one, one, one}));
  EXPECT_EQ(bench.network.open_sockets.size(), 1U);
}

TEST(KeepAlives, go_to_the_port_that_was_given) {
  Bench bench(PeerOptions{HostPort{"reg", 1}, std::uint16_t{700}, {}, false, wire::Dialect::kV2});
  bench.reach_welcome();
  for (const auto* typed : {"2", "ann", "secret", "5000"}) bench.type(typed);
  bench.answer("AUTH <SUCCESS> <200>");
  EXPECT_EQ(bench.network.take_sent(), (std::vector<Sent>{{"192.0.2.1:700", "KEEP_ALIVE ann"}}));
}

TEST(KeepAlives, come_as_often_as_the_registry_asks) {
  Bench bench;
  bench.start();
  bench.open();
  bench.send(std::string(wire::kGreeting) + "HELLO <SUCCESS> <200> keep-alive-ms=250\n");
  for (const auto* typed : {"2", "ann", "secret", "5000"}) bench.type(typed);
  bench.answer("AUTH <SUCCESS> <200>");
  bench.clock.advance(1s);
  EXPECT_EQ(bench.network.take_sent().size(), 5U);
}

}  // namespace
}  // namespace parley::peer
