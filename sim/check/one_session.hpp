#pragma once

#include <cstddef>

#include "sim/check/books.hpp"
#include "sim/check/check.hpp"

namespace parley::sim::check {

/// Somebody who is online has one session, on the connection whose log-in was answered with success; those
/// online stand in the order of their log-ins, and nobody else is there.
class OneSession {
 public:
  explicit OneSession(Findings& findings) : check_("one-session-per-account", findings) {}

  /// After a turn of the registry whose books are sure.
  void after_turn(const Books& books);

  const Check& check() const { return check_; }

 private:
  void compare(const Books& books);

  std::size_t online_ = 0;   ///< After the turn before.
  std::size_t skipped_ = 0;  ///< Changes since all were compared.
  const KnownOnline* last_ = nullptr;
  Check check_;
};

}  // namespace parley::sim::check
