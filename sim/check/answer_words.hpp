#pragma once

#include <string>
#include <string_view>

#include "wire/status.hpp"

namespace parley::sim::check {

/// An answer as docs/protocol.md writes it, from a table of its own: a wrong word in src/wire is not
/// repeated here.
std::string answer_text(wire::Verb verb, wire::Status status, std::string_view details = {});

}  // namespace parley::sim::check
