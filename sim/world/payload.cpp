#include "sim/world/payload.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <new>

#include "base/check.hpp"

namespace parley::sim {

Payload* PayloadPool::take(std::string_view bytes, SegmentKind segment) {
  const std::size_t blocks = (sizeof(Payload) + bytes.size() + kSmallest - 1) / kSmallest;
  const auto size_class = static_cast<std::size_t>(std::bit_width(blocks - 1));
  PARLEY_CHECK(size_class < kClasses);
  if (free_[size_class] == nullptr) grow(size_class);
  Payload* payload = free_[size_class];
  free_[size_class] = payload->next;
  payload->next = nullptr;
  payload->size = static_cast<std::uint32_t>(bytes.size());
  payload->references = 1;
  payload->segment = segment;
  if (!bytes.empty()) std::memcpy(payload + 1, bytes.data(), bytes.size());
  ++live_;
  return payload;
}

void PayloadPool::release(Payload* payload) {
  if (--payload->references > 0) return;
  payload->next = free_[payload->size_class];
  free_[payload->size_class] = payload;
  --live_;
}

void PayloadPool::grow(std::size_t size_class) {
  const std::size_t block = kSmallest << size_class;
  const std::size_t count = std::max<std::size_t>(1, kChunk / block);
  chunks_.push_back(std::make_unique_for_overwrite<std::byte[]>(block * count));
  std::byte* at = chunks_.back().get();
  for (std::size_t i = 0; i < count; ++i, at += block) {
    auto* payload = new (at) Payload{};
    payload->size_class = static_cast<std::uint8_t>(size_class);
    payload->next = free_[size_class];
    free_[size_class] = payload;
  }
}

void PayloadQueue::push(Payload* payload) {
  payload->next = nullptr;
  (head_ == nullptr ? head_ : tail_->next) = payload;
  tail_ = payload;
  ++count_;
}

void PayloadQueue::push_front(Payload* payload) {
  payload->next = head_;
  if (head_ == nullptr) tail_ = payload;
  head_ = payload;
  ++count_;
}

Payload* PayloadQueue::pop() {
  Payload* payload = head_;
  head_ = payload->next;
  --count_;
  return payload;
}

void PayloadQueue::clear(PayloadPool& pool) {
  while (!empty()) pool.release(pop());
}

}  // namespace parley::sim
