#pragma once

#include <deque>
#include <functional>
#include <optional>

#include "ports/store.hpp"
#include "sim/world/disk.hpp"
#include "sim/world/random.hpp"

namespace parley::sim {

class NodePorts;

/// The Store of one incarnation over its node's Disk. Operations are done one after another, each in two
/// turns: the commit, and later its answer. A crash between them leaves what was committed and never
/// answered, as a real one does; a crash before leaves nothing.
class SimStore final : public Store {
 public:
  explicit SimStore(NodePorts& node);

  void insert_account(Account account, Inserted done) override;
  void find_account(const UserName& user, Found done) override;
  void save_room(StoredRoom room, Done done) override;
  void erase_room(const RoomName& room, Done done) override;
  void load_rooms(Loaded done) override;

  std::size_t waiting() const { return queue_.size(); }

  void on_step();

 private:
  using Answer = std::function<void()>;
  /// Does the work on the disk, or gives the failure, and says how to answer.
  using Work = std::function<Answer(Disk&, const std::optional<Error>&)>;
  struct Operation {
    bool writes;
    Work work;
  };

  void add(bool writes, Work work);
  void schedule(Duration delay);
  std::optional<Error> next_failure(bool writes);

  NodePorts& node_;
  Random luck_;
  std::deque<Operation> queue_;  ///< The first is being done.
  Answer answer_;                ///< Of the first, once it is committed.
};

}  // namespace parley::sim
