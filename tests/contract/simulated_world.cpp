// The simulated world: two machines of one sim::World.

#include <utility>

#include "sim/world/node.hpp"
#include "sim/world/small_ports.hpp"
#include "sim/world/world.hpp"
#include "tests/contract/contract_world.hpp"
#include "tests/contract/simulated_ports.hpp"

namespace parley::contract {
namespace {

/// The hasher of a machine of its own: a node keeps its hasher, so this stands for it and ends it.
class NodeHasher final : public PasswordHasher {
 public:
  explicit NodeHasher(sim::Node& node) : node_(node) {}
  ~NodeHasher() override { node_.renew_hasher(); }
  NodeHasher(const NodeHasher&) = delete;
  NodeHasher& operator=(const NodeHasher&) = delete;

  void hash(std::string_view secret, Hashed done) override { node_.hasher().hash(secret, std::move(done)); }
  void verify(std::string_view secret, const PasswordHash& expected, Verified done) override {
    node_.hasher().verify(secret, expected, std::move(done));
  }

 private:
  sim::Node& node_;
};

class SimulatedWorld final : public World {
 public:
  Host client() override { return {client_.network(), client_.address()}; }
  Host server() override { return {server_.network(), server_.address()}; }
  Clock& clock() override { return client_.clock(); }
  std::unique_ptr<PasswordHasher> make_hasher() override { return std::make_unique<NodeHasher>(add_node()); }
  std::unique_ptr<Entropy> make_entropy() override {
    return std::make_unique<sim::SimEntropy>(
        sim::derive_seed(world_.seed(), add_node().id(), sim::Purpose::kEntropy));
  }
  std::unique_ptr<Store> make_store() override { return std::make_unique<NodeStore>(server_); }
  std::unique_ptr<PinStore> make_pins() override { return std::make_unique<NodePins>(client_); }
  std::unique_ptr<Person> make_person() override { return std::make_unique<NodePerson>(add_node()); }
  std::unique_ptr<LogCapture> make_log_capture() override {
    return std::make_unique<NodeLogCapture>(add_node());
  }
  void post(std::function<void()> task) override { world_.after(Duration::zero(), std::move(task)); }
  bool run_until(const std::function<bool()>& done, Duration bound) override {
    return world_.run_until(done, bound);
  }

 private:
  sim::Node& add_node() { return world_.add_node("machine " + std::to_string(world_.node_count())); }

  sim::World world_;
  sim::Node& client_ = world_.add_node("client");
  sim::Node& server_ = world_.add_node("server");
};

/// One machine that plays both parts over its loopback, as the real world of these suites does.
class SingleNodeWorld final : public World {
 public:
  Host client() override { return {node_.network(), kLoopback}; }
  Host server() override { return {node_.network(), kLoopback}; }
  Clock& clock() override { return node_.clock(); }
  std::unique_ptr<PasswordHasher> make_hasher() override { return std::make_unique<NodeHasher>(node_); }
  std::unique_ptr<Entropy> make_entropy() override { return std::make_unique<sim::SimEntropy>(1); }
  std::unique_ptr<Store> make_store() override { return std::make_unique<NodeStore>(node_); }
  std::unique_ptr<PinStore> make_pins() override { return std::make_unique<NodePins>(node_); }
  std::unique_ptr<Person> make_person() override { return std::make_unique<NodePerson>(node_); }
  std::unique_ptr<LogCapture> make_log_capture() override { return std::make_unique<NodeLogCapture>(node_); }
  void post(std::function<void()> task) override { world_.after(Duration::zero(), std::move(task)); }
  bool run_until(const std::function<bool()>& done, Duration bound) override {
    return world_.run_until(done, bound);
  }

 private:
  sim::World world_;
  sim::Node& node_ = world_.add_node("machine");
};

}  // namespace

std::vector<WorldKind> world_kinds() {
  return {{"TwoSimulatedMachines", [] { return std::make_unique<SimulatedWorld>(); }},
          {"OneSimulatedMachine", [] { return std::make_unique<SingleNodeWorld>(); }}};
}

}  // namespace parley::contract
