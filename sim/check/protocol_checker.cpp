#include "sim/check/protocol_checker.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "base/check.hpp"
#include "registry/sessions.hpp"
#include "sim/check/answer_text.hpp"
#include "sim/check/limits.hpp"
#include "sim/programs/programs.hpp"
#include "sim/world/world.hpp"
#include "wire/keep_alive.hpp"

namespace parley::sim::check {
namespace {

bool is_end(TraceKind kind) {
  return kind == TraceKind::kCrashed || kind == TraceKind::kVanished || kind == TraceKind::kPowerLost ||
         kind == TraceKind::kEnded;
}

}  // namespace

ProtocolChecker::ProtocolChecker(WatchedNodes& nodes, Findings& findings, CoverageMarks& marks,
                                 PresenceBound& bound)
    : nodes_(nodes),
      marks_(marks),
      bound_(bound),
      answered_("answered-once-in-order", findings),
      bounded_("answers-are-bounded", findings),
      right_("right-answer", findings),
      oracle_(model_, marks) {}

void ProtocolChecker::begin_turn(TraceKind kind) {
  ++model_.turn;
  turn_kind_ = kind;
  model_.now = nodes_.registry.clock().now();
  if (model_.registry == nullptr) {
    auto* program = dynamic_cast<RegistryProgram*>(nodes_.registry.program());
    if (program != nullptr && !program->stopping()) model_.registry = &program->registry();
  }
  model_.disk_failures = nodes_.registry.disk().hits();
  model_.disk_failing = nodes_.registry.disk().failing();
  if (kind == TraceKind::kWake) begin_round();
}

/// The registry serves some of those whose share was used up, in any turn of its alarm. Their requests begin
/// with the first answer, or when the turn is over.
void ProtocolChecker::begin_round() {
  for (std::size_t left = std::min(queue_.size(), kTurnsPerRound); left > 0; --left) {
    const auto next = connections_.find(queue_.front());
    queue_.pop_front();
    if (next == connections_.end()) continue;
    next->second.queued = false;
    next->second.share = {};
    active_.insert(next->first);
  }
}

void ProtocolChecker::on_event(const TraceEvent& event) {
  if (model_.registry == nullptr && !is_end(event.kind)) return;  // It is shutting down.
  switch (event.kind) {
    case TraceKind::kAccepted:
      connections_.try_emplace(event.channel, event.channel, event.from, model_.now);
      return;
    case TraceKind::kRecord:
      return on_record(event);
    case TraceKind::kDatagram:
      return on_datagram(event);
    case TraceKind::kClosed:
    case TraceKind::kBroken:
      return end(event.channel);
    case TraceKind::kCrashed:
    case TraceKind::kVanished:
    case TraceKind::kPowerLost:
    case TraceKind::kEnded:
      return on_registry_gone();
    default:
      return;
  }
}

void ProtocolChecker::on_delivered(const TraceEvent& event) {
  const auto connection = connections_.find(event.channel);
  if (connection != connections_.end()) connection->second.delivered(event.bytes.size());
}

void ProtocolChecker::on_client_closed(std::uint64_t channel) {
  const auto connection = connections_.find(channel);
  if (connection != connections_.end()) connection->second.note_client_closed();
}

void ProtocolChecker::on_registry_gone() {
  for (const auto& [channel, connection] : connections_) {
    if (connection.open && !connection.open->due) {
      marks_.reach(CoverageMark::kCrashedWithRequest);
      break;
    }
  }
  connections_.clear();
  active_.clear();
  queue_.clear();
  model_.online.clear();
  model_.registry = nullptr;
  model_.pending_hashes = 0;
  open_ = false;
}

/// The registry has loaded its rooms, and begins the requests that have arrived so far.
void ProtocolChecker::on_rooms_loaded() {
  open_ = true;
  model_.rooms.copy(model_.registry->rooms());
  model_.loaded_at = model_.now;
  for (auto& [channel, connection] : connections_) {
    begin_requests(connection);
    active_.insert(channel);
  }
}

void ProtocolChecker::on_record(const TraceEvent& event) {
  const auto found = connections_.find(event.channel);
  if (found == connections_.end()) return;
  ConnectionTracker& connection = found->second;
  if (connection.user) {
    if (ModelUser* online = model_.online.find(*connection.user)) model_.online.heard(*online, model_.now);
  }
  connection.on_request_bytes(event.bytes);
  if (connection.open && connection.has_waiting()) marks_.reach(CoverageMark::kPipelined);
  if (!connection.queued) connection.share = {};
  begin_requests(connection);
  active_.insert(event.channel);
}

/// A keep-alive counts as a sign of life if it comes from the session's address. A NAT or a move may have
/// changed the address: such a keep-alive may or may not count.
void ProtocolChecker::on_datagram(const TraceEvent& event) {
  if (!open_ || event.channel != model_.registry->udp_endpoint().port) return;
  const auto keep_alive = wire::decode_keep_alive(event.bytes);
  if (!keep_alive) return;
  ModelUser* online = model_.online.find(keep_alive->user);
  if (online == nullptr) return;
  const registry::Session* seen = model_.registry->sessions().find(keep_alive->user);
  if (seen == nullptr) return;
  const bool own = online->client == event.from;
  const bool plain = nodes_.world.node(event.from).has_address(seen->endpoint.address);
  if (own && plain) return model_.online.heard(*online, model_.now);
  const bool shared = !nodes_.world.node(online->client).has_address(seen->endpoint.address);
  if (own || plain || shared) model_.online.heard(*online, model_.now, false);
}

void ProtocolChecker::begin_requests(ConnectionTracker& connection) {
  while (open_ && !connection.open && !connection.closing && !connection.queued) {
    auto& share = connection.share;
    const bool spent = share.messages >= kMessagesPerTurn || share.answer_bytes >= kAnswerBytesPerTurn;
    if (spent && connection.has_unread_bytes()) {
      connection.queued = true;
      queue_.push_back(connection.channel());
      return;
    }
    if (auto message = connection.next_request()) {
      oracle_.begin(connection, *std::move(message));
      ++share.messages;
      continue;
    }
    if (!connection.overlong()) return;
    oracle_.refuse_length(connection);
  }
}

void ProtocolChecker::on_sent(const TraceEvent& event) {
  const auto found = connections_.find(event.channel);
  if (found == connections_.end()) return;
  ConnectionTracker& connection = found->second;
  if (event.kind == TraceKind::kClosed || event.kind == TraceKind::kBroken) {
    if (!open_ && connection.has_waiting()) on_rooms_loaded();  // One of the waiting requests ends it.
    if (!model_inexact_ && !connection.closing)
      bound_.ended_by_registry(model_, connection, turn_kind_, connections_.size());
    return end(event.channel);
  }
  if (event.kind != TraceKind::kRecord) return;
  active_.insert(event.channel);
  bounded_.require(connection.client_closed() || connection.under_way() <= kMaxUnreadBytes, [] {
    return std::string("the registry goes on keeping answers for a client that takes none");
  });
  const auto answers = connection.on_answer_bytes(event.bytes);
  if (connection.bad_hello()) answered_.fail("a connection did not get the right greeting");
  for (const std::string& answer : answers) take_answer(connection, answer);
}

void ProtocolChecker::take_answer(ConnectionTracker& connection, const std::string& answer) {
  if (model_inexact_) return;
  if (!open_) on_rooms_loaded();
  begin_requests(connection);
  answered_.count();
  if (!connection.open) return answered_.fail("\"" + shortened(answer) + "\" was sent without a request");
  if (connection.open->turn == model_.turn) {
    connection.share.answer_bytes += answer.size() + (connection.uses_lines() ? 1 : 0);
  } else {
    connection.share = {};  // It waited for the store or the hasher.
  }
  const bool last = std::exchange(connection.last_answer, false);
  right_.count();
  if (const auto wrong = oracle_.check_answer(connection, answer)) right_.fail(*wrong);
  connection.closing = connection.closing || last;
  begin_requests(connection);
}

void ProtocolChecker::end(std::uint64_t channel) {
  const auto found = connections_.find(channel);
  if (found == connections_.end()) return;
  if (found->second.open && !found->second.open->due) marks_.reach(CoverageMark::kEndedWithRequest);
  mark_waiting_login(found->second);
  oracle_.end(found->second, turn_kind_);
  connections_.erase(found);
  active_.erase(channel);
}

/// Marks the case that a login is waiting while another session of the same user ends.
void ProtocolChecker::mark_waiting_login(const ConnectionTracker& ended) {
  if (!ended.user) return;
  for (const auto& [channel, connection] : connections_) {
    if (!connection.open || !connection.open->request) continue;
    const auto* login = std::get_if<wire::Login>(&*connection.open->request);
    if (login != nullptr && login->user == *ended.user) return marks_.reach(CoverageMark::kLoginAtTimeout);
  }
}

void ProtocolChecker::after_turn() {
  if (model_.registry == nullptr) return;
  if (!open_ && readiness() != nullptr && !refused_to_start()) on_rooms_loaded();
  for (const std::uint64_t channel : std::exchange(active_, {})) {
    const auto found = connections_.find(channel);
    if (found != connections_.end()) check_turn(found->second);
  }
  if (open_ && !model_inexact_) check_lateness();
  if (!open_ || model_inexact_ || model_.rooms.touched().empty()) return;
  for (const RoomName& name : model_.rooms.touched()) note_port(name);
}

/// The outcome of the registry's start, once known.
const std::optional<Result<void>>* ProtocolChecker::readiness() const {
  const auto* program = dynamic_cast<const RegistryProgram*>(nodes_.registry.program());
  return program != nullptr && program->ready() ? &program->ready() : nullptr;
}

bool ProtocolChecker::refused_to_start() const {
  const auto* ready = readiness();
  return ready != nullptr && !(*ready)->has_value();
}

/// Requests that need no waiting must have been answered by the end of the turn.
void ProtocolChecker::check_turn(ConnectionTracker& connection) {
  for (const std::string& answer : connection.end_of_turn()) take_answer(connection, answer);
  if (model_inexact_) return;
  begin_requests(connection);
  const bool owed = (connection.open && connection.open->due) || connection.closing;
  if (!owed) return;
  if (connection.under_way() > kHoldBackBytes) {
    model_inexact_ = true;
  } else if (connection.closing) {
    answered_.fail("a connection that should have been closed is still open");
  } else {
    answered_.fail("\"" + shortened(connection.open->text) +
                   "\" was not answered at once; the right answer is \"" + *connection.open->due + "\"");
  }
}

void ProtocolChecker::note_port(const RoomName& name) {
  ModelRoom* known = model_.rooms.find(name);
  const registry::Room* room = model_.registry->rooms().find(name);
  if (known == nullptr || room == nullptr || known->port != 0) return;
  known->port = room->port;
  const ModelUser* maker = model_.online.find(known->host());
  if (maker != nullptr && maker->port != room->port) marks_.reach(CoverageMark::kPortTaken);
}

void ProtocolChecker::check_lateness() {
  if (model_.now < next_look_) return;
  next_look_ = model_.now + Duration(1s);
  const auto under_way = static_cast<Duration::rep>(connections_.size());
  const Duration bound =
      kAnswerBound + under_way * (kAnswerBoundEach + 4 * nodes_.registry.disk().commit_time());
  for (const auto& [channel, connection] : connections_) {
    if (!connection.open) continue;
    answered_.count();
    if (model_.now - std::max(connection.open->since, model_.running_since) <= bound) continue;
    answered_.fail("\"" + shortened(connection.open->text) + "\" is still unanswered after " +
                   in_seconds(model_.now - connection.open->since));
  }
}

bool ProtocolChecker::nothing_open() const {
  for (const auto& [channel, connection] : connections_) {
    if (connection.open || connection.has_waiting()) return false;
  }
  return true;
}

const ConnectionTracker* ProtocolChecker::connection(std::uint64_t channel) const {
  const auto found = connections_.find(channel);
  return found == connections_.end() ? nullptr : &found->second;
}

}  // namespace parley::sim::check
