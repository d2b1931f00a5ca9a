#pragma once

#include <cstdint>
#include <deque>
#include <optional>

#include "sim/scenario/outcome.hpp"
#include "sim/scenario/stage.hpp"

namespace parley::sim::scenario {

/// How somebody goes about what is to be done.
enum class Manner : std::uint8_t {
  kThoughtful,  ///< Thinks before each line, and tries a thing once.
  kOnce,        ///< The same, without thinking.
  kAsRecorded,  ///< Knows what to type, and does not rest until what was granted is granted again.
};

/// A person who does what can be done, one deed after another: what the screen does not offer is left
/// out, what is not over in time is given up, and neither is held against anyone.
///
/// As recorded, a sign-up, a login, a room made and a room joined are tried again where they did not come
/// about (the connection broke, the host was away), after a moment each time: what follows rests on them.
class Actor {
 public:
  Actor(Stage& stage, PersonId id, Bustle& bustle) : stage_(stage), id_(id), bustle_(bustle) {}

  PersonId id() const { return id_; }
  void add(const PersonAction& deed, Manner manner = Manner::kThoughtful) {
    waiting_.push_back({deed, manner});
  }
  bool idle() const { return waiting_.empty(); }

  /// Goes on as far as possible now: after each event that has to do with this person, and at wants().
  void advance();
  /// When the time for what is being done is over, or for the next try has come.
  std::optional<Instant> wants() const;

 private:
  struct Deed {
    PersonAction action;
    Manner manner;
  };

  bool open();
  bool finish();
  bool try_again();
  bool come_about() const;
  void close(std::uint64_t& counter);
  bool late() const { return stage_.world().now() >= *deadline_; }
  PersonPlay& person() { return stage_.person(id_); }

  Stage& stage_;
  PersonId id_;
  Bustle& bustle_;
  std::deque<Deed> waiting_;         ///< The first is being done, once there is a deadline.
  std::optional<Instant> deadline_;  ///< Of this try.
  std::optional<Instant> again_at_;  ///< The next try.
  std::optional<Instant> rest_at_;   ///< No more tries from then on.
  bool begun_ = false;
};

}  // namespace parley::sim::scenario
