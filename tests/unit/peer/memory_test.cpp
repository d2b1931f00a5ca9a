#include "tests/bench/heap_count.hpp"
#include "tests/unit/peer/bench.hpp"

namespace parley::peer {
namespace {

constexpr std::int64_t kIdleBytes = 1536;

/// What a peer holds is what its end gives back.
std::int64_t bytes_held(Bench& bench) {
  const auto before = bench::heap_bytes();
  bench.crash();
  return before - bench::heap_bytes();
}

TEST(Memory, of_an_idle_peer_that_is_logged_in_is_small) {
  Bench bench;
  bench.reach_main_menu();
  bench.clock.advance(5s);
  const auto held = bytes_held(bench);
  RecordProperty("bytes", std::to_string(held));
  EXPECT_GT(held, 256);
  EXPECT_LE(held, kIdleBytes);
}

TEST(Memory, is_given_back_after_work) {
  Bench bench;
  bench.reach_room();
  bench.type("q");
  bench.answer("ROOM-EXIT-RESPONSE <SUCCESS> <200>");
  bench.type("4");
  std::string rooms = "ROOMS-LIST <SUCCESS> <200>";
  for (int i = 0; i < 1000; ++i) rooms += " room-" + std::to_string(i) + " ['ann'] ann.";
  bench.answer(rooms);
  bench.lose();
  bench.clock.advance(250ms);
  bench.greet();
  bench.answer("AUTH <SUCCESS> <200>");
  EXPECT_LE(bytes_held(bench), kIdleBytes);
}

}  // namespace
}  // namespace parley::peer
