// The simulated world: two machines of one sim::World, or one that plays both parts over its loopback, as the
// real world of these suites does.

#include <utility>

#include "sim/world/node.hpp"
#include "sim/world/sim_store.hpp"
#include "sim/world/sim_terminal.hpp"
#include "sim/world/small_ports.hpp"
#include "sim/world/world.hpp"
#include "tests/contract/contract_world.hpp"
#include "tests/support/vt_screen.hpp"

namespace parley::contract {
namespace {

/// A node keeps its ports to its own end. The classes below forward to them, and end them where a test
/// destroys what it made.
class NodeStore final : public Store {
 public:
  explicit NodeStore(sim::Node& node) : node_(node) {}
  ~NodeStore() override { node_.renew_store(); }
  NodeStore(const NodeStore&) = delete;
  NodeStore& operator=(const NodeStore&) = delete;

  void insert_account(Account account, Inserted done) override {
    node_.store().insert_account(std::move(account), std::move(done));
  }
  void find_account(const UserName& user, Found done) override {
    node_.store().find_account(user, std::move(done));
  }
  void commit_room(StoredRoom next, std::uint64_t expected, CommitDone done) override {
    node_.store().commit_room(std::move(next), expected, std::move(done));
  }
  void erase_room(const RoomName& room, std::uint64_t expected, CommitDone done) override {
    node_.store().erase_room(room, expected, std::move(done));
  }
  void load_rooms(Loaded done) override { node_.store().load_rooms(std::move(done)); }

 private:
  sim::Node& node_;
};

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

class NodePins final : public PinStore {
 public:
  explicit NodePins(sim::Node& node) : node_(node) {}

  Result<std::optional<std::string>> find(const HostPort& registry) override {
    return node_.pins().find(registry);
  }
  Result<void> save(const HostPort& registry, const std::string& key_fingerprint) override {
    return node_.pins().save(registry, key_fingerprint);
  }

 private:
  sim::Node& node_;
};

class NodePerson final : public Person {
 public:
  explicit NodePerson(sim::Node& node) : node_(node) {}

  Terminal& terminal() override { return node_.terminal(); }
  void type_line(std::string_view text) override { node_.terminal().type_line(text); }
  void end_input() override { node_.terminal().end_input(); }
  void interrupt() override { node_.terminal().interrupt(); }
  std::vector<std::string> screen() override {
    std::vector<std::string> lines;
    for (const auto& line : node_.terminal().screen()) lines.push_back(line.text);
    return test::canonical(std::move(lines));
  }

 private:
  sim::Node& node_;
};

class NodeLogCapture final : public LogCapture {
 public:
  explicit NodeLogCapture(sim::Node& node) : node_(node) { node.log().keep(100, LogLevel::kWarning); }

  LogSink& sink() override { return node_.log(); }
  std::vector<std::string> lines() override {
    std::vector<std::string> lines;
    for (const auto& line : node_.log().lines()) lines.push_back(line.text);
    return lines;
  }

 private:
  sim::Node& node_;
};

class SimulatedWorld final : public World {
 public:
  explicit SimulatedWorld(std::size_t machines)
      : single_(machines == 1), server_(single_ ? client_ : world_.add_node("server")) {}

  Host client() override { return host(client_); }
  Host server() override { return host(server_); }
  Clock& clock() override { return client_.clock(); }
  std::unique_ptr<PasswordHasher> make_hasher() override { return std::make_unique<NodeHasher>(machine()); }
  std::unique_ptr<Entropy> make_entropy() override {
    return std::make_unique<sim::SimEntropy>(
        sim::derive_seed(world_.seed(), machine().id(), sim::Purpose::kEntropy));
  }
  std::unique_ptr<Store> make_store() override { return std::make_unique<NodeStore>(server_); }
  std::unique_ptr<PinStore> make_pins() override { return std::make_unique<NodePins>(client_); }
  std::unique_ptr<Person> make_person() override { return std::make_unique<NodePerson>(machine()); }
  std::unique_ptr<LogCapture> make_log_capture() override {
    return std::make_unique<NodeLogCapture>(machine());
  }
  void post(std::function<void()> task) override { world_.after(Duration::zero(), std::move(task)); }
  bool run_until(const std::function<bool()>& done, Duration bound) override {
    return world_.run_until(done, bound);
  }

 private:
  Host host(sim::Node& node) const { return {node.network(), single_ ? kLoopback : node.address()}; }
  /// A new machine, or the only one.
  sim::Node& machine() {
    return single_ ? client_ : world_.add_node("machine " + std::to_string(world_.node_count()));
  }

  sim::World world_;
  bool single_;
  sim::Node& client_ = world_.add_node("client");
  sim::Node& server_;
};

}  // namespace

std::vector<WorldKind> world_kinds() {
  return {{"TwoSimulatedMachines", [] { return std::make_unique<SimulatedWorld>(2); }},
          {"OneSimulatedMachine", [] { return std::make_unique<SimulatedWorld>(1); }}};
}

}  // namespace parley::contract
