#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "sim/world/node.hpp"
#include "sim/world/world.hpp"
#include "tests/support/network_ends.hpp"

namespace parley::sim {

/// Two machines with a UDP socket each, and a stream from ann to bob once stand() has been called.
class PairOfNodes : public testing::Test {
 protected:
  static constexpr std::uint16_t kPort = 15'500;
  static constexpr std::uint16_t kTcpPort = 15'600;

  PairOfNodes() {
    open(ann_, to_ann_);
    open(bob_, to_bob_);
    door_.listener = bob_.network().listen({{}, kTcpPort}, door_).value();
  }

  static void open(Node& node, DatagramReceiver& box) {
    box.socket = node.network().open_datagram({{}, kPort}, box).value();
  }
  void send(const std::string& bytes) { to_ann_.socket->send({bob_.address(), kPort}, bytes); }
  void send_back(const std::string& bytes) { to_bob_.socket->send({ann_.address(), kPort}, bytes); }

  void stand() {
    end_.stream = ann_.network().connect({"bob", kTcpPort}, end_);
    world_.run_for(std::chrono::milliseconds(100));
  }
  StreamProbe& accepted() { return *door_.ends.at(0); }
  const FaultCounts& faults() const { return world_.faults(); }

  World world_;
  Node& ann_ = world_.add_node("ann");
  Node& bob_ = world_.add_node("bob");
  DatagramReceiver to_ann_;
  DatagramReceiver to_bob_;
  StreamAcceptor door_;
  StreamProbe end_;
};

}  // namespace parley::sim
