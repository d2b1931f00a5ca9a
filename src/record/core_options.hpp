#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "client/options.hpp"
#include "registry/registry.hpp"
#include "tape/tape_header.hpp"

namespace parley::record {

/// What a core is made with. Each of its options has a row in core_options.cpp, the limits of a registry in
/// registry/limits.cpp; nothing else knows how it stands on a tape.
using CoreOptions = std::variant<registry::RegistryOptions, client::PeerOptions>;

/// The header, saying which core it is and what it was made with.
tape::TapeHeader with_options(tape::TapeHeader header, const CoreOptions& options);

/// Reads them back. An option that the tape does not have is as in a core made with none; one whose tag is
/// unknown is skipped. Error kMalformed where a value is not in its form or no core can be made with it.
Result<CoreOptions> options_of(const tape::TapeHeader& header);

/// The tags that options_of() skips: this version is older than the tape, and may do something else.
std::vector<std::uint64_t> unknown_options(const tape::TapeHeader& header);

}  // namespace parley::record
