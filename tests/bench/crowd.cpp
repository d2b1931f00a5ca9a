#include "tests/bench/crowd.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "base/check.hpp"
#include "registry/sessions.hpp"
#include "sim/programs/programs.hpp"
#include "tests/bench/heap_count.hpp"

namespace parley::bench {
namespace {

using namespace std::chrono_literals;

constexpr Duration kBetweenArrivals = 1ms;
constexpr Duration kLogInBound = 1min;

/// Answers the next questions as they are asked, and then looks on no more.
void type_at_prompts(sim::SimTerminal& terminal, std::vector<std::string> lines) {
  std::reverse(lines.begin(), lines.end());
  terminal.set_observer([&terminal, lines = std::move(lines)](const sim::ScreenLine* line) mutable {
    if (line != nullptr || lines.empty()) return;
    terminal.type_line(lines.back());
    lines.pop_back();
    if (lines.empty()) lines.shrink_to_fit();
  });
}

}  // namespace

Crowd::Crowd(std::size_t peers) {
  start_registry();
  bring(1);
  const auto before = heap_bytes();
  bring(peers);
  bytes_per_peer_ = static_cast<double>(heap_bytes() - before) / static_cast<double>(peers - 1);
}

void Crowd::bring(std::size_t peers) {
  while (world_.node_count() - 1 < peers) {  // One node is the registry.
    start_peer(world_.node_count() - 1);
    world_.run_for(kBetweenArrivals);
  }
  for (Duration passed{}; online() < peers && passed < kLogInBound; passed += 1s) world_.run_for(1s);
  PARLEY_CHECK(online() == peers);
  world_.run_for(2s);  // Everybody is at the main menu, and keep-alives flow.
}

std::size_t Crowd::online() const { return registry_->sessions().size(); }

void Crowd::start_registry() {
  auto& node = world_.add_node("registry");
  node.hasher().set_service(100us, 64);  // So that thousands log in within seconds of virtual time.
  node.disk().set_commit_time(100us);
  registry::RegistryOptions options;
  options.tcp.address = node.address();
  options.udp.address = node.address();
  auto& program = node.run<sim::RegistryProgram>(options);
  world_.run_for(1s);
  PARLEY_CHECK(program.ready().has_value() && program.ready()->has_value());
  registry_ = &program.registry();
}

void Crowd::start_peer(std::size_t number) {
  const auto name = "person-" + std::to_string(number);
  auto& node = world_.add_node(name);
  auto& terminal = node.terminal();
  terminal.keep(0);
  client::PeerOptions options;
  options.registry = HostPort{"registry", 15600};
  node.run<sim::PeerProgram>(options);
  type_at_prompts(terminal, {"1", name, "secret", "2", name, "secret", "6000"});
}

}  // namespace parley::bench
