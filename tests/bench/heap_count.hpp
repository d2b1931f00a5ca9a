#pragma once

#include <cstdint>

namespace parley::bench {

/// Bytes of heap in use by this program, the allocator's own header of each block included.
std::int64_t heap_bytes();

/// Blocks ever taken from the heap.
std::int64_t heap_blocks();

}  // namespace parley::bench
