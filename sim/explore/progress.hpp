#pragma once

#include <cstdio>
#include <string>

#include "base/time.hpp"
#include "sim/explore/totals.hpp"

namespace parley::sim::explore {

/// Says now and then how far an exploration is: on a terminal in one line that is written over, else in a
/// line every few seconds.
class Progress {
 public:
  Progress(std::FILE* out, bool on_terminal) : out_(out), on_terminal_(on_terminal) {}

  void show(const Totals& totals, Duration elapsed);
  void show(const std::string& line, Duration elapsed);

  /// Takes the line away, before something else is printed.
  void clear();

 private:
  bool is_time(Duration elapsed);

  std::FILE* out_;
  bool on_terminal_;
  bool shown_ = false;
  Duration last_{};
};

}  // namespace parley::sim::explore
