#include "sim/world/disk.hpp"

#include <algorithm>
#include <utility>

#include "sim/world/disk_vfs.hpp"
#include "sim/world/world.hpp"

namespace parley::sim {
namespace {

constexpr std::array kAllFaults = {DiskFault::kFull, DiskFault::kRead, DiskFault::kWrite, DiskFault::kSync};

}  // namespace

Disk::Disk(World& world, NodeId node)
    : world_(world),
      node_(node),
      rng_(derive_seed(world.seed(), node, Purpose::kDisk)),
      vfs_(std::make_unique<DiskVfs>(*this)) {}

Disk::~Disk() = default;

std::unique_ptr<Disk> Disk::copy(View view) const {
  auto twin = std::make_unique<Disk>(world_, node_);
  for (const auto& [name, file] : view == View::kSafe ? safe_folder_ : folder_) {
    auto& copied = twin->folder_[name] = std::make_shared<DiskFile>(*file);
    view == View::kSafe ? copied->drop_unsafe() : copied->make_safe();
  }
  twin->safe_folder_ = twin->folder_;
  return twin;
}

const std::string& Disk::vfs() const { return vfs_->name(); }
Instant Disk::now() const { return world_.now(); }

/// Never 0, for which SQLite would ask the machine.
std::uint32_t Disk::next_sqlite_seed() {
  return static_cast<std::uint32_t>(derive_seed(world_.seed(), node_, Purpose::kSqlite, sqlite_seeds_++)) |
         1U;
}

void Disk::fail(DiskFault fault, Span span) {
  Fault& entry = faults_[static_cast<std::size_t>(fault)];
  entry.on = true;
  entry.span = span;
}

void Disk::fail(ErrorCode code) {
  if (code == ErrorCode::kFull) return fill();
  for (const DiskFault fault : {DiskFault::kRead, DiskFault::kWrite, DiskFault::kSync}) fail(fault);
}

void Disk::fill(std::uint64_t bytes_left) { capacity_ = used() + bytes_left; }

void Disk::heal() {
  for (Fault& fault : faults_) fault.on = false;
  capacity_ = UINT64_MAX;
}

bool Disk::failing() const {
  return capacity_ != UINT64_MAX || std::any_of(faults_.begin(), faults_.end(), [](const Fault& fault) {
           return fault.on && fault.span.times > 0;
         });
}

std::uint64_t Disk::hits() const {
  std::uint64_t all = 0;
  for (const DiskFault fault : kAllFaults) all += hits(fault);
  return all;
}

void Disk::lose_power() {
  lose_entries();
  for (const auto& [name, file] : folder_) file->lose_power(rng_, damage_);
  safe_folder_ = folder_;
  revive();
}

/// What differs between the folder and its safe state comes out either way, each name by itself.
void Disk::lose_entries() {
  Folder names = folder_;
  names.insert(safe_folder_.begin(), safe_folder_.end());
  for (const auto& [name, either] : names) {
    const auto seen = folder_.find(name);
    const auto safe = safe_folder_.find(name);
    const auto seen_file = seen == folder_.end() ? nullptr : seen->second;
    const auto safe_file = safe == safe_folder_.end() ? nullptr : safe->second;
    if (seen_file == safe_file || rng_.chance(500)) continue;
    ++damage_.entries_lost;
    if (safe_file) {
      folder_[name] = safe_file;
    } else {
      folder_.erase(name);
    }
  }
}

bool Disk::change() {
  if (stopped()) return false;
  if (changes_left_) --*changes_left_;
  ++changes_;
  return true;
}

bool Disk::fails_by(DiskFault which) {
  Fault& fault = faults_[static_cast<std::size_t>(which)];
  if (!fault.on || fault.span.times == 0) return false;
  if (fault.span.after > 0) {
    --fault.span.after;
    return false;
  }
  --fault.span.times;
  ++fault.hits;
  return true;
}

std::shared_ptr<DiskFile> Disk::open(const std::string& name, bool create) {
  const auto found = folder_.find(name);
  if (found != folder_.end()) return found->second;
  if (!create || stopped()) return nullptr;
  return folder_[name] = std::make_shared<DiskFile>();
}

/// As SQLite's own file system says it: an empty file is none.
bool Disk::holds(const std::string& name) const {
  const auto found = folder_.find(name);
  return found != folder_.end() && found->second->size() > 0;
}

Disk::IoResult Disk::remove(const std::string& name, bool safely) {
  if (!change() || fails_by(DiskFault::kWrite)) return IoResult::kFailed;
  folder_.erase(name);
  if (safely) safe_folder_ = folder_;
  return IoResult::kDone;
}

Disk::IoResult Disk::read(const DiskFile& file, std::uint64_t offset, std::span<std::uint8_t> into,
                          std::size_t& got) {
  if (stopped() || fails_by(DiskFault::kRead)) return IoResult::kFailed;
  got = file.read(offset, into);
  return IoResult::kDone;
}

Disk::IoResult Disk::write(DiskFile& file, std::uint64_t offset, std::span<const std::uint8_t> bytes) {
  if (!change() || fails_by(DiskFault::kWrite)) return IoResult::kFailed;
  const bool full = fails_by(DiskFault::kFull);
  const auto fits = full ? 0 : room_for(file, offset, bytes.size());
  if (fits > 0) file.write(offset, bytes.first(fits));
  if (fits == bytes.size()) return IoResult::kDone;
  if (!full) ++faults_[static_cast<std::size_t>(DiskFault::kFull)].hits;
  return IoResult::kFull;
}

Disk::IoResult Disk::truncate(DiskFile& file, std::uint64_t size) {
  if (!change() || fails_by(DiskFault::kWrite)) return IoResult::kFailed;
  file.truncate(size);
  return IoResult::kDone;
}

Disk::IoResult Disk::sync(DiskFile& file, bool with_folder) {
  if (!change()) return IoResult::kFailed;
  if (fails_by(DiskFault::kSync)) {
    file.fail_sync(rng_);
    return IoResult::kFailed;
  }
  file.sync();
  if (with_folder) safe_folder_ = folder_;
  return IoResult::kDone;
}

std::uint64_t Disk::used() const {
  std::uint64_t bytes = 0;
  for (const auto& [name, file] : folder_) bytes += file->size();
  return bytes;
}

/// What is there already can always be written over.
std::size_t Disk::room_for(const DiskFile& file, std::uint64_t offset, std::size_t length) const {
  const std::uint64_t end = offset + length;
  if (capacity_ == UINT64_MAX || end <= file.size()) return length;
  const std::uint64_t taken = used();
  const std::uint64_t last = file.size() + (capacity_ > taken ? capacity_ - taken : 0);
  if (end <= last) return length;
  return last > offset ? static_cast<std::size_t>(last - offset) : 0;
}

}  // namespace parley::sim
