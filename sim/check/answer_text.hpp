#pragma once

#include <string>
#include <string_view>

#include "wire/verbs.hpp"

namespace parley::sim::check {

/// An answer as docs/protocol.md writes it, from a table of its own: a wrong word in src/wire is not
/// repeated here.
std::string answer_text(wire::Verb verb, wire::Status status, std::string_view details = {});

/// Stands in an answer's text for an address that cannot be told any more.
inline constexpr char kSomeAddress = '?';

/// Whether `answer` is the one that is due, in which kSomeAddress stands for any IPv4 address.
bool is_due(std::string_view answer, std::string_view due);

}  // namespace parley::sim::check
