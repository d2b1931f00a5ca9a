#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/language/condition.hpp"
#include "sim/real/real_cluster.hpp"

namespace parley::sim::real {

/// Checks one condition, from when the checker is made: what scenario::ConditionChecker is in the simulated
/// world.
class RealConditionChecker {
 public:
  RealConditionChecker(RealCluster& cluster, const scenario::Condition& condition);

  /// Whether it is true at this moment. What has been found once (a line, a message) stays found.
  bool holds();

  std::string error() const { return error_; }  ///< Why it is not, after holds() said so.
  const std::vector<scenario::PersonId>& concerned() const { return concerned_; }

 private:
  using PersonId = scenario::PersonId;
  using ClientId = scenario::ClientId;

  bool check(const scenario::Sees& condition);
  bool check(const scenario::DoesNotSee& condition);
  bool check(const scenario::NeverSees& condition);
  bool check(const scenario::IsAsked& condition);
  bool check(const scenario::HasEnded& condition);
  bool check(const scenario::IsInRoom& condition);
  bool check(const scenario::Receives& condition);
  bool check(const scenario::ReceivesNothing& condition);
  bool check(const scenario::IsClosed& condition);
  bool check(const scenario::IsConnected& condition);
  bool check(const scenario::RoomsAre& condition);
  bool check(const scenario::RoomHas& condition);
  bool check(const scenario::OnlineAre& condition);
  bool check(const scenario::OnlineCount& condition);

  bool unseen(const std::vector<PersonId>& who, const std::string& text, scenario::Match match);
  const RegistryView* view();  ///< Nothing, with an error, where the registry has not answered.
  bool fail(std::string error);
  bool fail(PersonId id, const std::string& error);
  bool fail(ClientId id, const std::string& error);

  RealCluster& cluster_;
  const scenario::Condition& condition_;
  std::size_t found_ = 0;           ///< How many of what is looked for were found.
  std::vector<std::size_t> marks_;  ///< Of each of those concerned: what is old, or looked at.
  std::vector<PersonId> concerned_;
  std::string error_;
};

/// Whether the registry has to be asked about it.
bool concerns_registry(const scenario::Condition& condition);

}  // namespace parley::sim::real
