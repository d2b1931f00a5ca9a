#include "registry/port_pool.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "base/limits.hpp"

namespace parley::registry {
namespace {

using namespace std::chrono_literals;

constexpr Instant kStart{1h};
const RegistryLimits kLimits;

TEST(PortPool, gives_the_wanted_port_once) {
  PortPool pool(kLimits);
  EXPECT_EQ(pool.take(5000, kStart), 5000);
  EXPECT_EQ(pool.take(5000, kStart), limits::kFirstRoomPort);
}

TEST(PortPool, gives_no_system_port) {
  PortPool pool(kLimits);
  EXPECT_EQ(pool.take(1024, kStart), 1024);
  EXPECT_EQ(pool.take(1023, kStart), limits::kFirstRoomPort);
}

TEST(PortPool, lets_a_port_rest_before_it_is_given_again) {
  PortPool pool(kLimits);
  pool.take(5000, kStart);
  pool.release(5000, kStart);
  EXPECT_EQ(pool.take(5000, kStart + kLimits.port_quarantine - 1ns), limits::kFirstRoomPort);
  EXPECT_EQ(pool.take(5000, kStart + kLimits.port_quarantine), 5000);
}

TEST(PortPool, lets_a_room_port_rest_likewise) {
  PortPool pool(kLimits);
  pool.take(1, kStart);
  pool.release(limits::kFirstRoomPort, kStart);
  EXPECT_EQ(pool.take(1, kStart + kLimits.port_quarantine - 1ns), limits::kFirstRoomPort + 1);
  EXPECT_EQ(pool.take(1, kStart + kLimits.port_quarantine), limits::kFirstRoomPort);
  EXPECT_EQ(pool.take(1, kStart + kLimits.port_quarantine), limits::kFirstRoomPort + 2);
}

TEST(PortPool, gives_the_lowest_free_port_and_none_beyond_the_last) {
  PortPool pool(kLimits);
  for (int port = limits::kFirstRoomPort; port <= limits::kLastRoomPort; ++port)
    EXPECT_EQ(pool.take(1, kStart), port);
  EXPECT_EQ(pool.take(1, kStart), std::nullopt);
  pool.release(limits::kFirstRoomPort + 7, kStart);
  pool.release(limits::kFirstRoomPort + 3, kStart);
  EXPECT_EQ(pool.take(1, kStart + kLimits.port_quarantine), limits::kFirstRoomPort + 3);
}

TEST(PortPool, gives_the_port_that_has_rested_longest_where_none_is_free) {
  PortPool pool(kLimits);
  pool.take(5000, kStart);
  pool.release(5000, kStart);
  for (int port = limits::kFirstRoomPort; port <= limits::kLastRoomPort; ++port) pool.take(1, kStart);
  pool.release(limits::kFirstRoomPort + 7, kStart);
  pool.release(limits::kFirstRoomPort + 3, kStart + 1s);
  EXPECT_EQ(pool.take(1, kStart + 2s), limits::kFirstRoomPort + 7);
  EXPECT_EQ(pool.take(5000, kStart + 2s), limits::kFirstRoomPort + 3);
  EXPECT_EQ(pool.take(1, kStart + 2s), std::nullopt);
  EXPECT_EQ(pool.take(5000, kStart + kLimits.port_quarantine), 5000);
}

}  // namespace
}  // namespace parley::registry
