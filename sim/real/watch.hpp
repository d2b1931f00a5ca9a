#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/real/stage.hpp"
#include "sim/scenario/condition.hpp"

namespace parley::sim::real {

/// One condition under watch, from when the watch is made: what scenario::Watch is in the simulated world.
class Watch {
 public:
  Watch(Stage& stage, const scenario::Condition& condition);

  /// Whether it is true at this moment. What has been found once (a line, a message) stays found.
  bool holds();

  std::string complaint() const { return complaint_; }  ///< Why it is not, after holds() said so.
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
  const RegistryView* view();  ///< Nothing, with a complaint, where the registry has not answered.
  bool fail(std::string complaint);
  bool fail(PersonId id, const std::string& complaint);
  bool fail(ClientId id, const std::string& complaint);

  Stage& stage_;
  const scenario::Condition& condition_;
  std::size_t found_ = 0;           ///< How many of what is looked for were found.
  std::vector<std::size_t> marks_;  ///< Of each of those concerned: what is old, or looked at.
  std::vector<PersonId> concerned_;
  std::string complaint_;
};

/// Whether the registry has to be asked about it.
bool concerns_registry(const scenario::Condition& condition);

}  // namespace parley::sim::real
