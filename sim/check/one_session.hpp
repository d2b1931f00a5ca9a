#pragma once

#include <cstddef>

#include "sim/check/check.hpp"
#include "sim/check/reference_model.hpp"

namespace parley::sim::check {

/// Somebody who is online has one session, on the connection whose log-in was answered with success; those
/// online stand in the order of their log-ins, and nobody else is there.
class OneSession {
 public:
  explicit OneSession(Findings& findings) : check_("one-session-per-account", findings) {}

  /// After a turn of the registry whose model is exact.
  void after_turn(const ReferenceModel& model);

  const Check& check() const { return check_; }

 private:
  void compare(const ReferenceModel& model);

  std::size_t online_ = 0;   ///< After the turn before.
  std::size_t skipped_ = 0;  ///< Changes since all were compared.
  const ModelUser* last_ = nullptr;
  Check check_;
};

}  // namespace parley::sim::check
