#pragma once

#include "ports/stream.hpp"
#include "sim/world/address.hpp"
#include "sim/world/connection.hpp"

namespace parley::sim {

class Streams;

/// A program's handle on one end of a connection; all state is in the world's Streams. Once the end is
/// dead, or its node has crashed, it does nothing.
class SimStream final : public Stream {
 public:
  SimStream(Streams& owner, const EndId& end, std::uint32_t remote_address, std::uint16_t remote_port)
      : owner_(owner), end_(end), remote_address_(remote_address), remote_port_(remote_port) {}
  ~SimStream() override;
  SimStream(const SimStream&) = delete;
  SimStream& operator=(const SimStream&) = delete;

  void set_handler(StreamHandler& handler) override;
  void write(std::string_view bytes) override;
  std::size_t unsent() const override;
  void pause_reading() override;
  void resume_reading() override;
  void close() override;
  Endpoint remote() const override { return endpoint_of(remote_address_, remote_port_); }
  ChannelId channel() const override;

 private:
  Streams& owner_;
  EndId end_;
  std::uint32_t remote_address_;
  std::uint16_t remote_port_;
};

}  // namespace parley::sim
