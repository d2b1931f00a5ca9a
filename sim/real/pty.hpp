#pragma once

#include <sys/types.h>

#include <cstddef>

#include "sim/real/child.hpp"

namespace parley::sim::real {

/// A program that was started on a terminal of its own.
struct PtyProcess {
  pid_t pid = -1;
  int master = -1;  ///< What the person has: what is written to it is typed, what is read is shown.
};

/// Starts a program so. TERM is xterm-256color and NO_COLOR is not set, unless `command` says otherwise.
PtyProcess start_on_pty(const Command& command, std::size_t columns, std::size_t rows);

/// Gives its terminal another size.
void resize_pty(int master, std::size_t columns, std::size_t rows);

}  // namespace parley::sim::real
