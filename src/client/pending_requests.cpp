#include "client/pending_requests.hpp"

#include <utility>
#include <variant>

#include "base/check.hpp"
#include "base/limits.hpp"

namespace parley::client {
namespace {

struct AnswerVerb {
  wire::Verb operator()(const wire::Hello&) const { return wire::Verb::kHello; }
  wire::Verb operator()(const wire::Register&) const { return wire::Verb::kRegister; }
  wire::Verb operator()(const wire::Login&) const { return wire::Verb::kAuth; }
  wire::Verb operator()(const wire::Logout&) const { return wire::Verb::kLogout; }
  wire::Verb operator()(const wire::SearchUser&) const { return wire::Verb::kSearchUser; }
  wire::Verb operator()(const wire::DiscoverPeers&) const { return wire::Verb::kPeerList; }
  wire::Verb operator()(const wire::CreateRoom&) const { return wire::Verb::kCreation; }
  wire::Verb operator()(const wire::JoinRoom&) const { return wire::Verb::kJoin; }
  wire::Verb operator()(const wire::ExitRoom&) const { return wire::Verb::kRoomExit; }
  wire::Verb operator()(const wire::ShowRoomList&) const { return wire::Verb::kRoomsList; }
  wire::Verb operator()(const wire::DiscoverRoomPeers&) const { return wire::Verb::kRoomPeerList; }
};

Duration time_limit_of(wire::Verb answer) {
  const bool hashed = answer == wire::Verb::kRegister || answer == wire::Verb::kAuth;
  return hashed ? limits::kHashedAnswerTimeout : limits::kAnswerTimeout;
}

}  // namespace

PendingRequest make_pending(const wire::Request& request, IfLost if_lost, OnReply on_reply) {
  const auto answer = std::visit(AnswerVerb{}, request);
  return {wire::encode(request), answer, time_limit_of(answer), if_lost, std::move(on_reply)};
}

void PendingRequests::put(RequestPriority priority, PendingRequest request) {
  PARLEY_CHECK(!has(priority));
  slot(priority) = std::make_unique<PendingRequest>(std::move(request));
}

const PendingRequest* PendingRequests::start_next(bool internal_only) {
  if (sent() != nullptr) return nullptr;
  auto& next = has(RequestPriority::kInternal) || internal_only ? slot(RequestPriority::kInternal)
                                                                : slot(RequestPriority::kUser);
  if (next) next->sent = true;
  return next.get();
}

const PendingRequest* PendingRequests::sent() const {
  for (const auto& waiting : slots_) {
    if (waiting && waiting->sent) return waiting.get();
  }
  return nullptr;
}

std::unique_ptr<PendingRequest> PendingRequests::take_sent() {
  for (auto& waiting : slots_) {
    if (waiting && waiting->sent) return std::move(waiting);
  }
  return nullptr;
}

std::unique_ptr<PendingRequest> PendingRequests::take_interrupted() {
  auto broken = take_sent();
  if (!broken || broken->if_lost == IfLost::kFail) return broken;
  broken->sent = false;
  broken->if_lost = IfLost::kFail;
  slot(RequestPriority::kUser) = std::move(broken);
  return nullptr;
}

}  // namespace parley::client
