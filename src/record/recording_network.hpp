#pragma once

#include <cstdint>
#include <memory>

#include "ports/network.hpp"
#include "record/recording.hpp"
#include "record/recording_stream.hpp"

namespace parley::record {

/// Records what goes over the network. What it makes outlives neither it nor the Recording.
class RecordingNetwork final : public Network {
 public:
  RecordingNetwork(Network& network, Recording& recording, Role role)
      : network_(network), recording_(recording), role_(role) {}

  std::unique_ptr<Stream> connect(const HostPort& target, StreamHandler& handler) override;
  Result<std::unique_ptr<Listener>> listen(const Endpoint& local, ListenHandler& handler) override;
  Result<std::unique_ptr<Datagram>> open_datagram(const Endpoint& local, DatagramHandler& handler) override;
  Result<std::unique_ptr<Datagram>> join_group(const Endpoint& group, const IpAddress& interface_address,
                                               DatagramHandler& handler) override;

 private:
  Network& network_;
  Recording& recording_;
  const Role role_;
};

}  // namespace parley::record
