#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/contract/contract_world.hpp"

namespace parley::contract {

/// A socket that notes what it receives.
struct DatagramReceiver final : DatagramHandler {
  void on_datagram(const Endpoint& from, std::string_view bytes) override {
    datagrams.emplace_back(from, bytes);
    if (then) then();
  }
  bool has(std::string_view bytes) const {
    for (const auto& datagram : datagrams) {
      if (datagram.second == bytes) return true;
    }
    return false;
  }

  std::unique_ptr<Datagram> socket;
  std::vector<std::pair<Endpoint, std::string>> datagrams;
  std::function<void()> then;
};

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
