#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sim/check/clerk.hpp"
#include "sim/check/convergence.hpp"
#include "sim/check/durable.hpp"
#include "sim/check/membership.hpp"
#include "sim/check/no_empty_room.hpp"
#include "sim/check/one_host.hpp"
#include "sim/check/one_session.hpp"
#include "sim/check/people.hpp"
#include "sim/check/presence_bound.hpp"
#include "sim/check/rising.hpp"
#include "sim/check/suite.hpp"
#include "sim/check/true_words.hpp"
#include "sim/check/unique_names.hpp"

namespace parley::sim::check {

/// Owns the checks and tells each what concerns it. A step of the world is one turn: what is told in it
/// goes to the clerk and to the people at once, and what it has led to is looked at when it is over.
class Suite::Core {
 public:
  explicit Core(Scene scene);

  void on_event(const TraceEvent& event);
  void on_sent(const TraceEvent& event);
  void after_event();
  std::string missing();

  World& world() { return scene_.world; }
  const std::optional<Violation>& violation() const { return findings_.first(); }
  std::vector<Tally> tallies() const;
  std::vector<Mark> marks() const { return marks_.all(); }

 private:
  void begin_instant(Instant now);
  void on_registry_event(const TraceEvent& event);
  void on_person_event(PersonSeen& person, const TraceEvent& event);
  void after_registry_turn();
  void drop_absent();
  void mark(const PersonSeen& before, const PersonSeen& now);
  void check_silence(const TraceEvent& ended);
  RoomTables tables(bool restarted);

  Scene scene_;
  Instant now_{};
  Findings findings_{now_};
  Marks marks_;
  PresenceBound bound_{findings_};
  Clerk clerk_;
  People people_;
  OneHost one_host_{findings_};
  Membership membership_{findings_};
  NoEmptyRoom no_empty_room_{findings_};
  UniqueNames unique_names_{findings_};
  OneSession one_session_{findings_};
  Rising rising_{findings_};
  Durable durable_{findings_};
  TrueWords true_words_;
  Convergence convergence_;

  bool by_hand_ = false;  ///< What is sent now, the scenario sends from the node, and not its program.
  bool registry_turn_ = false;
  TraceKind turn_kind_ = TraceKind::kWake;
  bool was_open_ = false;
  bool has_run_ = false;        ///< The registry has been open before.
  std::uint64_t revision_ = 0;  ///< Of the registry's rooms, when they were looked at last.
  std::uint64_t unlooked_ = 0;  ///< Changes since all rooms were looked at.
  Instant paused_at_{};
};

}  // namespace parley::sim::check
