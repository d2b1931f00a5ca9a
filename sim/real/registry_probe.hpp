#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/asio/asio_network.hpp"
#include "base/time.hpp"
#include "sim/play/played_client.hpp"
#include "sim/play/registry_view.hpp"
#include "sim/real/link_proxy.hpp"

namespace parley::sim::real {

/// Asks the registry what it knows, as one more user with a connection of its own, who is logged in only
/// while something is looked up: so nobody sees it in between.
///
///   kAway -> kConnecting -> kSigningUp -> kLoggingIn -> kLooking -> kLeaving -> kAway
///                 ^______________________________________| broken: tried again a little later
class RegistryProbe final : public scenario::RegistryView {
 public:
  static constexpr const char* kName = "the-observer";

  RegistryProbe(adapters::AsioNetwork& network, const RegistryAddress& registry)
      : network_(network), registry_(registry) {}

  void start() override;
  void stop() override;
  bool stopped() const override { return state_ == State::kAway; }
  void advance(Instant now);  ///< Goes on as far as possible; to be called often.

  // What was answered to a question that was asked after start(), without the observer.
  std::optional<std::string> unavailable() const override;
  std::vector<scenario::RoomView> rooms() const override { return answer_->rooms; }
  std::size_t room_count() const override { return answer_->rooms.size(); }
  std::optional<scenario::RoomView> room(const std::string& name) const override;
  std::vector<std::string> online() const override { return answer_->online; }
  std::size_t online_count() const override { return answer_->online.size(); }

 private:
  struct Answer {
    std::vector<scenario::RoomView> rooms;
    std::vector<std::string> online;  ///< Sorted.
  };
  enum class State : std::uint8_t { kAway, kConnecting, kSigningUp, kLoggingIn, kLooking, kLeaving };

  static std::optional<Answer> read_answer(const std::string& rooms, const std::string& people);
  void connect(Instant now);
  void take(const std::string& message, Instant now);
  void take_answer(const std::string& message, Instant now);
  void ask(Instant now);
  void fail(std::string why, Instant now);

  adapters::AsioNetwork& network_;
  RegistryAddress registry_;
  State state_ = State::kAway;
  std::unique_ptr<scenario::RawConnection> connection_;
  std::string rooms_;  ///< The first half of an answer.
  std::optional<Answer> answer_;
  std::string error_;
  Instant next_{};      ///< When to ask, or to try, again.
  Instant deadline_{};  ///< When to give up what was begun.
  bool asked_ = false;
};

}  // namespace parley::sim::real
