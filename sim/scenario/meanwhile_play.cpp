#include "sim/scenario/meanwhile_play.hpp"

#include "sim/scenario/limits.hpp"

namespace parley::sim::scenario {

MeanwhilePlay::MeanwhilePlay(Stage& stage, FaultPlay& faults, const Meanwhile& block, Bustle& bustle,
                             Announce announce)
    : stage_(stage),
      faults_(faults),
      bustle_(bustle),
      announce_(std::move(announce)),
      as_recorded_(block.as_recorded),
      lines_left_(block.steps.size()) {
  for (const TimedStep& each : block.steps) {
    stage.world().after(each.at, [this, &step = each.step] {
      --lines_left_;
      begin(step);
    });
  }
  stage.world().add_listener(this);
}

MeanwhilePlay::~MeanwhilePlay() { stage_.world().remove_listener(this); }

/// The registry's node comes first, then the people's.
void MeanwhilePlay::on_event(const TraceEvent& event) {
  for (const NodeId node : {event.node, event.from}) {
    const std::size_t number = sim::number(node);
    if (number >= 1 && number <= stage_.scenario().people.size()) touched_.insert(PersonId{number - 1});
  }
}

bool MeanwhilePlay::over() {
  const Instant now = stage_.world().now();
  for (; !alarms_.empty() && alarms_.begin()->first <= now; alarms_.erase(alarms_.begin())) {
    touched_.insert(alarms_.begin()->second);
  }
  for (const PersonId id : std::exchange(touched_, {})) advance(id);
  advance_clients();
  return lines_left_ == 0 && busy_.empty() && calling_.empty();
}

void MeanwhilePlay::advance(PersonId id) {
  const auto found = actors_.find(id);
  if (found == actors_.end()) return;
  Actor& actor = found->second;
  actor.advance();
  bool busy = false;
  const auto [first, last] = idlers_.equal_range(id);
  for (auto it = first; it != last; ++it) {
    it->second.advance();
    busy = busy || !it->second.over();
    wake_at(it->second.wants(), id);
  }
  wake_at(actor.wants(), id);
  if (busy || !actor.idle()) {
    busy_.insert(id);
  } else {
    busy_.erase(id);
  }
}

/// Sees to it that something happens then.
void MeanwhilePlay::wake_at(std::optional<Instant> when, PersonId person) {
  if (when && alarms_.emplace(*when, person).second) stage_.world().at(*when, [] {});
}

void MeanwhilePlay::advance_clients() {
  while (!calling_.empty()) {
    ClientPlay& client = stage_.client(calling_.front().id);
    const bool connected = client.connected();
    const bool failed = client.complaint() || stage_.world().now() >= calling_.front().deadline;
    if (!connected && !failed) return;
    ++(connected && !client.complaint() ? bustle_.done : bustle_.given_up);
    client.abandon();
    calling_.pop_front();
  }
}

Actor& MeanwhilePlay::actor(PersonId id) {
  touched_.insert(id);
  return actors_.try_emplace(id, stage_, id, bustle_).first->second;
}

void MeanwhilePlay::begin(const Step& step) {
  announce_(step);
  if (const auto* people = std::get_if<PersonStep>(&step.body)) {
    const Manner manner =
        as_recorded_ ? people->tries ? Manner::kOnce : Manner::kAsRecorded : Manner::kThoughtful;
    for (const PersonId id : people->who) actor(id).add(people->action, manner);
  } else if (const auto* clients = std::get_if<ClientStep>(&step.body)) {
    begin(*clients);
  } else if (const auto* datagram = std::get_if<SendDatagram>(&step.body)) {
    ++(stage_.send(*datagram) ? bustle_.skipped : bustle_.done);
  } else if (const auto* load = std::get_if<Workload>(&step.body)) {
    begin(*load);
  } else if (const auto* fault = std::get_if<Fault>(&step.body)) {
    ++(faults_.strike(*fault, step.line, false) ? bustle_.done : bustle_.skipped);
  }
}

void MeanwhilePlay::begin(const ClientStep& step) {
  for (const ClientId id : step.who) {
    ClientPlay& client = stage_.client(id);
    const bool connects = std::holds_alternative<Connect>(step.action);
    if (!connects && client.connection() == nullptr) {
      ++bustle_.skipped;
      continue;
    }
    client.perform(step.action);
    if (!connects) {
      ++bustle_.done;
      continue;
    }
    const Instant deadline = stage_.world().now() + limits::kStepDeadline;
    stage_.world().at(deadline, [] {});
    calling_.push_back({id, deadline});
  }
}

void MeanwhilePlay::begin(const Workload& load) {
  ++workloads_;
  for (const PersonId id : load.who) {
    Actor& who = actor(id);
    idlers_.emplace(id, Idler(stage_, faults_, who, load, workloads_));
  }
}

}  // namespace parley::sim::scenario
