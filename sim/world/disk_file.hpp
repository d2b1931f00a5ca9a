#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/world/random.hpp"

namespace parley::sim {

/// What a loss of power did to the writes that nobody had synced.
struct DiskDamage {
  std::uint64_t writes_kept = 0;
  std::uint64_t writes_lost = 0;
  std::uint64_t writes_torn = 0;   ///< Some leading sectors of them are there.
  std::uint64_t entries_lost = 0;  ///< New, deleted or replaced names of files that are as before.
};

/// A file on a simulated disk: its bytes as programs see them, and which of its changes are not yet safe.
/// A sync makes safe what came before it. What is unsafe when the power goes is kept, lost or torn, each
/// change by itself, so that a later one may be there and an earlier one not.
class DiskFile {
 public:
  static constexpr std::uint64_t kSector = 512;  ///< What a disk writes whole or not at all.

  std::uint64_t size() const { return bytes_.size(); }

  /// How many bytes there are to read at `offset`, up to what `into` holds.
  std::size_t read(std::uint64_t offset, std::span<std::uint8_t> into) const;

  /// A gap before `offset` reads as zeros.
  void write(std::uint64_t offset, std::span<const std::uint8_t> bytes);
  void truncate(std::uint64_t size);

  void sync();

  /// A sync that failed. As with Linux, the system thinks no more of what it could not write: each unsafe
  /// change may have reached the disk, and where it did not no later sync makes it safe.
  void fail_sync(Random& rng);

  void lose_power(Random& rng, DiskDamage& damage);

  void drop_unsafe();  ///< The worst that a loss of power can do, short of tearing.
  void make_safe() { changes_.clear(); }

 private:
  enum class Safety : std::uint8_t { kUnsafe, kSafe, kForgotten };
  struct Change {
    bool truncates;
    Safety safety;
    std::uint64_t offset;  ///< Or the new size.
    std::uint64_t old_size;
    std::vector<std::uint8_t> before;  ///< What it wrote over or cut off.
    std::vector<std::uint8_t> after;
  };
  enum class Fate : std::uint8_t { kKept, kLost, kTorn };

  void undo_all();
  void redo(const Change& change, std::size_t length);
  static std::size_t torn_length(const Change& change, Random& rng);

  std::vector<std::uint8_t> bytes_;
  std::vector<Change> changes_;  ///< Since the file was last safe as a whole, in order.
};

}  // namespace parley::sim
