#pragma once

#include <optional>
#include <utility>

#include "wire/answer.hpp"

namespace parley::registry {

/// What a request gets at once; nothing where the answer comes later, or never.
using Reply = std::optional<wire::Answer>;

inline Reply reply(wire::Verb verb, wire::Status status, std::string details = {}) {
  return wire::Answer{verb, status, std::move(details)};
}

}  // namespace parley::registry
