#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "base/result.hpp"
#include "base/time.hpp"
#include "sim/world/disk_file.hpp"
#include "sim/world/random.hpp"

namespace parley::sim {

class DiskVfs;
class World;

/// What can go wrong with a disk: nothing fits on it any more, or one kind of access fails.
enum class DiskFault : std::uint8_t { kFull, kRead, kWrite, kSync };

/// A node's disk: files by name, kept over its programs' ends. SQLite sees it as a file system under the
/// name vfs(). Programs see every write at once; the disk has it for sure when it is synced, and a name
/// when its folder is. It is made at its first use, so that nodes without a store pay nothing.
class Disk {
 public:
  /// Which accesses a fault hits: from the one after `after` others of its kind on, so often.
  struct Span {
    std::uint64_t after = 0;
    std::uint64_t times = UINT64_MAX;
  };
  enum class IoResult : std::uint8_t { kDone, kFailed, kFull };
  enum class View : std::uint8_t { kSeen, kSafe };  ///< As programs see it; what no loss of power takes.

  Disk(World& world, NodeId node);
  ~Disk();
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  /// A disk with the same bytes, all of them safe by now, and without faults: to look at.
  std::unique_ptr<Disk> copy(View view = View::kSeen) const;

  const std::string& vfs() const;

  /// How long a group of store operations is at the disk: groups go one after another.
  Duration commit_time() const { return commit_time_; }
  void set_commit_time(Duration time) { commit_time_ = time; }

  // Faults, each until heal().
  void fail(DiskFault fault) { fail(fault, Span{}); }
  void fail(DiskFault fault, Span span);
  void fail(ErrorCode code);  ///< kFull: no room is left. All else: every access fails.
  void fill(std::uint64_t bytes_left = 0);
  void heal();
  bool failing() const;
  std::uint64_t hits(DiskFault fault) const { return faults_[static_cast<std::size_t>(fault)].hits; }
  std::uint64_t hits() const;  ///< By any fault: one that never hits proves nothing.

  /// The power goes: each file and name that is not safe is kept, lost or torn.
  void lose_power();
  const DiskDamage& damage() const { return damage_; }

  /// The program that uses the disk dies after so many further changes: later accesses fail and change
  /// nothing, until revive().
  void stop_after(std::uint64_t changes) { changes_left_ = changes; }
  void revive() { changes_left_.reset(); }
  std::uint64_t changes() const { return changes_; }  ///< Writes, truncations, syncs, deletions so far.

  // For the file system on it.
  std::shared_ptr<DiskFile> open(const std::string& name, bool create);  ///< Null where there is none.
  bool holds(const std::string& name) const;
  IoResult remove(const std::string& name, bool safely);
  IoResult read(const DiskFile& file, std::uint64_t offset, std::span<std::uint8_t> into, std::size_t& got);
  IoResult write(DiskFile& file, std::uint64_t offset, std::span<const std::uint8_t> bytes);
  IoResult truncate(DiskFile& file, std::uint64_t size);
  IoResult sync(DiskFile& file, bool with_folder);
  std::uint64_t used() const;
  bool stopped() const { return changes_left_ == 0U; }
  Instant now() const;
  void fill_random(std::span<std::uint8_t> bytes) { rng_.fill(bytes); }
  std::uint32_t next_sqlite_seed();

 private:
  struct Fault {
    bool on = false;
    Span span;
    std::uint64_t hits = 0;
  };
  using Folder = std::map<std::string, std::shared_ptr<DiskFile>>;

  bool change();  ///< False where the program is dead by then.
  bool fails_by(DiskFault fault);
  std::size_t room_for(const DiskFile& file, std::uint64_t offset, std::size_t length) const;
  void lose_entries();

  World& world_;
  NodeId node_;
  Random rng_;
  std::unique_ptr<DiskVfs> vfs_;
  Folder folder_;
  Folder safe_folder_;
  std::array<Fault, 4> faults_{};
  std::uint64_t capacity_ = UINT64_MAX;
  std::optional<std::uint64_t> changes_left_;
  std::uint64_t changes_ = 0;
  std::uint64_t sqlite_seeds_ = 0;
  DiskDamage damage_;
  Duration commit_time_ = std::chrono::milliseconds(2);
};

}  // namespace parley::sim
