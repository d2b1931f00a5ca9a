#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace parley::sim {

/// What a Payload is to the stream that carries it.
enum class SegmentKind : std::uint8_t {
  kRecord,
  kAccept,  ///< The end of the client's handshake, in front of its first record.
  kClose,   ///< The good-bye behind the last record.
  kBreak,   ///< The connection is torn.
};

/// Bytes on their way. The bytes follow the header in the same block.
struct Payload {
  Payload* next = nullptr;  ///< In a PayloadQueue, or among the pool's free blocks.
  std::uint32_t size = 0;
  std::uint16_t references = 0;
  std::uint8_t size_class = 0;
  SegmentKind segment = SegmentKind::kRecord;
  Instant sent{};  ///< When it left its sender.

  std::string_view bytes() const { return {reinterpret_cast<const char*>(this + 1), size}; }
};

/// Blocks for payloads, by powers of two, kept for reuse: a send costs no malloc. Memory goes back when
/// the pool ends, whoever still holds a payload.
class PayloadPool {
 public:
  PayloadPool() = default;
  PayloadPool(const PayloadPool&) = delete;
  PayloadPool& operator=(const PayloadPool&) = delete;

  /// A copy of `bytes` with one reference.
  Payload* take(std::string_view bytes, SegmentKind segment = SegmentKind::kRecord);
  static Payload* share(Payload* payload) { return ++payload->references, payload; }
  void release(Payload* payload);

  std::size_t live() const { return live_; }

 private:
  static constexpr std::size_t kSmallest = 64;   ///< Header included.
  static constexpr std::size_t kClasses = 12;    ///< 64 bytes to 128 KiB.
  static constexpr std::size_t kChunk = 32'768;  ///< What is asked of the system at once.

  void grow(std::size_t size_class);

  std::array<Payload*, kClasses> free_{};
  std::vector<std::unique_ptr<std::byte[]>> chunks_;
  std::size_t live_ = 0;
};

/// First in, first out, linked through the payloads themselves: 24 bytes while it is empty.
class PayloadQueue {
 public:
  bool empty() const { return head_ == nullptr; }
  std::uint32_t count() const { return count_; }
  Payload* front() const { return head_; }
  void push(Payload* payload);
  void push_front(Payload* payload);
  Payload* pop();
  void clear(PayloadPool& pool);

 private:
  Payload* head_ = nullptr;
  Payload* tail_ = nullptr;
  std::uint32_t count_ = 0;
};

}  // namespace parley::sim
