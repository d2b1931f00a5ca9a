#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "base/endpoint.hpp"
#include "ports/clock.hpp"
#include "ports/entropy.hpp"
#include "ports/network.hpp"
#include "ports/password_hasher.hpp"
#include "ports/pin_store.hpp"
#include "ports/store.hpp"
#include "tests/contract/test_ports.hpp"

namespace parley::contract {

using namespace std::chrono_literals;

/// A host of the world and how it sees the network.
struct Host {
  Network& network;
  IpAddress address;  ///< Where it can be reached, and the interface for its multicast.
};

/// The bench on which a contract suite stands: the ports of a world of its own, real or simulated, and
/// the loop that drives them. Nothing happens between run_until() calls. All that a suite makes through
/// it is gone before the world is.
class World {
 public:
  virtual ~World() = default;

  /// Two hosts that reach each other without loss; the real world has one that plays both.
  virtual Host client() = 0;
  virtual Host server() = 0;

  /// The clock that all of this runs by.
  virtual Clock& clock() = 0;

  virtual std::unique_ptr<PasswordHasher> make_hasher() = 0;
  virtual std::unique_ptr<Entropy> make_entropy() = 0;

  /// Of one host's disk: what is made anew finds what the one before, which is gone, has kept.
  virtual std::unique_ptr<Store> make_store() = 0;
  virtual std::unique_ptr<PinStore> make_pins() = 0;

  virtual std::unique_ptr<Person> make_person() = 0;
  virtual std::unique_ptr<LogCapture> make_log_capture() = 0;

  /// Has `task` run in a turn of its own. In the real world: from any thread.
  virtual void post(std::function<void()> task) = 0;

  /// Runs turns until `done` (asked before the first and after each), or until `bound` has passed on the
  /// clock. Returns done().
  virtual bool run_until(const std::function<bool()>& done, Duration bound) = 0;

  void run_for(Duration time) {
    run_until([] { return false; }, time);
  }
};

/// Makes worlds of one kind.
struct WorldKind {
  std::string name;  ///< Letters only: it names the tests.
  std::function<std::unique_ptr<World>()> make;

  friend void PrintTo(const WorldKind& kind, std::ostream* out) { *out << kind.name; }
};

/// The kinds on which this program runs the suites; each contract program defines it.
std::vector<WorldKind> world_kinds();

inline std::string kind_name(const testing::TestParamInfo<WorldKind>& info) { return info.param.name; }

/// What every suite derives from. A suite is a .cpp listed in parley_contract_suites, ended by
///   PARLEY_CONTRACT_SUITE(ClockContract);
/// and runs in each contract program.
class ContractTest : public testing::TestWithParam<WorldKind> {
 protected:
  /// Enough for anything that should happen, on the slowest machine; never waited for in full.
  static constexpr Duration kPatience = 30s;
  /// How long a suite watches for what should not happen.
  static constexpr Duration kQuiet = 50ms;

  World& world() { return *world_; }
  bool eventually(const std::function<bool()>& done) { return world_->run_until(done, kPatience); }

 private:
  std::unique_ptr<World> world_ = GetParam().make();
};

#define PARLEY_CONTRACT_SUITE(suite)                                                        \
  INSTANTIATE_TEST_SUITE_P(On, suite, testing::ValuesIn(::parley::contract::world_kinds()), \
                           ::parley::contract::kind_name)

}  // namespace parley::contract
