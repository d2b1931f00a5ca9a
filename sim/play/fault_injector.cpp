#include "sim/play/fault_injector.hpp"

#include "sim/play/injection.hpp"

namespace parley::sim::scenario {

bool FaultInjector::inject(const Fault& fault, std::size_t line, bool must) {
  Injection step(cluster_, active_, link_conditions_, log_, log_.open(line, must));
  return std::visit([&step](const auto& each) { return apply(step, each); }, fault);
}

void FaultInjector::stop_all() {
  active_.forget([](const ActiveFault& fault) { return fault.kind == ActiveFault::Kind::kDown; });
  active_.end_those([](const ActiveFault& /*fault*/) { return true; });
  restart(cluster_, TheRegistry{});
}

}  // namespace parley::sim::scenario
