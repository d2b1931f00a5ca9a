#include "sim/world/disk_file.hpp"

#include <algorithm>

namespace parley::sim {
namespace {

std::size_t index(std::uint64_t offset) { return static_cast<std::size_t>(offset); }

}  // namespace

std::size_t DiskFile::read(std::uint64_t offset, std::span<std::uint8_t> into) const {
  if (offset >= size()) return 0;
  const auto length = std::min<std::size_t>(into.size(), index(size() - offset));
  std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(offset), length, into.begin());
  return length;
}

void DiskFile::write(std::uint64_t offset, std::span<const std::uint8_t> bytes) {
  Change change{.truncates = false,
                .safety = Safety::kUnsafe,
                .offset = offset,
                .old_size = size(),
                .before = {},
                .after = {bytes.begin(), bytes.end()}};
  change.before.resize(bytes.size());
  change.before.resize(read(offset, change.before));
  redo(change, bytes.size());
  changes_.push_back(std::move(change));
}

void DiskFile::truncate(std::uint64_t size) {
  if (size == bytes_.size()) return;
  const auto kept = std::min(bytes_.size(), index(size));
  changes_.push_back({.truncates = true,
                      .safety = Safety::kUnsafe,
                      .offset = size,
                      .old_size = bytes_.size(),
                      .before = {bytes_.begin() + static_cast<std::ptrdiff_t>(kept), bytes_.end()},
                      .after = {}});
  bytes_.resize(index(size));
}

void DiskFile::sync() {
  bool forgotten = false;
  for (Change& change : changes_) {
    if (change.safety == Safety::kUnsafe) change.safety = Safety::kSafe;
    forgotten = forgotten || change.safety == Safety::kForgotten;
  }
  if (!forgotten) changes_.clear();
}

void DiskFile::fail_sync(Random& rng) {
  for (Change& change : changes_) {
    if (change.safety != Safety::kUnsafe) continue;
    change.safety = rng.chance(250) ? Safety::kSafe : Safety::kForgotten;
  }
}

void DiskFile::lose_power(Random& rng, DiskDamage& damage) {
  undo_all();
  // Now and then everything or nothing: with many changes a draw for each would never come to that.
  const auto mood = rng.below(4);
  const std::uint32_t kept_permille = mood == 0 ? 0 : mood == 1 ? 1000 : 500;
  for (const Change& change : changes_) {
    const bool safe = change.safety == Safety::kSafe;
    const bool kept = safe || (change.safety == Safety::kUnsafe && rng.chance(kept_permille));
    if (!kept) {
      ++damage.writes_lost;
      continue;
    }
    const bool torn = !safe && rng.chance(250);
    const auto length = torn ? torn_length(change, rng) : change.after.size();
    redo(change, length);
    if (!safe) ++(length < change.after.size() ? damage.writes_torn : damage.writes_kept);
  }
  changes_.clear();
}

void DiskFile::drop_unsafe() {
  undo_all();
  for (const Change& change : changes_) {
    if (change.safety == Safety::kSafe) redo(change, change.after.size());
  }
  changes_.clear();
}

void DiskFile::undo_all() {
  for (auto change = changes_.rbegin(); change != changes_.rend(); ++change) {
    bytes_.resize(index(change->old_size));
    const auto at = change->truncates ? std::min(change->offset, change->old_size) : change->offset;
    if (!change->before.empty()) {
      std::copy(change->before.begin(), change->before.end(),
                bytes_.begin() + static_cast<std::ptrdiff_t>(at));
    }
  }
}

void DiskFile::redo(const Change& change, std::size_t length) {
  if (change.truncates) return bytes_.resize(index(change.offset));
  if (length == 0) return;
  bytes_.resize(std::max(bytes_.size(), index(change.offset) + length));
  std::copy_n(change.after.begin(), length, bytes_.begin() + static_cast<std::ptrdiff_t>(change.offset));
}

/// Up to one of the sector bounds that the write goes over; all of it where there is none.
std::size_t DiskFile::torn_length(const Change& change, Random& rng) {
  const std::uint64_t end = change.offset + change.after.size();
  const std::uint64_t first = (change.offset / kSector + 1) * kSector;
  if (first >= end) return change.after.size();
  const std::uint64_t bounds = (end - first - 1) / kSector + 1;
  return index(first + rng.below(bounds) * kSector - change.offset);
}

}  // namespace parley::sim
