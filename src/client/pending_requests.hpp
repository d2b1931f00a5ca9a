#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "base/time.hpp"
#include "wire/answer.hpp"
#include "wire/request.hpp"

namespace parley::client {

/// The registry's answer, or why it did not come, in words for a person.
using Reply = Result<wire::Answer>;
using OnReply = std::function<void(const Reply&)>;

/// What becomes of a request that was under way when the connection broke.
enum class IfLost : std::uint8_t {
  kFail,    ///< It may have been carried out: the person is told.
  kRepeat,  ///< It only asks: it is sent again, once.
};

/// Whose request it is. Upkeep (logging in anew, coming back to the room) goes before the person's.
enum class RequestPriority : std::uint8_t { kInternal, kUser };

struct PendingRequest {
  std::string message;
  wire::Verb answer;    ///< The verb that answers it.
  Duration time_limit;  ///< For its answer.
  IfLost if_lost;
  OnReply on_reply;
  bool sent = false;
};

PendingRequest make_pending(const wire::Request& request, IfLost if_lost, OnReply on_reply);

/// The requests that wait for their answers: one of each priority, of which one at a time is under way, as
/// v1 has it. Holds no memory while empty.
class PendingRequests {
 public:
  /// The priority is free.
  void put(RequestPriority priority, PendingRequest request);
  bool has(RequestPriority priority) const { return slot(priority) != nullptr; }

  /// The next request to send, which is then under way; nullptr while one is, or where none waits.
  const PendingRequest* start_next(bool internal_only);

  /// The request under way, if any.
  const PendingRequest* sent() const;
  std::unique_ptr<PendingRequest> take_sent();

  /// After a broken connection: the request that was under way, unless it is to be sent again.
  std::unique_ptr<PendingRequest> take_interrupted();

  std::unique_ptr<PendingRequest> take(RequestPriority priority) { return std::move(slot(priority)); }
  void clear() { slots_ = {}; }

 private:
  using Slot = std::unique_ptr<PendingRequest>;
  Slot& slot(RequestPriority priority) { return slots_[static_cast<std::size_t>(priority)]; }
  const Slot& slot(RequestPriority priority) const { return slots_[static_cast<std::size_t>(priority)]; }

  std::array<Slot, 2> slots_;
};

}  // namespace parley::client
