#pragma once

#include <cstdint>
#include <memory>

#include "ports/network.hpp"
#include "record/entry_recorder.hpp"

namespace parley::record {

/// Whose network it is: requests, and the secrets in them, come in at a registry and go out at a peer.
enum class Role : std::uint8_t { kRegistry, kPeer };

/// Records what goes over the network. What it makes outlives neither it nor the EntryRecorder.
class RecordingNetwork final : public Network {
 public:
  RecordingNetwork(Network& network, EntryRecorder& recorder, Role role)
      : network_(network), recorder_(recorder), role_(role) {}

  std::unique_ptr<Stream> connect(const HostPort& target, StreamHandler& handler) override;
  Result<std::unique_ptr<Listener>> listen(const Endpoint& local, ListenHandler& handler) override;
  Result<std::unique_ptr<Datagram>> open_datagram(const Endpoint& local, DatagramHandler& handler) override;
  Result<std::unique_ptr<Datagram>> join_group(const Endpoint& group, const IpAddress& interface_address,
                                               DatagramHandler& handler) override;

 private:
  Network& network_;
  EntryRecorder& recorder_;
  const Role role_;
};

}  // namespace parley::record
