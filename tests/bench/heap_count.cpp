#include "tests/bench/heap_count.hpp"

#include <malloc.h>

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

constexpr std::int64_t kHeaderBytes = 8;  // What glibc keeps beside a block's usable bytes.

// Benchmarks run on one thread: plain loads and stores are enough, and cost next to nothing.
std::atomic<std::int64_t> bytes_in_use{0};
std::atomic<std::int64_t> blocks_taken{0};

void add(std::atomic<std::int64_t>& counter, std::int64_t amount) {
  counter.store(counter.load(std::memory_order_relaxed) + amount, std::memory_order_relaxed);
}

std::int64_t size_of(void* block) {
  return static_cast<std::int64_t>(malloc_usable_size(block)) + kHeaderBytes;
}

void* counted(void* block) {
  if (block == nullptr) throw std::bad_alloc();
  add(bytes_in_use, size_of(block));
  add(blocks_taken, 1);
  return block;
}

void discard(void* block) noexcept {
  if (block == nullptr) return;
  add(bytes_in_use, -size_of(block));
  std::free(block);
}

}  // namespace

// All other forms of new and delete come down to these.
void* operator new(std::size_t size) { return counted(std::malloc(size)); }
void operator delete(void* block) noexcept { discard(block); }
void operator delete(void* block, std::size_t /*size*/) noexcept { discard(block); }

namespace parley::bench {

std::int64_t heap_bytes() { return bytes_in_use.load(std::memory_order_relaxed); }
std::int64_t heap_blocks() { return blocks_taken.load(std::memory_order_relaxed); }

}  // namespace parley::bench
