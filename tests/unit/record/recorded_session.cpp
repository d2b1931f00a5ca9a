#include "tests/unit/record/recorded_session.hpp"

#include <initializer_list>
#include <string>

#include "base/check.hpp"
#include "record/core_options.hpp"
#include "record/recorder.hpp"
#include "sim/programs/programs.hpp"
#include "sim/world/node.hpp"
#include "sim/world/world.hpp"

namespace parley::record {
namespace {

using namespace std::chrono_literals;

constexpr std::uint8_t kAllLevels = 0xF;

class RecordedRegistry final : public sim::Program {
 public:
  RecordedRegistry(sim::Node& node, const registry::RegistryOptions& options, MemoryTape& tape)
      : recorder_({node.clock(), node.network(), node.store(), node.hasher(), node.entropy(), node.log()},
                  tape),
        registry_(recorder_.ports(), options) {
    recorder_.start_called();
    const auto started = registry_.start([this](const Result<void>& ready) { recorder_.ready(ready); });
    PARLEY_CHECK(started.has_value());
  }

  void stop() {
    recorder_.stop_called();
    registry_.stop([this] { recorder_.stopped(); });
  }

 private:
  RegistryRecorder recorder_;
  registry::Registry registry_;
};

class RecordedPeer final : public sim::Program {
 public:
  RecordedPeer(sim::Node& node, const client::PeerOptions& options, MemoryTape& tape)
      : recorder_({node.clock(), node.network(), node.terminal(), node.pins(), node.entropy(), node.log()},
                  tape),
        peer_(recorder_.ports(), options, [this, &node](client::ExitCode code) {
          recorder_.exited(code);
          node.exit();
        }) {
    recorder_.start_called();
    peer_.start();
  }

 private:
  PeerRecorder recorder_;
  screens::MenuPeer peer_;
};

void type(sim::Node& node, std::initializer_list<std::string_view> lines) {
  for (const auto line : lines) node.terminal().type_line(line);
}

}  // namespace

RecordedSession recorded_session() {
  RecordedSession session;
  sim::World world({.seed = 7});
  const auto add = [&](const char* name) -> sim::Node& {
    sim::Node& node = world.add_node(name);
    node.log().keep(1'000);
    return node;
  };
  sim::Node& registry = add("registry");
  registry::RegistryOptions options;
  options.tcp.address = registry.address();
  options.udp.address = registry.address();
  session.registry.header() = with_options({"test", 0, kAllLevels}, options);
  auto& program = registry.run<RecordedRegistry>(options, session.registry);
  world.run_for(1s);

  client::PeerOptions to_registry;
  to_registry.registry = HostPort{"registry", 15600};
  for (MemoryTape* tape : {&session.alice, &session.bob}) {
    tape->header() = with_options({"test", 0, kAllLevels}, to_registry);
  }
  sim::Node& alice = add("alice");
  sim::Node& bob = add("bob");
  alice.run<RecordedPeer>(to_registry, session.alice);
  bob.run<RecordedPeer>(to_registry, session.bob);
  type(alice, {"1", "alice", "secret of alice", "2", "alice", "secret of alice", "5001", "3", "hall"});
  world.run_for(3s);
  type(bob, {"1", "bob", "secret of bob", "2", "bob", "wrong", "5002", "2", "bob", "secret of bob", "5002"});
  type(bob, {"1", "y", "2", "alice", "4", "5", "hall"});
  world.run_for(5s);
  const std::string long_line = "a long line: " + std::string(400, 'x');
  type(alice, {"hello", long_line});
  world.run_for(2s);
  type(bob, {"hello alice", "q", "6"});
  world.run_for(20s);
  type(alice, {"q", "6"});
  world.run_for(1s);
  world.at(world.now(), [&] { program.stop(); });
  world.run_for(1s);
  for (MemoryTape* tape : {&session.registry, &session.alice, &session.bob}) tape->finish();
  return session;
}

const RecordedSession& session() {
  static const RecordedSession recorded = recorded_session();
  return recorded;
}

}  // namespace parley::record
