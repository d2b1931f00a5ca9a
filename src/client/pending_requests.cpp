#include "client/pending_requests.hpp"

#include <utility>

#include "base/check.hpp"
#include "base/limits.hpp"

namespace parley::client {
PendingRequest make_pending(const wire::Request& request, IfLost if_lost, OnReply on_reply) {
  const auto& verb = wire::verb_of(request);
  const auto limit = verb.waits_for_hash ? limits::kHashedAnswerTimeout : limits::kAnswerTimeout;
  return {wire::encode(request), verb.answer, limit, if_lost, std::move(on_reply)};
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
