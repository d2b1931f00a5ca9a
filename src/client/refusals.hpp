#pragma once

#include <string_view>

#include "wire/verbs.hpp"

namespace parley::client {

/// What a person reads of a status that the question has no words of its own for.
std::string_view refusal(wire::Status status);

}  // namespace parley::client
