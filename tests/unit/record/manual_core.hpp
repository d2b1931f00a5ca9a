#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ports/clock.hpp"
#include "ports/network.hpp"

namespace parley::record {

using Words = std::vector<std::string>;

/// The core of which a recorder tells: it does what the test wants it to.
class ManualCore final : public StreamHandler,
                         public ListenHandler,
                         public DatagramHandler,
                         public WakeHandler {
 public:
  void on_open(const TlsIdentity& identity) override { seen.push_back("open " + identity.key_fingerprint); }
  void on_record(std::string_view bytes) override {
    seen.emplace_back(bytes);
    if (drops) stream.reset();
  }
  void on_drained() override { seen.emplace_back("drained"); }
  void on_close(CloseCause /*cause*/, const std::string& reason) override {
    const std::string why = reason;
    stream.reset();
    seen.push_back("close " + why);
  }
  bool admits(const Endpoint& /*remote*/) const override { return true; }
  void on_accept(std::unique_ptr<Stream> accepted) override {
    if (drops) return;
    stream = std::move(accepted);
    stream->set_handler(*this);
  }
  void on_datagram(const Endpoint& /*from*/, std::string_view bytes) override {
    seen.emplace_back(bytes);
    if (drops) socket.reset();
  }
  void on_wake() override { seen.emplace_back("wake"); }

  std::unique_ptr<Stream> stream;
  std::unique_ptr<Listener> listener;
  std::unique_ptr<Datagram> socket;
  Words seen;
  bool drops = false;
};

}  // namespace parley::record
