#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/asio/asio_network.hpp"
#include "base/time.hpp"
#include "sim/play/sim_client.hpp"
#include "sim/real/link_proxy.hpp"

namespace parley::sim::real {

/// A room as the registry's list shows it.
struct SeenRoom {
  std::string name;
  std::string host;                  ///< Empty where the host is not online: his place is held.
  std::vector<std::string> members;  ///< Those who are online, sorted.
};

/// What the registry answered last.
struct RegistryView {
  std::vector<SeenRoom> rooms;
  std::vector<std::string> online;  ///< Sorted, without the observer.
};

/// Asks the registry what it knows, as one more user with a connection of its own, who is logged in only
/// while something is looked up: so nobody sees it in between.
///
///   kAway -> kConnecting -> kSigningUp -> kLoggingIn -> kLooking -> kLeaving -> kAway
///                 ^______________________________________| broken: tried again a little later
class RegistryProbe {
 public:
  static constexpr const char* kName = "the-observer";

  RegistryProbe(adapters::AsioNetwork& network, const RegistryAddress& registry)
      : network_(network), registry_(registry) {}

  void look();  ///< From now on, until leave().
  void leave();
  bool away() const { return state_ == State::kAway; }
  void advance(Instant now);  ///< Goes on as far as possible; to be called often.

  /// What was answered to a question that was asked after look().
  const std::optional<RegistryView>& view() const { return view_; }
  std::uint64_t looks() const { return looks_; }       ///< How many answers there were.
  const std::string& error() const { return error_; }  ///< Why there is no view, in words.

 private:
  enum class State : std::uint8_t { kAway, kConnecting, kSigningUp, kLoggingIn, kLooking, kLeaving };

  void connect(Instant now);
  void take(const std::string& message, Instant now);
  void take_view(const std::string& message, Instant now);
  void ask(Instant now);
  void fail(std::string why, Instant now);

  adapters::AsioNetwork& network_;
  RegistryAddress registry_;
  State state_ = State::kAway;
  std::unique_ptr<scenario::RawConnection> connection_;
  std::string rooms_;  ///< The first half of an answer.
  std::optional<RegistryView> view_;
  std::uint64_t looks_ = 0;
  std::string error_;
  Instant next_{};      ///< When to ask, or to try, again.
  Instant deadline_{};  ///< When to give up what was begun.
  bool asked_ = false;
};

}  // namespace parley::sim::real
