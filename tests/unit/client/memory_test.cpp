#include "tests/bench/heap_count.hpp"
#include "tests/unit/client/peer_fixture.hpp"

namespace parley::client {
namespace {

constexpr std::int64_t kIdleBytes = 1536;

/// What a peer holds is what its end gives back.
std::int64_t bytes_held(PeerFixture& fixture) {
  const auto before = bench::heap_bytes();
  fixture.crash();
  return before - bench::heap_bytes();
}

TEST(Memory, of_an_idle_peer_that_is_logged_in_is_small) {
  PeerFixture fixture;
  fixture.reach_main_menu();
  fixture.clock.advance(5s);
  const auto held = bytes_held(fixture);
  RecordProperty("bytes", std::to_string(held));
  EXPECT_GT(held, 256);
  EXPECT_LE(held, kIdleBytes);
}

TEST(Memory, is_given_back_after_work) {
  PeerFixture fixture;
  fixture.reach_room();
  fixture.type("q");
  fixture.answer("ROOM-EXIT-RESPONSE <SUCCESS> <200>");
  fixture.type("4");
  std::string rooms = "ROOMS-LIST <SUCCESS> <200>";
  for (int i = 0; i < 1000; ++i) rooms += " room-" + std::to_string(i) + " ['ann'] ann.";
  fixture.answer(rooms);
  fixture.lose();
  fixture.clock.advance(250ms);
  fixture.greet();
  fixture.answer("AUTH <SUCCESS> <200>");
  EXPECT_LE(bytes_held(fixture), kIdleBytes);
}

}  // namespace
}  // namespace parley::client
