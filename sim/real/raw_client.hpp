#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "adapters/asio/asio_network.hpp"
#include "sim/play/sim_client.hpp"

namespace parley::sim::real {

/// One client of the play, who writes raw bytes and may connect several times.
class RawClient {
 public:
  RawClient(adapters::AsioNetwork& network, const scenario::Client& client, HostPort registry)
      : network_(network), client_(client), registry_(std::move(registry)) {}

  const std::string& name() const { return client_.name; }
  const HostPort& registry() const { return registry_; }

  /// Does it at once; a Connect then goes on until it is connected().
  void perform(const scenario::ClientAction& action);
  void crash();

  /// Whether a Connect is over: greeted, and answered where it speaks v2. Takes the greeting.
  bool connected();
  const std::optional<std::string>& error() const { return error_; }  ///< Why it never will be.

  /// Nothing before the first Connect.
  scenario::RawConnection* connection() const { return connection_.get(); }
  bool is_closed() const;

 private:
  void connect(wire::Dialect dialect);

  adapters::AsioNetwork& network_;
  const scenario::Client& client_;
  HostPort registry_;
  std::unique_ptr<scenario::RawConnection> connection_;
  std::size_t greetings_due_ = 0;
  std::optional<std::string> error_;
};

}  // namespace parley::sim::real
