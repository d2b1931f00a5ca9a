#include "registry/port_pool.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"

namespace parley::registry {
namespace {

TEST(PortPool, gives_the_wanted_port_once) {
  PortPool pool;
  EXPECT_EQ(pool.take(5000), 5000);
  EXPECT_EQ(pool.take(5000), limits::kFirstRoomPort);
  pool.release(5000);
  EXPECT_EQ(pool.take(5000), 5000);
}

TEST(PortPool, gives_no_system_port) {
  PortPool pool;
  EXPECT_EQ(pool.take(1024), 1024);
  EXPECT_EQ(pool.take(1023), limits::kFirstRoomPort);
}

TEST(PortPool, gives_the_lowest_free_port_and_none_beyond_the_last) {
  PortPool pool;
  for (int port = limits::kFirstRoomPort; port <= limits::kLastRoomPort; ++port)
    EXPECT_EQ(pool.take(1), port);
  EXPECT_EQ(pool.take(1), std::nullopt);
  pool.release(limits::kFirstRoomPort + 7);
  EXPECT_EQ(pool.take(1), limits::kFirstRoomPort + 7);
}

}  // namespace
}  // namespace parley::registry
