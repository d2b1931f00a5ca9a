#include "sim/play/meanwhile_runner.hpp"

#include "sim/language/limits.hpp"

namespace parley::sim::scenario {

MeanwhileRunner::MeanwhileRunner(SimCluster& cluster, FaultInjector& faults, const Meanwhile& block,
                                 MeanwhileStats& meanwhile_stats, Announce announce)
    : cluster_(cluster),
      faults_(faults),
      meanwhile_stats_(meanwhile_stats),
      announce_(std::move(announce)),
      as_recorded_(block.as_recorded),
      lines_left_(block.steps.size()) {
  for (const TimedStep& each : block.steps) {
    cluster.world().after(each.at, [this, &step = each.step] {
      --lines_left_;
      begin(step);
    });
  }
  cluster.world().add_listener(this);
}

MeanwhileRunner::~MeanwhileRunner() { cluster_.world().remove_listener(this); }

/// The registry's node comes first, then the people's.
void MeanwhileRunner::on_event(const TraceEvent& event) {
  for (const NodeId node : {event.node, event.from}) {
    const std::size_t number = sim::number(node);
    if (number >= 1 && number <= cluster_.scenario().people.size()) touched_.insert(PersonId{number - 1});
  }
}

bool MeanwhileRunner::over() {
  const Instant now = cluster_.world().now();
  for (; !alarms_.empty() && alarms_.begin()->first <= now; alarms_.erase(alarms_.begin())) {
    touched_.insert(alarms_.begin()->second);
  }
  for (const PersonId id : std::exchange(touched_, {})) advance(id);
  advance_clients();
  return lines_left_ == 0 && busy_.empty() && connecting_.empty();
}

void MeanwhileRunner::advance(PersonId id) {
  const auto found = queues_.find(id);
  if (found == queues_.end()) return;
  ActionQueue& queue = found->second;
  queue.advance();
  bool busy = false;
  const auto [first, last] = drivers_.equal_range(id);
  for (auto it = first; it != last; ++it) {
    it->second.advance();
    busy = busy || !it->second.over();
    wake_at(it->second.next_wakeup(), id);
  }
  wake_at(queue.next_wakeup(), id);
  if (busy || !queue.idle()) {
    busy_.insert(id);
  } else {
    busy_.erase(id);
  }
}

/// Sees to it that something happens then.
void MeanwhileRunner::wake_at(std::optional<Instant> when, PersonId person) {
  if (when && alarms_.emplace(*when, person).second) cluster_.world().at(*when, [] {});
}

void MeanwhileRunner::advance_clients() {
  while (!connecting_.empty()) {
    SimClient& client = cluster_.client(connecting_.front().id);
    const bool connected = client.connected();
    const bool failed = client.error() || cluster_.world().now() >= connecting_.front().deadline;
    if (!connected && !failed) return;
    ++(connected && !client.error() ? meanwhile_stats_.done : meanwhile_stats_.timed_out);
    client.abandon();
    connecting_.pop_front();
  }
}

ActionQueue& MeanwhileRunner::queue(PersonId id) {
  touched_.insert(id);
  return queues_.try_emplace(id, cluster_, id, meanwhile_stats_).first->second;
}

void MeanwhileRunner::begin(const Step& step) {
  announce_(step);
  if (const auto* people = std::get_if<PersonStep>(&step.body)) {
    const Pacing pacing =
        as_recorded_ ? people->tries ? Pacing::kOnce : Pacing::kAsRecorded : Pacing::kThinkFirst;
    for (const PersonId id : people->who) queue(id).add(people->action, pacing);
  } else if (const auto* clients = std::get_if<ClientStep>(&step.body)) {
    begin(*clients);
  } else if (const auto* datagram = std::get_if<SendDatagram>(&step.body)) {
    ++(cluster_.send(*datagram) ? meanwhile_stats_.skipped : meanwhile_stats_.done);
  } else if (const auto* load = std::get_if<Workload>(&step.body)) {
    begin(*load);
  } else if (const auto* fault = std::get_if<Fault>(&step.body)) {
    ++(faults_.inject(*fault, step.line, false) ? meanwhile_stats_.done : meanwhile_stats_.skipped);
  }
}

void MeanwhileRunner::begin(const ClientStep& step) {
  for (const ClientId id : step.who) {
    SimClient& client = cluster_.client(id);
    const bool connects = std::holds_alternative<Connect>(step.action);
    if (!connects && client.connection() == nullptr) {
      ++meanwhile_stats_.skipped;
      continue;
    }
    client.perform(step.action);
    if (!connects) {
      ++meanwhile_stats_.done;
      continue;
    }
    const Instant deadline = cluster_.world().now() + limits::kStepDeadline;
    cluster_.world().at(deadline, [] {});
    connecting_.push_back({id, deadline});
  }
}

void MeanwhileRunner::begin(const Workload& load) {
  ++workloads_;
  for (const PersonId id : load.who) {
    ActionQueue& who = queue(id);
    drivers_.emplace(id, WorkloadDriver(cluster_, faults_, who, load, workloads_));
  }
}

}  // namespace parley::sim::scenario
