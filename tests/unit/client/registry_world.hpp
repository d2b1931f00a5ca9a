#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "sim/programs/programs.hpp"
#include "sim/world/node.hpp"
#include "sim/world/sim_terminal.hpp"
#include "sim/world/small_ports.hpp"
#include "sim/world/world.hpp"

namespace parley::client {

using namespace std::chrono_literals;

/// A person at a peer in the simulated world.
class Person {
 public:
  Person(sim::World& world, const std::string& name, std::uint16_t port, wire::Dialect dialect)
      : world_(world), node_(world.add_node(name)), name_(name), port_(port) {
    PeerOptions options;
    options.registry = HostPort{"registry", 15600};
    options.dialect = dialect;
    node_.run<sim::PeerProgram>(options, [this](ExitCode code) { exit_code = code; });
  }

  void type(std::initializer_list<std::string_view> lines) {
    for (const auto line : lines) node_.terminal().type_line(line);
  }
  void sign_up_and_log_in() {
    type({"1", name_, "secret", "2", name_, "secret", std::to_string(port_)});
    expect("Logged in successfully...");
  }
  /// Waits until a line stands on the screen, below those waited for before.
  void expect(std::string_view text, Duration bound = 10s) {
    const bool seen = world_.run_until([&] { return find(text); }, bound);
    EXPECT_TRUE(seen) << name_ << " does not see '" << text << "' but:\n" << screen();
  }
  /// Whether it stands there, below those waited for before; counts as waited for.
  bool find(std::string_view text) {
    auto& terminal = node_.terminal();
    for (auto i = std::max(mark_, terminal.first_kept()); i < terminal.line_count(); ++i) {
      if (terminal.line(i).text != text) continue;
      mark_ = i + 1;
      return true;
    }
    return false;
  }
  std::string screen() {
    std::string text;
    for (const auto& line : node_.terminal().screen()) text += line.text + "\n";
    return text;
  }

  sim::Node& node() { return node_; }

  std::optional<ExitCode> exit_code;

 private:
  sim::World& world_;
  sim::Node& node_;
  std::string name_;
  std::uint16_t port_;
  std::size_t mark_ = 0;
};

/// The real registry on a node of its own.
class RegistryNode {
 public:
  RegistryNode() {
    start_registry();
    world.run_for(1s);
  }
  void start_registry() {
    registry::RegistryOptions options;
    options.tcp.address = registry.address();
    options.udp.address = registry.address();
    registry.run<sim::RegistryProgram>(options);
  }
  /// The registry falls over now and stands again `later`.
  void crash_registry(Duration later) {
    world.after(0s, [this] { registry.crash(); });
    world.after(later, [this] { start_registry(); });
  }

  /// Before it is started again.
  void forget_rooms() {
    auto& database = *registry.store().database();
    for (const auto& stored : database.load_rooms().value())
      EXPECT_TRUE(database.erase_room(stored.room, stored.version));
  }

  sim::World world;
  sim::Node& registry = world.add_node("registry");
};

}  // namespace parley::client
