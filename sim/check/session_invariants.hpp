#pragma once

#include <cstddef>
#include <string>

#include "sim/check/check.hpp"
#include "sim/check/connection_tracker.hpp"
#include "sim/check/reference_model.hpp"
#include "sim/world/trace.hpp"

namespace parley::sim::check {

/// A user who is online has exactly one session, on the connection whose login succeeded. The registry lists
/// the users online in the order of their logins, and nobody else.
class OneSession {
 public:
  explicit OneSession(Findings& findings) : check_("one-session-per-account", findings) {}

  /// After a turn of the registry, where the model is exact.
  void after_turn(const ReferenceModel& model);

  const Check& check() const { return check_; }

 private:
  void compare(const ReferenceModel& model);

  std::size_t online_ = 0;   ///< After the turn before.
  std::size_t skipped_ = 0;  ///< Changes since all users were compared.
  const ModelUser* last_ = nullptr;
  Check check_;
};

/// A silent session ends exactly kPresenceTimeout after its last sign of life, to the nanosecond of the
/// registry's clock, and not earlier. Connections without a login end in the same way after kLoginTimeout.
class PresenceBound {
 public:
  explicit PresenceBound(Findings& findings) : check_("presence-within-its-bound", findings) {}

  /// The registry ends a connection by itself, in a turn of this kind.
  void ended_by_registry(const ReferenceModel& model, const ConnectionTracker& connection, TraceKind turn,
                         std::size_t connections);

  /// The session of a peer that still sees its connection ends for silence; the peer had sent nothing for
  /// this long.
  void ended_for_silence(const std::string& user, Duration sent_nothing);

  /// An instant of the world is over in which the registry was able to act.
  void instant_over(const ReferenceModel& model);

  const Check& check() const { return check_; }

 private:
  Check check_;
};

}  // namespace parley::sim::check
