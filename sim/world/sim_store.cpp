#include "sim/world/sim_store.hpp"

#include <algorithm>
#include <utility>

#include "sim/world/disk_vfs.hpp"
#include "sim/world/node_ports.hpp"
#include "sim/world/world.hpp"

namespace parley::sim {
namespace {

constexpr std::uint64_t kAnswerSpread = 200'000;  // ns

/// A group of one or two operations changes the disk this often: so a crash falls anywhere in it.
constexpr std::uint64_t kChangesBeforeDeath = 12;

enum Step : std::uint32_t { kCommit, kAnswer };

}  // namespace

SimStore::SimStore(NodePorts& node)
    : node_(node),
      disk_(node.disk()),
      rng_(derive_seed(node.world().seed(), node.id(), Purpose::kStore, node.incarnation())) {
  const SqliteSeedScope turn(disk_.next_sqlite_seed());
  auto opened = adapters::Database::open({kPath, disk_.vfs()});
  if (opened) {
    database_ = *std::move(opened);
  } else {
    failure_ = std::move(opened).error();
  }
}

SimStore::~SimStore() {
  *alive_ = false;
  if (!at_disk_.empty()) run_group();
  close_database();
}

void SimStore::crash() {
  disk_.stop_after(at_disk_.empty() ? 0 : rng_.below(kChangesBeforeDeath));
  if (!at_disk_.empty()) run_group();
  abandon();
}

void SimStore::abandon() {
  disk_.stop_after(0);
  at_disk_.clear();
  close_database();
  disk_.revive();
}

void SimStore::close_database() {
  if (!database_) return;
  const SqliteSeedScope turn(disk_.next_sqlite_seed());
  database_.reset();
}

std::size_t SimStore::waiting() const {
  std::size_t jobs = waiting_.size() + at_disk_.size();
  for (const Group& group : committed_) jobs += group.size();
  return jobs;
}

void SimStore::enqueue(std::unique_ptr<adapters::Job> job) {
  waiting_.push_back(std::move(job));
  if (at_disk_.empty()) begin_group();
}

void SimStore::begin_group() {
  std::swap(at_disk_, waiting_);
  Event event = node_.event_for(EventKind::kStore);
  event.c = kCommit;
  node_.world().push(disk_.commit_time(), event);
}

void SimStore::run_group() {
  if (!database_) {
    for (const auto& job : at_disk_) job->fail(*failure_);
    return;
  }
  const SqliteSeedScope turn(disk_.next_sqlite_seed());
  adapters::run_group(*database_, at_disk_);
}

void SimStore::on_event(const Event& event) {
  if (event.c == kCommit) return commit();
  answer();
}

void SimStore::commit() {
  run_group();
  committed_.push_back(std::exchange(at_disk_, {}));
  const Instant now = node_.world().now();
  last_answer_ = std::max(last_answer_, now + Duration(static_cast<std::int64_t>(rng_.below(kAnswerSpread))));
  Event event = node_.event_for(EventKind::kStore);
  event.c = kAnswer;
  node_.world().push(last_answer_ - now, event);
  if (!waiting_.empty()) begin_group();
}

/// An answer may end the store.
void SimStore::answer() {
  const Group group = std::move(committed_.front());
  committed_.pop_front();
  for (const auto alive = alive_; const auto& job : group) {
    if (!*alive) return;
    node_.world().note(TraceKind::kStored, node_.id(), node_.id());
    job->answer();
  }
}

}  // namespace parley::sim
