#pragma once

#include <deque>
#include <optional>

#include "sim/scenario/outcome.hpp"
#include "sim/scenario/stage.hpp"

namespace parley::sim::scenario {

/// A person who does what can be done, one deed after another: what the screen does not offer is left
/// out, what is not over in time is given up, and neither is held against anyone.
class Actor {
 public:
  Actor(Stage& stage, PersonId id, Bustle& bustle) : stage_(stage), id_(id), bustle_(bustle) {}

  PersonId id() const { return id_; }
  void add(const PersonAction& deed) { waiting_.push_back(deed); }
  bool idle() const { return waiting_.empty(); }

  /// Goes on as far as possible now: after each event that has to do with this person, and at wants().
  void advance();
  /// When the time for what is being done is over.
  std::optional<Instant> wants() const { return deadline_; }

 private:
  bool open();
  bool finish();
  void close(std::uint64_t& counter);
  bool late() const { return stage_.world().now() >= *deadline_; }
  PersonPlay& person() { return stage_.person(id_); }

  Stage& stage_;
  PersonId id_;
  Bustle& bustle_;
  std::deque<PersonAction> waiting_;  ///< The first is being done, once there is a deadline.
  std::optional<Instant> deadline_;
  bool begun_ = false;
};

}  // namespace parley::sim::scenario
