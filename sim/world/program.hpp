#pragma once

namespace parley::sim {

/// What runs on a node: owns a core and all that the core's `main` would own. Its constructor gets the
/// node's ports and starts; its destructor is the end of the program, in order or by a crash.
class Program {
 public:
  virtual ~Program() = default;
};

}  // namespace parley::sim
