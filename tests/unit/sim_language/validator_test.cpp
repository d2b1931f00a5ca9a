#include "sim/language/validator.hpp"

#include <gmock/gmock.h>

#include "sim/language/parser.hpp"

namespace parley::sim::scenario {
namespace {

using testing::HasSubstr;

std::string error_of(const std::string& steps) {
  const Parsed parsed = parse("# t\npeople alice bob\nclient mallory\n" + steps, "f");
  return parsed.errors.empty() ? "no error" : parsed.errors.front().to_string();
}

TEST(Validator, wants_people_started_before_they_act) {
  EXPECT_EQ(error_of("alice starts\nalice logs in\n"), "no error");
  EXPECT_EQ(error_of("wait 1s\nalice logs in\n"),
            "f:5: alice is not running, expected `alice starts` before");
  EXPECT_THAT(error_of("at the same time:\n  bob logs in\n"), HasSubstr("bob is not running"));
}

TEST(Validator, wants_clients_connected_before_they_act) {
  EXPECT_THAT(error_of("mallory sends \"x\""), HasSubstr("mallory is not connected"));
  EXPECT_EQ(error_of("mallory connects\nmallory sends \"x\""), "no error");
  EXPECT_EQ(error_of("mallory sends datagram \"x\""), "no error");
}

TEST(Validator, wants_a_crash_before_a_restart_and_life_before_a_crash) {
  EXPECT_EQ(error_of("crash registry\nrestart registry"), "no error");
  EXPECT_EQ(error_of("stop registry\nrestart registry"), "no error");
  EXPECT_EQ(error_of("stop registry for 1s\nstop registry"), "no error");
  EXPECT_THAT(error_of("crash registry\nstop registry"), HasSubstr("the registry is not running"));
  EXPECT_EQ(error_of("restart registry"), "f:4: the registry has not crashed, expected `crash` before");
  EXPECT_THAT(error_of("crash alice"), HasSubstr("alice is not running"));
  EXPECT_THAT(error_of("alice starts\ncrash alice\nalice logs in"), HasSubstr("alice is not running"));
  EXPECT_THAT(error_of("alice starts\ncrash alice\nalice starts"), HasSubstr("expected `restart alice`"));
  EXPECT_THAT(error_of("mallory connects\ncrash mallory"), HasSubstr("mallory is a client"));
}

TEST(Validator, wants_the_time_word_that_fits) {
  EXPECT_THAT(error_of("alice does not see \"x\""), HasSubstr("expected `for TIME`"));
  EXPECT_THAT(error_of("within 1s mallory receives nothing"), HasSubstr("expected `for TIME`"));
  EXPECT_THAT(error_of("for 1s alice sees \"x\""), HasSubstr("expected `within TIME`"));
  EXPECT_THAT(error_of("for 1s alice never sees \"x\""), HasSubstr("expected no time"));
}

TEST(Validator, wants_steps) { EXPECT_EQ(error_of(""), "f:1: no steps, expected at least one"); }

}  // namespace
}  // namespace parley::sim::scenario
