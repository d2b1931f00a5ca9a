#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "record/tape_header.hpp"

namespace parley::record {

/// The header's fields as they stand on a tape. Error kMalformed where a name in it is too long for one.
Result<std::string> encode_header(const TapeHeader& header);

/// Error kMalformed where encode_header() cannot have written it.
Result<TapeHeader> decode_header(std::string_view bytes);

}  // namespace parley::record
