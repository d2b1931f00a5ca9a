#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "adapters/sqlite/database.hpp"
#include "adapters/sqlite/job.hpp"
#include "sim/world/disk.hpp"
#include "sim/world/random.hpp"

namespace parley::sim {

struct Event;
class NodePorts;

/// The Store of one incarnation: the shipping database on its node's disk, in groups as ThreadedStore has
/// them. All calls that came while a group was at the disk make the next one. A group is committed in one
/// turn, after the disk's commit_time(), and answered in a later one, so that a crash can fall between.
/// Where the database cannot be opened, everything fails, as a registry that refuses to start.
class SimStore final : public adapters::JobStore {
 public:
  static constexpr const char* kPath = "registry.db";

  /// Opens the database, which takes no time.
  explicit SimStore(NodePorts& node);

  /// In order: finishes the group at the disk, drops the rest, closes the database.
  ~SimStore() override;
  SimStore(const SimStore&) = delete;
  SimStore& operator=(const SimStore&) = delete;

  std::size_t waiting() const;  ///< Calls that are not answered.

  /// The database itself, null where it could not be opened. Between turns no transaction is open.
  adapters::Database* database() { return database_.get(); }

  /// The program is torn away: of the group at the disk any part of the writes is done.
  void crash();

  /// The world ends: nothing more is done.
  void abandon();

  void on_event(const Event& event);

 private:
  using Group = std::vector<std::unique_ptr<adapters::Job>>;

  void enqueue(std::unique_ptr<adapters::Job> job) override;
  void begin_group();
  void run_group();
  void commit();
  void answer();
  void close_database();

  NodePorts& node_;
  Disk& disk_;
  Random rng_;
  std::unique_ptr<adapters::Database> database_;
  std::optional<Error> failure_;  ///< Why there is none.
  Group waiting_;
  Group at_disk_;
  std::deque<Group> committed_;  ///< And not yet answered.
  Instant last_answer_{};
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace parley::sim
