#pragma once

#include <cstdint>
#include <string>

#include "tape/entry.hpp"

namespace parley::sim::merge {

/// A number that what was sent and what was received of it have in common. A stand-in for a secret need
/// not be the same on two tapes: of what holds one, only what stands before it and the length count.
std::uint64_t fingerprint_of_piece(const tape::Entry& entry);

/// Of a datagram to or from a room's port. Where not every tape keeps what people wrote, that counts by
/// its length alone.
std::uint64_t fingerprint_of_line(const tape::Entry& entry, std::uint16_t port, bool texts_kept);

/// Of a keep-alive: whose it is. Ways between may change its ports.
std::uint64_t fingerprint_of_keep_alive(const tape::Entry& entry);

bool is_keep_alive(const tape::Entry& entry);

/// Who wrote a line of a room, or came, or went; empty where that cannot be told.
std::string writer_of(std::string_view datagram);

}  // namespace parley::sim::merge
