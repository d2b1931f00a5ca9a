#pragma once

#include <string>
#include <string_view>

#include "base/time.hpp"
#include "wire/verbs.hpp"

namespace parley::sim::check {

/// An answer as docs/protocol.md has it. The table behind it is independent of src/wire's, so that a mistake
/// there is noticed.
std::string answer_text(wire::Verb verb, wire::Status status, std::string_view details = {});

/// A wildcard in an expected answer: an address that is no longer known.
inline constexpr char kSomeAddress = '?';

/// Whether `answer` is the one that is due. kSomeAddress in `due` matches any IPv4 address.
bool is_due(std::string_view answer, std::string_view due);

/// `2.900000 s`
std::string in_seconds(Duration time);

/// The text, cut after 120 characters.
std::string shortened(const std::string& text);

}  // namespace parley::sim::check
