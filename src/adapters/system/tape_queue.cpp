#include "adapters/system/tape_queue.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>

namespace parley::adapters {
namespace {

constexpr std::uint64_t kUnwatched = ~std::uint64_t{0};

std::int64_t now_ms() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

}  // namespace

TapeQueue::TapeQueue(FileDescriptor wake, const tape::TapeLimits& limits, std::size_t most_bytes)
    : wake_(std::move(wake)),
      block_age_(limits.block_age),
      most_bytes_(most_bytes),
      builder_(limits.block_bytes),
      watched_(kUnwatched) {}

void TapeQueue::wake() const {
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(wake_.number(), &one, sizeof one);
}

void TapeQueue::add(const tape::Entry& entry) {
  const std::scoped_lock lock(mutex_);
  if (aborted_.load(std::memory_order_relaxed)) return;
  if (closed_.load(std::memory_order_relaxed)) {
    ++lost_;
    return;
  }
  const bool begins_block = builder_.is_empty();
  if (!builder_.add(entry)) {
    seal();
    ++lost_;
    end_ = End{tape::TapeEndCause::kGap, std::string(tape::kNotRecordable)};
    closed_.store(true, std::memory_order_release);
    wake();
  } else if (builder_.is_full()) {
    seal();
    wake();
  } else if (begins_block) {
    wake();
  }
}

void TapeQueue::seal() {
  if (builder_.is_empty() || closed_.load(std::memory_order_relaxed)) return;
  tape::RawBlock block = builder_.take();
  ++sealed_;
  if (bytes_ + block.bytes.size() > most_bytes_) {
    lost_ += block.entries;
    end_ = End{tape::TapeEndCause::kGap, "the disk is too slow"};
    closed_.store(true, std::memory_order_release);
    return;
  }
  bytes_ += block.bytes.size();
  blocks_.push_back(std::move(block));
}

void TapeQueue::finish(tape::TapeEndCause cause, std::string_view words) {
  const std::scoped_lock lock(mutex_);
  seal();
  if (!end_) end_ = End{cause, std::string(words)};
  closed_.store(true, std::memory_order_release);
  wake();
}

void TapeQueue::abandon() {
  const std::scoped_lock lock(mutex_);
  abandoned_ = true;
  closed_.store(true, std::memory_order_release);
  wake();
}

void TapeQueue::close() {
  const std::scoped_lock lock(mutex_);
  closed_.store(true, std::memory_order_release);
  for (const auto& block : blocks_) lost_ += block.entries;
  lost_ += builder_.view().entries;
  blocks_.clear();
  bytes_ = 0;
}

std::uint64_t TapeQueue::lost() const {
  const std::scoped_lock lock(mutex_);
  return lost_;
}

void TapeQueue::abort() {
  aborted_.store(true, std::memory_order_release);
  wake();
}

int TapeQueue::rest_of_age() {
  if (builder_.is_empty()) return -1;
  if (watched_ != sealed_) {
    watched_ = sealed_;
    deadline_ = now_ms() + std::chrono::duration_cast<std::chrono::milliseconds>(block_age_).count();
  }
  return static_cast<int>(std::max<std::int64_t>(0, deadline_ - now_ms()));
}

std::optional<TapeQueue::Work> TapeQueue::take() {
  if (!blocks_.empty()) {
    Work work{std::move(blocks_.front()), {}};
    blocks_.pop_front();
    bytes_ -= work.block->bytes.size();
    return work;
  }
  if (aborted_.load(std::memory_order_acquire)) {
    drained_.store(true, std::memory_order_release);
    return Work{};
  }
  if (abandoned_) return Work{};
  if (end_) return Work{{}, end_};
  return std::nullopt;
}

TapeQueue::Work TapeQueue::wait() {
  for (;;) {
    int timeout = 0;
    {
      const std::scoped_lock lock(mutex_);
      if (!aborted_.load(std::memory_order_acquire) && rest_of_age() == 0) seal();
      if (auto work = take()) return std::move(*work);
      timeout = rest_of_age();
    }
    pollfd poll{wake_.number(), POLLIN, 0};
    std::uint64_t count = 0;
    if (::poll(&poll, 1, timeout) > 0) {
      [[maybe_unused]] const ssize_t read = ::read(wake_.number(), &count, sizeof count);
    }
  }
}

}  // namespace parley::adapters
