#include "client/refusals.hpp"

namespace parley::client {

std::string_view refusal(wire::Status status) {
  switch (status) {
    case wire::Status::kMalformed:
      return "The registry did not understand this request.";
    case wire::Status::kNotLoggedIn:
      return "The registry says that you are not logged in. Please log in again.";
    case wire::Status::kNotYours:
      return "The registry does not allow this in another person's name.";
    case wire::Status::kConflict:
      return "The registry refuses this for now: you may still be in another chat room.";
    case wire::Status::kSlowDown:
      return "Too many requests at once. Please wait a moment and try again.";
    case wire::Status::kStoreFailed:
      return "The registry could not store this. Please try again later.";
    case wire::Status::kShuttingDown:
      return "The registry is shutting down. Please try again later.";
    case wire::Status::kAlready:
      return "The registry says that this is so already.";
    case wire::Status::kNotFound:
      return "The registry knows of no such thing.";
    case wire::Status::kSuccess:
      break;
  }
  return "The registry gave an answer that makes no sense here.";
}

}  // namespace parley::client
