#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sim/play/played_person.hpp"
#include "sim/world/node.hpp"
#include "sim/world/random.hpp"

namespace parley::sim {
class Tapes;
}  // namespace parley::sim

namespace parley::sim::scenario {

/// A person in the simulated world, at the simulated terminal of a shipping peer. May think before each line,
/// for a time that the seed decides.
class SimPerson final : public PlayedPerson {
 public:
  SimPerson(Node& node, const Person& person, const PeerConfig& peer_config, Tapes* tapes = nullptr);

  Node& node() { return node_; }
  IpAddress address() const { return node_.address(); }

  /// Also after a crash, on the same disk.
  void start(bool asks_for_registry) override;
  /// As by Node::crash, Node::lose_power or Node::vanish.
  void terminate(void (Node::*how)());

  /// Whether the screen offers this now.
  enum class Offer : std::uint8_t { kYes, kNo, kNotYet };
  Offer offers(const PersonAction& action) const;

  bool running() const override { return node_.running(); }
  std::string user() const;  ///< Empty where nobody is logged in, or not running.
  std::string room() const override;
  std::optional<std::string_view> question() const override;
  bool asks(QuestionKind kind) const override;
  std::size_t line_count() const override;
  std::optional<std::string_view> line(std::size_t index) const override;

 private:
  void press(Key key) override;
  void type(const std::string& line, bool thinks) override;
  bool line_taken() const override;
  void type_now(const std::string& line);

  Node& node_;
  Tapes* tapes_;
  Random rng_;
  bool thinking_ = false;
};

}  // namespace parley::sim::scenario
