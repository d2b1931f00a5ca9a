#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/real/stage.hpp"
#include "sim/scenario/fault.hpp"

namespace parley::sim::real {

/// Makes the faults of a play: signals to the programs, and what befalls the ways of the lanes.
class Faults {
 public:
  explicit Faults(Stage& stage) : stage_(stage) {}

  /// Strikes now. Says why where this cannot be done at this moment.
  std::optional<std::string> strike(const scenario::Fault& fault);

 private:
  struct Striker;

  /// What ends a cut or a clog that holds; empty once it was done.
  using Mending = std::shared_ptr<std::function<void()>>;

  void remember(std::function<void()> mend, const scenario::ForTime& time);
  void heal();
  void later(const scenario::ForTime& time, const scenario::Fault& then);

  Stage& stage_;
  std::vector<Mending> mendings_;
};

}  // namespace parley::sim::real
