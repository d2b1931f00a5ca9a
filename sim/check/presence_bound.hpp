#pragma once

#include <string>

#include "sim/check/check.hpp"
#include "sim/check/connection_tracker.hpp"
#include "sim/check/reference_model.hpp"
#include "sim/world/trace.hpp"

namespace parley::sim::check {

/// Who is online has been heard of within the time-out, and nobody is thrown out earlier: a silent session
/// ends at the very moment, to the nanosecond of the registry's clock, at which its time is over. The same
/// goes for connections without a login, which have longer.
class PresenceBound {
 public:
  explicit PresenceBound(Findings& findings) : check_("presence-within-its-bound", findings) {}

  /// The registry ends a connection that it had no order to end, in a turn of this kind.
  void ended_by_registry(const ReferenceModel& model, const ConnectionTracker& connection, TraceKind turn,
                         std::size_t connections);

  /// A peer that believes to be connected is thrown out for silence; how long it has sent nothing.
  void ended_for_silence(const std::string& user, Duration sent_nothing);

  /// An instant of the world is over, and the registry could act in it.
  void instant_over(const ReferenceModel& model);

  const Check& check() const { return check_; }

 private:
  Check check_;
};

}  // namespace parley::sim::check
