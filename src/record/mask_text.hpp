#pragma once

#include <string>
#include <string_view>

namespace parley::record {

// Filler for what people wrote to each other (`--record-text no`): as many bytes, in characters as long as
// those it stands for. White space stays, and so does what a chat shows as U+FFFD. Each puts the text into
// `scratch`, which is empty, and leaves filler as it is.

/// A datagram of a room: the writer's name stays, and the notices of who came and who left.
std::string_view fill_datagram(std::string_view datagram, std::string& scratch);

/// A line that the chat shows of such a datagram.
std::string_view fill_shown(std::string_view line, std::string& scratch);

/// A line typed into the chat: a `q`, which leaves it, stays.
std::string_view fill_typed(std::string_view line, std::string& scratch);

}  // namespace parley::record
