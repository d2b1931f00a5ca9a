#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <deque>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/check/check_suite.hpp"
#include "sim/programs/programs.hpp"
#include "sim/world/node.hpp"
#include "sim/world/sim_terminal.hpp"
#include "sim/world/world.hpp"

namespace parley::sim::check {

using namespace std::chrono_literals;

/// A registry and some people, all running the shipping programs, and a suite that watches them. What
/// never happened can be told to the suite as well: so it is seen to speak up.
class WatchedWorld {
 public:
  explicit WatchedWorld(std::initializer_list<const char*> names = {})
      : registry(world.add_node("registry")) {
    for (const char* name : names) people.push_back(&world.add_node(name));
    stranger = &world.add_node("stranger");
    suite = std::make_unique<CheckSuite>(WatchedNodes{world, registry, people});
    start_registry();
    for (Node* node : people) start(*node);
    run(1s);
  }

  void start_registry() {
    registry::RegistryOptions options;
    options.tcp = {registry.address(), 15600};
    options.udp = {registry.address(), 15500};
    registry.run<RegistryProgram>(options);
  }
  void start(Node& node) {
    client::PeerOptions options;
    options.registry = HostPort{"registry", 15600};
    node.run<PeerProgram>(options);
  }

  void run(Duration time) {
    const Instant end = world.now() + time;
    while (world.step(end)) suite->after_event();
    world.run_until(end);
  }
  bool settles(Duration bound) {
    const Instant end = world.now() + bound;
    while (!suite->settled()) {
      if (world.now() >= end) return false;
      run(100ms);
    }
    return true;
  }

  /// The person types these lines, one for each question.
  void type(std::size_t person, std::initializer_list<std::string_view> lines) {
    for (const auto line : lines) people[person]->terminal().type_line(line);
    run(1s);
  }
  void arrive(std::size_t person) {
    const std::string& name = people[person]->name();
    type(person, {"1", name, "secret", "2", name, "secret", std::to_string(6001 + person)});
  }

  // What the suite is told and never was. A turn ends with over().
  void tell(TraceKind kind, const Node& node, const Node& from, std::string_view bytes = {},
            std::uint64_t channel = 0) {
    listener().on_event({world.now(), kind, node.id(), from.id(), bytes, channel, world.now()});
  }
  void tell_sent(TraceKind kind, const Node& node, const Node& from, std::string_view bytes = {},
                 std::uint64_t channel = 0) {
    listener().on_sent({world.now(), kind, node.id(), from.id(), bytes, channel, world.now()});
  }
  void over() { suite->after_event(); }

  /// The name of the check that has spoken up; empty where none has.
  std::string found() const { return suite->violation() ? suite->violation()->check : std::string(); }
  std::string what() const { return suite->violation() ? suite->violation()->what : std::string(); }
  std::uint64_t evaluated(std::string_view check) const {
    for (const Tally& tally : suite->tallies()) {
      if (tally.check == check) return tally.evaluated;
    }
    ADD_FAILURE() << "there is no check " << check;
    return 0;
  }

  World world;
  Node& registry;
  std::vector<Node*> people;
  Node* stranger = nullptr;
  std::unique_ptr<CheckSuite> suite;

 private:
  TraceListener& listener() { return *suite; }
};

}  // namespace parley::sim::check
