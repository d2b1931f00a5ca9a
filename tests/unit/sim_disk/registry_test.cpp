// The registry's program as a whole on a disk that fails.

#include <gtest/gtest.h>

#include "sim/programs/programs.hpp"
#include "sim/world/node.hpp"
#include "sim/world/world.hpp"

namespace parley::sim {
namespace {

using namespace std::chrono_literals;

class StartedRegistry : public testing::Test {
 protected:
  void start() {
    registry::RegistryOptions options;
    options.tcp.address = node_.address();
    options.udp.address = node_.address();
    node_.run<RegistryProgram>(options);
    world_.run_for(1s);
  }

  World world_;
  Node& node_ = world_.add_node("registry");
};

class NewRegistry : public StartedRegistry, public testing::WithParamInterface<DiskFault> {};

TEST_P(NewRegistry, ends_when_its_database_cannot_be_made_and_starts_when_it_can) {
  node_.disk().fail(GetParam());
  start();
  EXPECT_FALSE(node_.running());
  EXPECT_GT(node_.disk().hits(GetParam()), 0U);
  node_.disk().heal();
  start();
  EXPECT_TRUE(node_.running());
}

INSTANTIATE_TEST_SUITE_P(On, NewRegistry,
                         testing::Values(DiskFault::kFull, DiskFault::kWrite, DiskFault::kSync));

TEST_F(StartedRegistry, ends_when_its_database_cannot_be_read_and_starts_when_it_can) {
  start();
  ASSERT_TRUE(node_.running());
  node_.crash();
  node_.disk().fail(DiskFault::kRead);
  start();
  EXPECT_FALSE(node_.running());
  node_.disk().heal();
  start();
  EXPECT_TRUE(node_.running());
}

TEST_F(StartedRegistry, starts_again_when_the_power_went_while_it_started) {
  for (int i = 0; i < 50; ++i) {
    node_.disk().stop_after(static_cast<std::uint64_t>(i));
    start();
    world_.run_for(1s);
    node_.lose_power();
  }
  start();
  EXPECT_TRUE(node_.running());
}

}  // namespace
}  // namespace parley::sim
