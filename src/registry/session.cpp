#include "registry/session.hpp"

#include <utility>

#include "registry/presence.hpp"

namespace parley::registry {

Session::Session(SessionId id, std::unique_ptr<Stream> stream, const RegistryLimits& limits,
                 SessionEvents& events)
    : id_(id), limits_(limits), events_(events), stream_(std::move(stream)), inbox_(limits.line_bytes) {
  stream_->set_handler(*this);
  write(wire::kGreeting);
}

const UserName& Session::user() const { return std::get<Online>(who_).user->name; }

void Session::answer(const wire::Answer& answer) {
  if (dialect() == wire::Dialect::kV1) return write(wire::encode(answer));
  outbox_ += wire::encode(answer);
  outbox_ += '\n';
}

void Session::flush() {
  if (outbox_.empty()) return;
  write(outbox_);
  std::string().swap(outbox_);
}

void Session::write(std::string_view bytes) {
  written_ += static_cast<std::int64_t>(bytes.size());
  stream_->write(bytes);
}

std::int64_t Session::taken() const { return written_ - static_cast<std::int64_t>(stream_->unsent()); }

void Session::update_reading() {
  const bool waits = state_ == State::kWorking || state_ == State::kBlocked;
  const auto pending = inbox_.buffered();
  if (reading_ && waits && pending >= limits_.pending_request_bytes) {
    reading_ = false;
    stream_->pause_reading();
  } else if (!reading_ && (!waits || pending < limits_.pending_request_bytes / 2)) {
    reading_ = true;
    stream_->resume_reading();
  }
}

}  // namespace parley::registry
