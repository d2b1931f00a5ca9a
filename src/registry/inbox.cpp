#include "registry/inbox.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "wire/request.hpp"

namespace parley::registry {
namespace {

constexpr std::size_t kLengthBytes = 2;

std::string_view without_leading_space(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n\v\f"), text.size()));
  return text;
}

/// Whether a connection whose first record is this speaks v2: its first line says `HELLO P2P 2`.
bool begins_v2(std::string_view record) {
  constexpr std::size_t kLongestHello = 64;  // Spares the decoder nearly every first record that is none.
  const auto line = record.substr(0, record.find('\n'));
  if (line.size() > kLongestHello || !line.starts_with("HELLO")) return false;
  const auto decoded = wire::decode_request(line);
  const auto* request = std::get_if<wire::Request>(&decoded);
  return request != nullptr && *request == wire::Request(wire::Hello{2});
}

}  // namespace

DetectedDialect detect_dialect(std::string_view first_record) {
  const auto text = without_leading_space(first_record);
  if (!begins_v2(text)) return DetectedDialect::kV1;
  return text.find('\n') == text.npos ? DetectedDialect::kV2WithoutLf : DetectedDialect::kV2;
}

void MessageQueue::feed(std::string_view record) {
  if (overflowed_) return;
  if (record.size() > max_record_) {
    overflowed_ = true;
    return;
  }
  if (taken_ > buffer_.size() / 2) {
    buffer_.erase(0, taken_);
    taken_ = 0;
  }
  buffer_ += static_cast<char>(record.size() >> 8U);
  buffer_ += static_cast<char>(record.size() & 0xffU);
  buffer_ += record;
}

std::optional<std::string_view> MessageQueue::next() {
  if (taken_ == buffer_.size()) {
    std::string().swap(buffer_);
    taken_ = 0;
    return std::nullopt;
  }
  const auto byte_at = [&](std::size_t at) { return static_cast<unsigned char>(buffer_[at]); };
  const std::size_t size = (std::size_t{byte_at(taken_)} << 8U) | byte_at(taken_ + 1);
  const auto message = std::string_view(buffer_).substr(taken_ + kLengthBytes, size);
  taken_ += kLengthBytes + size;
  return message;
}

Inbox::Inbox(std::size_t max_line) : max_line_(max_line), messages_(MessageQueue(limits::kV1MessageBytes)) {}

void Inbox::feed(std::string_view record) {
  if (!decided_) return feed_first(record);
  std::visit([&](auto& messages) { messages.feed(record); }, messages_);
}

void Inbox::feed_first(std::string_view record) {
  decided_ = true;
  const auto detected = detect_dialect(record);
  if (detected == DetectedDialect::kV1) return std::get<MessageQueue>(messages_).feed(record);
  auto& lines = messages_.emplace<wire::LineSplitter>(max_line_);
  lines.feed(without_leading_space(record));
  if (detected == DetectedDialect::kV2WithoutLf) lines.feed("\n");
}

std::optional<std::string_view> Inbox::next() {
  if (auto* records = std::get_if<MessageQueue>(&messages_)) return records->next();
  return std::get<wire::LineSplitter>(messages_).next();
}

bool Inbox::overflowed() const {
  if (const auto* records = std::get_if<MessageQueue>(&messages_)) {
    return records->overflowed() && records->buffered() == 0;
  }
  return std::get<wire::LineSplitter>(messages_).overflowed();
}

std::size_t Inbox::buffered() const {
  return std::visit([](const auto& messages) { return messages.buffered(); }, messages_);
}

wire::Dialect Inbox::dialect() const {
  return std::holds_alternative<MessageQueue>(messages_) ? wire::Dialect::kV1 : wire::Dialect::kV2;
}

}  // namespace parley::registry
