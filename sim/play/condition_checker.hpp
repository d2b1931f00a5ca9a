#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/language/condition.hpp"
#include "sim/play/cluster.hpp"

namespace parley::sim::scenario {

/// Checks one condition, from when the checker is made, in whichever world. One is made each time that an
/// expectation is evaluated.
class ConditionChecker {
 public:
  ConditionChecker(Cluster& cluster, const Condition& condition);

  /// Whether it is true at this moment. What has been found once (a line, a message) stays found, so that
  /// asking after every event costs little.
  bool holds();

  /// Why it is not, after holds() said so.
  const std::string& error() const { return error_; }

  /// Whose screens show why.
  const std::vector<PersonId>& concerned() const { return concerned_; }

 private:
  bool check(const Sees& condition);
  bool check(const DoesNotSee& condition) { return unseen(condition.who, condition.text, condition.match); }
  bool check(const NeverSees& condition) { return unseen(condition.who, condition.text, condition.match); }
  bool check(const IsAsked& condition);
  bool check(const HasEnded& condition);
  bool check(const IsInRoom& condition);
  bool check(const Receives& condition);
  bool check(const ReceivesNothing& condition);
  bool check(const IsClosed& condition);
  bool check(const IsConnected& condition);
  bool check(const RoomsAre& condition);
  bool check(const RoomHas& condition);
  bool check(const OnlineAre& condition);
  bool check(const OnlineCount& condition);

  /// Whether none of these people was shown such a line since their marks, which move on.
  bool unseen(const std::vector<PersonId>& who, const std::string& text, Match match);
  /// What the registry knows; null, with an error, where it cannot be told.
  const RegistryView* registry();
  bool fail(std::string error);
  bool fail(PersonId id, const std::string& error);
  bool fail(ClientId id, const std::string& error);

  Cluster& cluster_;
  const Condition& condition_;
  std::size_t found_ = 0;           ///< How many of what is looked for were found.
  std::vector<std::size_t> marks_;  ///< Of each of those concerned: what is old, or looked at.
  std::vector<PersonId> concerned_;
  std::string error_;
};

/// Whether it is about what the registry knows.
bool concerns_registry(const Condition& condition);

}  // namespace parley::sim::scenario
