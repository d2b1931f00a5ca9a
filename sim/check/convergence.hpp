#pragma once

#include <cstddef>
#include <string>

#include "sim/check/check.hpp"
#include "sim/check/people.hpp"
#include "sim/check/protocol_checker.hpp"

namespace parley::sim::check {

/// Whether every view agrees with every other one: who a peer believes to be is online at the registry, on
/// that peer's connection, and nobody else is; each is in the room that the registry says, with all its
/// members on one port; no place is held, no request is open, and everybody is asked something.
class Convergence {
 public:
  Convergence(const WatchedNodes& nodes, const ProtocolChecker& checker, const People& people,
              Findings& findings);

  /// What does not agree yet; empty where all does.
  std::string missing();

  const Check& check() const { return check_; }

 private:
  std::string missing_at_registry() const;
  std::string missing_at(const PersonState& person) const;
  std::string missing_room(const PersonState& person, const UserName& user) const;
  std::string missing_of(const ModelUser& online) const;

  const WatchedNodes& nodes_;
  const ProtocolChecker& checker_;
  const People& people_;
  std::size_t suspect_ = 0;  ///< Who was not ready when it was looked at last: looked at first.
  Check check_;
};

}  // namespace parley::sim::check
