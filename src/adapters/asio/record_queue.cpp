#include "adapters/asio/record_queue.hpp"

#include "base/check.hpp"

namespace parley::adapters {
namespace {

constexpr std::size_t kLengthBytes = 2;
constexpr std::size_t kWorthCompacting = std::size_t{64} * 1024;

}  // namespace

void RecordQueue::push(std::string_view record) {
  PARLEY_CHECK(!record.empty() && record.size() <= 65'536);
  const std::size_t stored = record.size() - 1;
  bytes_ += static_cast<char>(stored >> 8);
  bytes_ += static_cast<char>(stored & 0xff);
  bytes_ += record;
  payload_bytes_ += record.size();
}

std::string_view RecordQueue::front() const {
  PARLEY_CHECK(!empty());
  const std::size_t high = static_cast<unsigned char>(bytes_[head_]);
  const std::size_t low = static_cast<unsigned char>(bytes_[head_ + 1]);
  return std::string_view(bytes_).substr(head_ + kLengthBytes, (high << 8 | low) + 1);
}

void RecordQueue::pop() {
  const std::size_t length = front().size();
  head_ += kLengthBytes + length;
  payload_bytes_ -= length;
  if (empty()) {
    clear();
  } else if (head_ >= kWorthCompacting && head_ >= bytes_.size() / 2) {
    bytes_.erase(0, head_);
    head_ = 0;
  }
}

void RecordQueue::clear() {
  std::string().swap(bytes_);
  head_ = 0;
  payload_bytes_ = 0;
}

}  // namespace parley::adapters
