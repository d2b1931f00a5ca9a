// What a TlsConnection does with what the other side sends.

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include "adapters/asio/tls_connection.hpp"
#include "base/limits.hpp"

namespace parley::adapters {
namespace {

std::string broken_by(int error) { return "the connection broke: " + std::generic_category().message(error); }

}  // namespace

/// One system call, and as many records as a turn may use. If there are more, the others come first.
void TlsConnection::on_input() {
  count_records_anew();
  const auto input = take_input();
  const bool several = state_ == State::kOpen && whole_record(input) < input.size();
  if (several) session_->keep_buffers(true);
  use_records(input);
  if (several && session_) session_->keep_buffers(false);
  if (wants_input() && has_more()) socket_->call_again();
}

void TlsConnection::count_records_anew() {
  const Instant now = shared_->loop.now();
  if (state_ != State::kOpen || now - counting_since_ < limits::kRecordsWithoutDataTime) return;
  counting_since_ = now;
  session_->forget_records_without_data();
}

/// Whether there is something to do without a word of the system.
bool TlsConnection::has_more() const {
  return readable_ || receive_error_ != 0 || text_.input_ended || session_goes_on() ||
         whole_record(received_) > 0;
}

/// Whether TLS holds something that it can use without more: a record may bring several messages.
bool TlsConnection::session_goes_on() const { return !text_.starved && session_->holds_input(); }

/// What was left, and behind it what has come since, in the shared buffer.
std::string_view TlsConnection::take_input() {
  auto& buffer = shared_->received;
  std::size_t size = received_.size();
  std::copy(received_.begin(), received_.end(), buffer.begin());
  if (readable_ && whole_record(received_) == 0) size += receive(size);
  if (!received_.empty()) std::string().swap(received_);
  return {buffer.data(), size};
}

/// As much as has room behind what was left, which is less than a record.
std::size_t TlsConnection::receive(std::size_t kept) {
  auto& buffer = shared_->received;
  const std::size_t room = buffer.size() - kept;
  ssize_t got = -1;
  do {
    got = ::recv(socket_->fd(), buffer.data() + kept, room, MSG_DONTWAIT);
  } while (got < 0 && errno == EINTR);
  if (got > 0) {
    // The system had no more; unless it said that the end is near, which is told by another call.
    if (static_cast<std::size_t>(got) < room && !hung_up_) readable_ = false;
    return static_cast<std::size_t>(got);
  }
  readable_ = false;
  if (got == 0) {
    text_.input_ended = true;
  } else if (errno != EAGAIN) {
    receive_error_ = errno;
  }
  return 0;
}

/// What is left of it stays with the connection.
void TlsConnection::use_records(std::string_view input) {
  for (std::size_t i = 0; i < limits::kRecordsPerTurn && wants_input(); ++i) {
    if (text_.input.empty() && !session_goes_on()) {
      const bool last = text_.input_ended && whole_record(input) == 0;
      const std::size_t size = last ? input.size() : whole_record(input);
      if (receive_error_ != 0 && size == 0) return end(CloseCause::kBroken, broken_by(receive_error_));
      if (size == 0 && !last) break;
      text_.input = input.substr(0, size);
      text_.starved = false;
      input.remove_prefix(size);
    }
    if (!use_record()) return;
  }
  const std::string_view left(input.data() - text_.input.size(), input.size() + text_.input.size());
  text_.input = {};
  if (!left.empty()) received_ = left;
}

/// One step of TLS on the record that was given to it. False where the connection has ended.
bool TlsConnection::use_record() {
  if (state_ == State::kHandshaking) {
    handshake();
    return session_.has_value();
  }
  std::size_t got = 0;
  const TlsStep step = session_->read_record(shared_->plain, got);
  if (!text_.output.empty()) send_soon();  // An answer to a KeyUpdate.
  if (step == TlsStep::kAwaitReadable) return true;
  if (step == TlsStep::kDone) {
    shared_->loop.begin_turn();
    handler_->on_record({shared_->plain.data(), got});
    return session_.has_value();
  }
  if (step == TlsStep::kPeerClosed) {
    session_->say_goodbye();
    end(CloseCause::kPeerClosed, "the other side closed the connection");
  } else {
    end(CloseCause::kBroken, session_->failure());
  }
  return false;
}

}  // namespace parley::adapters
