#pragma once

#include <memory>
#include <string_view>
#include <utility>

#include "adapters/asio/tls_connection.hpp"
#include "ports/stream.hpp"

namespace parley::adapters {

/// The core's end of a TlsConnection.
class TlsStream final : public Stream {
 public:
  explicit TlsStream(std::shared_ptr<TlsConnection> connection) : connection_(std::move(connection)) {}
  ~TlsStream() override { connection_->drop(); }
  TlsStream(const TlsStream&) = delete;
  TlsStream& operator=(const TlsStream&) = delete;

  void set_handler(StreamHandler& handler) override { connection_->set_handler(handler); }
  void write(std::string_view bytes) override { connection_->write(bytes); }
  std::size_t unsent() const override { return connection_->unsent(); }
  void pause_reading() override { connection_->pause_reading(); }
  void resume_reading() override { connection_->resume_reading(); }
  void close() override { connection_->close(); }
  Endpoint remote() const override { return connection_->remote(); }
  ChannelId channel() const override { return connection_->channel(); }

 private:
  std::shared_ptr<TlsConnection> connection_;
};

}  // namespace parley::adapters
