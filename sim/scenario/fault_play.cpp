#include "sim/scenario/fault_play.hpp"

#include <string>

namespace parley::sim::scenario {
namespace {

/// Cuts or mends the ways between two sides.
void for_each_pair(Stage& stage, const Partition& fault, void (World::*act)(NodeId, NodeId)) {
  for (const NodeRef& left : fault.left) {
    for (const NodeRef& right : fault.right) {
      (stage.world().*act)(stage.node(left).id(), stage.node(right).id());
    }
  }
}

/// Random::exponential() draws at most this many times its mean.
constexpr int kLongestOverMean = 6;

struct Striker {
  Stage& stage;

  void operator()(const Crash& fault) const {
    for (const NodeRef& node : fault.nodes) {
      if (const auto* person = std::get_if<PersonId>(&node)) {
        stage.person(*person).crash();
      } else {
        stage.node(node).crash();
      }
    }
  }

  void operator()(const Restart& fault) const {
    for (const NodeRef& node : fault.nodes) {
      if (const auto* person = std::get_if<PersonId>(&node)) {
        stage.person(*person).start(false);
      } else {
        stage.start_registry();
      }
    }
  }

  void operator()(const Vanish& fault) const {
    for (const NodeRef& node : fault.nodes) {
      if (const auto* person = std::get_if<PersonId>(&node)) stage.person(*person).vanish();
      if (const auto* client = std::get_if<ClientId>(&node)) stage.client(*client).vanish();
    }
  }

  void operator()(const Pause& fault) const {
    for (const NodeRef& node : fault.nodes) stage.node(node).pause();
  }

  void operator()(const Resume& fault) const {
    for (const NodeRef& node : fault.nodes) stage.node(node).resume();
  }

  void operator()(const Partition& fault) const {
    for_each_pair(stage, fault, &World::cut);
    stage.remember(fault);
    if (!fault.time) return;
    stage.world().after(*fault.time, [&to = stage, fault] {
      if (to.forget(fault)) for_each_pair(to, fault, &World::mend);
    });
  }

  void operator()(const Heal& /*fault*/) const {
    while (const auto fault = stage.forget_any()) for_each_pair(stage, *fault, &World::mend);
  }

  void operator()(const LoseDatagrams& fault) const {
    traits().loss_permille = std::uint32_t{fault.percent} * 10;
    note("lose " + std::to_string(fault.percent) + "%");
  }

  void operator()(const RepeatDatagrams& fault) const {
    traits().duplicate_permille = std::uint32_t{fault.percent} * 10;
    note("repeat " + std::to_string(fault.percent) + "%");
  }

  void operator()(const Latency& fault) const {
    traits().latency_min = fault.least;
    traits().latency_spread = (fault.most - fault.least) / kLongestOverMean;
    note("latency " + std::to_string(fault.least.count()) + " to " + std::to_string(fault.most.count()) +
         " ns");
  }

  void operator()(const Stop& fault) const {
    if (fault.what == Trouble::kLosing) (*this)(LoseDatagrams{});
    if (fault.what == Trouble::kRepeating) (*this)(RepeatDatagrams{});
  }

  void operator()(const NewKey& /*fault*/) const { stage.registry_node().replace_key(); }

  void operator()(const DiskFails& fault) const {
    if (fault.what == DiskTrouble::kFull) stage.registry_node().disk().fail(ErrorCode::kFull);
  }
  void operator()(const DiskWorks& /*fault*/) const { stage.registry_node().disk().heal(); }

  template <class Other>
  void operator()(const Other& /*fault*/) const {}

  LinkTraits& traits() const { return stage.world().links().traits(); }
  void note(const std::string& what) const {
    const NodeId registry = stage.registry_node().id();
    stage.world().note(TraceKind::kNetwork, registry, registry, what);
  }
};

}  // namespace

void strike(Stage& stage, const Fault& fault) { std::visit(Striker{stage}, fault); }

}  // namespace parley::sim::scenario
