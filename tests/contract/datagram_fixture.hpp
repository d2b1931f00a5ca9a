#pragma once

#include <utility>

#include "tests/contract/contract_world.hpp"
#include "tests/support/network_ends.hpp"

namespace parley::contract {

/// A socket on each host.
class DatagramTest : public ContractTest {
 protected:
  static void open(DatagramReceiver& box, Host host, std::uint16_t port = 0) {
    auto opened = host.network.open_datagram({host.address, port}, box);
    ASSERT_TRUE(opened) << opened.error().message;
    box.socket = *std::move(opened);
  }
  void SetUp() override {
    open(client_, world().client());
    open(server_, world().server());
  }

  DatagramReceiver client_;
  DatagramReceiver server_;
};

}  // namespace parley::contract
