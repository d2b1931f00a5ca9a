#include "sim/real/fault_feasibility.hpp"

#include <algorithm>

namespace parley::sim::real {
namespace {

using scenario::NodeRef;
using scenario::Nodes;
using scenario::TheRegistry;
using Reason = std::optional<std::string>;

constexpr const char* kBetweenPeople =
    "packets between people go over the machine's own loopback, where nothing can stand in their way";
constexpr const char* kAddresses = "all programs share this machine's addresses";
constexpr const char* kTalk = "people talk in rooms, and their datagrams to each other cannot be touched";

bool is_registry(const NodeRef& node) { return std::holds_alternative<TheRegistry>(node); }
bool has_registry(const Nodes& nodes) { return std::any_of(nodes.begin(), nodes.end(), is_registry); }
bool has_client(const Nodes& nodes) {
  return std::any_of(nodes.begin(), nodes.end(),
                     [](const NodeRef& node) { return std::holds_alternative<scenario::ClientId>(node); });
}
bool is_registry_alone(const Nodes& nodes) {
  return !nodes.empty() && std::all_of(nodes.begin(), nodes.end(), is_registry);
}

/// Whether each way between two sides begins or ends at the registry.
Reason between(const Nodes& left, const Nodes& right) {
  const bool apart =
      (is_registry_alone(left) && !has_registry(right)) || (is_registry_alone(right) && !has_registry(left));
  return apart ? Reason() : Reason(kBetweenPeople);
}

struct FaultFeasibility {
  bool talk;

  Reason on(const scenario::Paths& paths) const {
    if (!paths.everywhere()) return between(paths.from, paths.to);
    return talk ? Reason(kTalk) : Reason();
  }

  Reason operator()(const scenario::Crash& /*fault*/) const { return {}; }
  Reason operator()(const scenario::LosePower& /*fault*/) const {
    return "a program's machine cannot lose its power without ours";
  }
  Reason operator()(const scenario::StopRegistry& /*fault*/) const { return {}; }
  Reason operator()(const scenario::Restart& /*fault*/) const { return {}; }
  Reason operator()(const scenario::Vanish& fault) const {
    return has_registry(fault.nodes) ? Reason("the registry's machine is ours") : Reason();
  }
  Reason operator()(const scenario::Pause& fault) const {
    return has_client(fault.nodes) ? Reason("a client is no program of its own here") : Reason();
  }
  Reason operator()(const scenario::Resume& /*fault*/) const { return {}; }
  Reason operator()(const scenario::Move& /*fault*/) const { return "nobody can move to another address"; }
  Reason operator()(const scenario::GainAddress& /*fault*/) const { return kAddresses; }
  Reason operator()(const scenario::LoseAddress& /*fault*/) const { return kAddresses; }
  Reason operator()(const scenario::Deaf& /*fault*/) const { return kBetweenPeople; }
  Reason operator()(const scenario::HearAgain& /*fault*/) const { return {}; }
  Reason operator()(const scenario::ClockRate& /*fault*/) const {
    return "all programs have this machine's clock";
  }
  Reason operator()(const scenario::Partition& fault) const { return between(fault.left, fault.right); }
  Reason operator()(const scenario::CutOneWay& fault) const { return between(fault.from, fault.to); }
  Reason operator()(const scenario::Clog& fault) const { return between(fault.from, fault.to); }
  Reason operator()(const scenario::Heal& /*fault*/) const { return {}; }
  Reason operator()(const scenario::LinkFault& fault) const {
    if (fault.kind == scenario::LinkFaultKind::kSlowing)
      return "the bytes per second of loopback cannot be bounded";
    const bool streams = fault.kind == scenario::LinkFaultKind::kFragmenting;
    return streams && fault.paths.everywhere() ? Reason() : on(fault.paths);
  }
  Reason operator()(const scenario::Stop& /*fault*/) const { return {}; }
  Reason operator()(const scenario::BreakConnection& /*fault*/) const { return {}; }
  Reason operator()(const scenario::HalfClose& /*fault*/) const { return {}; }
  Reason operator()(const scenario::NewKey& /*fault*/) const { return {}; }
  Reason operator()(const scenario::DiskFails& fault) const {
    switch (fault.what) {
      case scenario::DiskFailure::kFull:
      case scenario::DiskFailure::kWritesFail:
        return {};
      case scenario::DiskFailure::kReadsFail:
      case scenario::DiskFailure::kSyncsFail:
        return "this machine's disk reads and syncs as it should";
    }
    return "this machine's disk knows no such trouble";
  }
  Reason operator()(const scenario::DiskWorks& /*fault*/) const { return {}; }
};

}  // namespace

std::optional<std::string> why_infeasible(const scenario::Fault& fault, bool talk) {
  return std::visit(FaultFeasibility{talk}, fault);
}

}  // namespace parley::sim::real
