#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.hpp"

namespace parley::sim {
class Node;
class World;
}  // namespace parley::sim

namespace parley::sim::check {

/// The nodes under watch: the one that runs a RegistryProgram (now and then), and those that run a
/// PeerProgram. Other nodes of the world count as strangers, who may send any bytes.
struct WatchedNodes {
  World& world;
  Node& registry;
  std::vector<Node*> people;
};

/// An invariant that was broken.
struct Violation {
  std::string check;  ///< Its name: `one-host-per-room`.
  std::string what;   ///< What was found, in words.
  Instant at{};
};

/// How often a check was made. A check that was never made proves nothing.
struct Tally {
  std::string_view check;
  std::uint64_t evaluated = 0;
};

/// How often a rare state was reached. A state that was never reached is untested.
using MarkCount = std::pair<std::string_view, std::uint64_t>;

/// Collects what checks find. Only the first finding counts.
class Findings {
 public:
  explicit Findings(const Instant& now) : now_(now) {}

  void add(std::string_view check, std::string what) {
    if (!first_) first_ = Violation{std::string(check), std::move(what), now_};
  }
  const std::optional<Violation>& first() const { return first_; }

 private:
  const Instant& now_;
  std::optional<Violation> first_;
};

/// One invariant: its name, the number of times it was checked, and fail() for when it does not hold. The
/// class that owns it decides when it is checked; the CheckSuite feeds these classes.
class Check {
 public:
  Check(std::string_view name, Findings& findings) : findings_(findings), tally_{name} {}
  Check(const Check&) = delete;
  Check& operator=(const Check&) = delete;

  const Tally& tally() const { return tally_; }

  void count() { ++tally_.evaluated; }
  void fail(std::string what) { findings_.add(tally_.check, std::move(what)); }

  /// Counts one check, and fails with what() if it does not hold.
  template <class What>
  void require(bool holds, const What& what) {
    count();
    if (!holds) fail(what());
  }

 private:
  Findings& findings_;
  Tally tally_;
};

}  // namespace parley::sim::check
