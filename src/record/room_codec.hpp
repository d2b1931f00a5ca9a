#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "ports/store.hpp"

namespace parley::record {

/// A room as kCommitRoom and kLoadedRoom have it: `NAME NUMBER PORT VERSION TERM MEMBER,MEMBER`, with nothing
/// behind the last blank where nobody is in it.
std::string encode_room(const StoredRoom& room);

/// Reads them back. Error kMalformed for any other text.
Result<StoredRoom> decode_room(std::string_view text);

}  // namespace parley::record
