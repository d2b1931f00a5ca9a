#include "registry/connection.hpp"

#include <utility>

#include "registry/connections.hpp"
#include "registry/sessions.hpp"

namespace parley::registry {

Connection::Connection(ConnectionId id, std::unique_ptr<Stream> stream, const RegistryLimits& limits,
                       Connections& owner)
    : id_(id), limits_(limits), owner_(owner), stream_(std::move(stream)), inbox_(limits.line_bytes) {
  stream_->set_handler(*this);
  write(wire::kGreeting);
}

const UserName& Connection::user() const { return session_->name; }

void Connection::answer(const wire::Answer& answer) {
  if (dialect() == wire::Dialect::kV1) return write(wire::encode(answer));
  push(wire::encode(answer));
}

void Connection::push(std::string_view line) {
  outbox_ += line;
  outbox_ += '\n';
}

void Connection::flush() {
  if (outbox_.empty()) return;
  write(outbox_);
  std::string().swap(outbox_);
}

void Connection::write(std::string_view bytes) {
  written_ += static_cast<std::int64_t>(bytes.size());
  stream_->write(bytes);
}

std::int64_t Connection::taken() const { return written_ - static_cast<std::int64_t>(stream_->unsent()); }

void Connection::update_reading() {
  const bool waits = queued || state_ == State::kWorking || state_ == State::kBlocked;
  const auto pending = inbox_.buffered();
  if (reading_ && waits && pending >= limits_.pending_request_bytes) {
    reading_ = false;
    stream_->pause_reading();
  } else if (!reading_ && (!waits || pending < limits_.pending_request_bytes / 2)) {
    reading_ = true;
    stream_->resume_reading();
  }
}

void Connection::on_record(std::string_view bytes) { owner_.on_record(*this, bytes); }

void Connection::on_drained() { owner_.on_drained(*this); }

void Connection::on_close(CloseCause /*cause*/, const std::string& /*reason*/) {
  owner_.end(*this, ConnectionEnd::kLost);
}

}  // namespace parley::registry
