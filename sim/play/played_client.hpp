#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/endpoint.hpp"
#include "ports/network.hpp"
#include "ports/stream.hpp"
#include "sim/language/action.hpp"
#include "sim/world/node.hpp"
#include "wire/framing.hpp"

namespace parley::sim::scenario {

/// One stream to the registry, and what came over it: a program of a simulated node, or on any network.
class RawConnection final : public Program, private StreamHandler {
 public:
  RawConnection(Node& node, const HostPort& registry, wire::Dialect dialect)
      : RawConnection(node.network(), registry, dialect) {}
  RawConnection(Network& network, const HostPort& registry, wire::Dialect dialect);

  enum class State : std::uint8_t { kConnecting, kOpen, kClosed };
  State state() const { return state_; }
  const std::string& close_reason() const { return close_reason_; }

  /// What came and was not taken yet: records in v1, lines without their end in v2.
  std::deque<std::string>& inbox() { return inbox_; }
  std::size_t received() const { return received_; }  ///< Messages in all.

  void send(std::string_view record) { stream_->write(record); }
  void pause_reading() { stream_->pause_reading(); }
  void resume_reading() { stream_->resume_reading(); }
  void close();

 private:
  void on_open(const TlsIdentity& identity) override;
  void on_record(std::string_view bytes) override;
  void on_drained() override {}
  void on_close(CloseCause cause, const std::string& reason) override;
  void take(std::string message);

  State state_ = State::kConnecting;
  wire::Dialect dialect_;
  bool greeted_ = false;
  wire::LineSplitter lines_;
  std::deque<std::string> inbox_;
  std::size_t received_ = 0;
  std::string close_reason_;
  std::unique_ptr<Stream> stream_;
};

/// One client of a play, who writes raw bytes and may connect several times.
class PlayedClient {
 public:
  PlayedClient(const Client& client, HostPort registry) : client_(client), registry_(std::move(registry)) {}
  virtual ~PlayedClient() = default;
  PlayedClient(const PlayedClient&) = delete;
  PlayedClient& operator=(const PlayedClient&) = delete;

  const std::string& name() const { return client_.name; }

  /// Does it at once; a Connect then goes on until it is connected().
  void perform(const ClientAction& action);
  /// Whether a Connect is over: greeted, and answered where it speaks v2. Takes the greeting.
  bool connected();
  /// Why it never will be.
  const std::optional<std::string>& error() const { return error_; }
  /// Expects nothing of it any more.
  void abandon();

  /// Nothing before the first Connect.
  virtual RawConnection* connection() const = 0;
  bool is_closed() const;

  /// A message as a scenario would write it.
  virtual std::string as_written(const std::string& message) const { return message; }

 protected:
  /// Connects anew; what was open is gone.
  virtual RawConnection& open(const HostPort& registry, wire::Dialect dialect) = 0;

  const HostPort& registry() const { return registry_; }

 private:
  void connect(wire::Dialect dialect);

  const Client& client_;
  HostPort registry_;
  std::size_t greetings_due_ = 0;
  std::optional<std::string> error_;
};

}  // namespace parley::sim::scenario
