#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/language/fault.hpp"
#include "sim/real/real_cluster.hpp"

namespace parley::sim::real {

/// Makes the faults of a play: signals to the programs, and what happens to packets in the link proxies.
class RealFaultInjector {
 public:
  explicit RealFaultInjector(RealCluster& cluster) : cluster_(cluster) {}

  /// Why a fault cannot be made on this machine; nothing where it can. `talk`: people talk to each other in
  /// rooms, by packets that go through none of our link proxies.
  static std::optional<std::string> why_infeasible(const scenario::Fault& fault, bool talk);

  /// Injects it now. Says why where this cannot be done at this moment.
  std::optional<std::string> inject(const scenario::Fault& fault);

 private:
  struct Faults;

  /// What ends a cut or a clog that holds; empty once it was done.
  using Undo = std::shared_ptr<std::function<void()>>;

  void add_undo(std::function<void()> undo, const scenario::ForTime& time);
  void heal();
  void schedule(const scenario::ForTime& time, const scenario::Fault& then);

  RealCluster& cluster_;
  std::vector<Undo> undos_;
};

}  // namespace parley::sim::real
