// What a TlsConnection does with what the core writes.

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "adapters/asio/tls_connection.hpp"
#include "adapters/asio/turn_limits.hpp"
#include "base/check.hpp"

namespace parley::adapters {
namespace {

constexpr std::size_t kSpareBytes = 2 * kGatheredBytes;  ///< Room that is worth keeping for the next.
constexpr std::size_t kWorthCompacting = std::size_t{64} * 1024;

}  // namespace

void TlsConnection::write(std::string_view bytes) {
  while (!bytes.empty() && (handler_ != nullptr || state_ == State::kOpen)) {
    const auto record = bytes.substr(0, kRecordBytes);
    bytes.remove_prefix(record.size());
    send_record(record);
  }
}

void TlsConnection::send_record(std::string_view record) {
  if (state_ != State::kOpen || !queue_.empty()) {
    queue_.push(record);
    return;
  }
  encrypt(record) ? send_soon() : end_later(session_->failure());
}

bool TlsConnection::encrypt(std::string_view record) {
  auto& output = text_.output;
  if (output.empty() && output.capacity() < kSpareBytes) output.swap(shared_->spare_output);
  if (session_->write_record(record) != TlsStep::kDone) return false;
  if (blocked_) waiting_ += record.size();
  return true;
}

/// What was written before the connection stood had to wait, so its end is told.
void TlsConnection::send_early_records() {
  for (; !queue_.empty(); queue_.pop()) {
    if (!encrypt(queue_.front())) return end(CloseCause::kBroken, session_->failure());
  }
  if (blocked_ || !send_output() || blocked_) return;
  shared_->loop.begin_turn();
  if (handler_ != nullptr) handler_->on_drained();
}

/// At the end of the turn, with what else it writes; at once where that is much, or none is under way.
void TlsConnection::send_soon() {
  if (blocked_ || text_.output.empty()) return;
  if (text_.output.size() < kGatheredBytes) {
    if (send_asked_) return;
    send_asked_ = shared_->loop.at_turn_end(shared_from_this());
    if (send_asked_) return;
  }
  send_output();
}

void TlsConnection::on_turn_end() {
  send_asked_ = false;
  if (socket_ && !blocked_) send_output();
}

/// Offers the system all that waits. False where it refuses for good; then the end is posted.
bool TlsConnection::send_output() {
  auto& output = text_.output;
  const std::size_t before = output.size() - sent_;
  while (sent_ < output.size()) {
    const ssize_t taken =
        ::send(socket_->fd(), output.data() + sent_, output.size() - sent_, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (taken >= 0) {
      sent_ += static_cast<std::size_t>(taken);
      continue;
    }
    if (errno == EINTR) continue;
    blocked_ = true;
    if (errno == EAGAIN) break;
    end_later("the connection broke: " + std::generic_category().message(errno));
    return false;
  }
  count_waiting(before);
  drop_sent();
  return true;
}

/// A write adds what it says, and each byte that leaves takes its share: so it is seen that the other side
/// takes something, whatever TLS adds to it.
void TlsConnection::count_waiting(std::size_t before) {
  const std::size_t after = text_.output.size() - sent_;
  if (waiting_ == 0 || after == 0) {
    waiting_ = after;
  } else {
    waiting_ = std::max<std::size_t>(waiting_ * after / before, 1);
  }
}

void TlsConnection::drop_sent() {
  auto& output = text_.output;
  if (sent_ == output.size()) {
    output.clear();
    sent_ = 0;
    if (output.capacity() <= 2 * kSpareBytes && output.capacity() > shared_->spare_output.capacity())
      output.swap(shared_->spare_output);
    std::string().swap(output);
  } else if (sent_ >= kWorthCompacting && sent_ >= output.size() / 2) {
    output.erase(0, sent_);
    sent_ = 0;
  }
}

}  // namespace parley::adapters
