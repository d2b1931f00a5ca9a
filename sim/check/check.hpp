#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "sim/check/watched_nodes.hpp"

namespace parley::sim::check {

/// Where checks put what they find: the first finding counts.
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

/// One invariant: its name, how often it was looked at, and a way to say that it does not hold. Each is a
/// class in a file of its own, with the calls that the CheckSuite gives it.
class Check {
 public:
  Check(std::string_view name, Findings& findings) : findings_(findings), tally_{name} {}
  Check(const Check&) = delete;
  Check& operator=(const Check&) = delete;

  const Tally& tally() const { return tally_; }

  void count() { ++tally_.evaluated; }
  void fail(std::string what) { findings_.add(tally_.check, std::move(what)); }

  /// Counts, and fails where it does not hold: `what` is called only then.
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
