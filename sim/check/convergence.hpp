#pragma once

#include <cstddef>
#include <string>

#include "sim/check/check.hpp"
#include "sim/check/people.hpp"
#include "sim/check/protocol_checker.hpp"

namespace parley::sim::check {

/// Whether all views agree. Each peer that considers itself logged in is online at the registry, on that
/// peer's own connection, and no other watched user is online. Each is in the room that the registry has for
/// them, on that room's port. No place is held, no request is open, and every person is being asked
/// something.
class Convergence {
 public:
  Convergence(const WatchedNodes& nodes, const ProtocolChecker& checker, const People& people,
              Findings& findings);

  /// The first thing that does not agree yet; empty if everything does.
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
  std::size_t suspect_ = 0;  ///< Who did not agree last time; checked first.
  Check check_;
};

}  // namespace parley::sim::check
