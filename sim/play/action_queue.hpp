#pragma once

#include <cstdint>
#include <deque>
#include <optional>

#include "sim/play/run_result.hpp"
#include "sim/play/sim_cluster.hpp"

namespace parley::sim::scenario {

/// How an action is done.
enum class Pacing : std::uint8_t {
  kThinkFirst,  ///< Thinks before each line, and tries a thing once.
  kOnce,        ///< The same, without thinking.
  kAsRecorded,  ///< Knows what to type, and does not rest until what was granted is granted again.
};

/// The actions of one person, done one after another where they can be: what the screen does not offer is
/// left out, what is not over in time is given up, and neither is held against anyone.
///
/// As recorded, a sign-up, a login, a room made and a room joined are tried again where they did not come
/// about (the connection broke, the host was away), after a moment each time: what follows rests on them.
class ActionQueue {
 public:
  ActionQueue(SimCluster& cluster, PersonId id, MeanwhileStats& meanwhile_stats)
      : cluster_(cluster), id_(id), meanwhile_stats_(meanwhile_stats) {}

  PersonId id() const { return id_; }
  void add(const PersonAction& action, Pacing pacing = Pacing::kThinkFirst) {
    waiting_.push_back({action, pacing});
  }
  bool idle() const { return waiting_.empty(); }

  /// Goes on as far as possible now: after each event that has to do with this person, and at next_wakeup().
  void advance();
  /// When the time for what is being done is over, or for the next try has come.
  std::optional<Instant> next_wakeup() const;

 private:
  struct QueuedAction {
    PersonAction action;
    Pacing pacing;
  };

  bool open();
  bool finish();
  bool try_again();
  bool succeeded() const;
  void close(std::uint64_t& counter);
  bool timed_out() const { return cluster_.world().now() >= *deadline_; }
  SimPerson& person() { return cluster_.person(id_); }

  SimCluster& cluster_;
  PersonId id_;
  MeanwhileStats& meanwhile_stats_;
  std::deque<QueuedAction> waiting_;    ///< The first is being done, once there is a deadline.
  std::optional<Instant> deadline_;     ///< Of this try.
  std::optional<Instant> retry_at_;     ///< The next try.
  std::optional<Instant> retry_until_;  ///< No more tries from then on.
  bool started_ = false;
};

}  // namespace parley::sim::scenario
