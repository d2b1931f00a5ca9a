#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "ports/store.hpp"

namespace parley::record {

/// A room as kSaveRoom and kLoadedRoom have it: `NAME NUMBER PORT VERSION TERM MEMBER,MEMBER`, with nothing
/// behind the last blank where nobody is in it.
std::string room_words(const StoredRoom& room);

/// Reads them back. Error kMalformed for any other text.
Result<StoredRoom> parse_room_words(std::string_view text);

}  // namespace parley::record
