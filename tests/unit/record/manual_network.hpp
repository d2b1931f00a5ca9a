#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ports/network.hpp"

namespace parley::record {

/// A network that does nothing by itself: what comes in is the test's doing.
class ManualNetwork final : public Network {
 public:
  class ManualStream final : public Stream {
   public:
    explicit ManualStream(ManualNetwork& network) : network_(network) {}
    ~ManualStream() override { network_.log.emplace_back("~stream"); }
    ManualStream(const ManualStream&) = delete;
    ManualStream& operator=(const ManualStream&) = delete;
    void set_handler(StreamHandler& handler) override { network_.streams.push_back(&handler); }
    void write(std::string_view bytes) override { network_.log.emplace_back(bytes); }
    std::size_t unsent() const override { return network_.waiting; }
    void pause_reading() override { network_.log.emplace_back("pause"); }
    void resume_reading() override { network_.log.emplace_back("resume"); }
    void close() override { network_.log.emplace_back("close"); }
    Endpoint remote() const override { return {kLoopback, 4711}; }

   private:
    ManualNetwork& network_;
  };
  class ManualListener final : public Listener {
   public:
    Endpoint local() const override { return {kLoopback, 15600}; }
  };
  class ManualDatagram final : public Datagram {
   public:
    explicit ManualDatagram(ManualNetwork& network) : network_(network) {}
    void send(const Endpoint& to, std::string_view bytes) override {
      network_.log.push_back(to.to_string() + ' ' + std::string(bytes));
    }
    Endpoint local() const override { return {kLoopback, 15500}; }

   private:
    ManualNetwork& network_;
  };

  std::unique_ptr<Stream> connect(const HostPort& /*target*/, StreamHandler& handler) override {
    streams.push_back(&handler);
    return std::make_unique<ManualStream>(*this);
  }
  Result<std::unique_ptr<Listener>> listen(const Endpoint& /*local*/, ListenHandler& handler) override {
    listener = &handler;
    if (refuses) return Error{ErrorCode::kUnavailable, "taken"};
    return std::unique_ptr<Listener>(std::make_unique<ManualListener>());
  }
  Result<std::unique_ptr<Datagram>> open_datagram(const Endpoint& /*local*/,
                                                  DatagramHandler& handler) override {
    sockets.push_back(&handler);
    if (refuses) return Error{ErrorCode::kUnavailable, "taken"};
    return std::unique_ptr<Datagram>(std::make_unique<ManualDatagram>(*this));
  }
  Result<std::unique_ptr<Datagram>> join_group(const Endpoint& group, const IpAddress& /*interface_address*/,
                                               DatagramHandler& handler) override {
    return open_datagram(group, handler);
  }

  std::vector<StreamHandler*> streams;
  std::vector<DatagramHandler*> sockets;
  ListenHandler* listener = nullptr;
  std::vector<std::string> log;  ///< What was done to streams and sockets.
  std::size_t waiting = 0;
  bool refuses = false;
};

}  // namespace parley::record
