#include "client/connection.hpp"

#include <algorithm>
#include <chrono>

#include "base/check.hpp"
#include "base/limits.hpp"
#include "ports/network.hpp"
#include "wire/request.hpp"
#include "wire/text.hpp"

namespace parley::client {
namespace {

constexpr Duration kShortestKeepAliveInterval = std::chrono::milliseconds(100);

DisconnectReason disconnect_reason(CloseCause cause, bool stood) {
  if (cause == CloseCause::kUntrusted) return DisconnectReason::kUntrusted;
  return stood ? DisconnectReason::kBroken : DisconnectReason::kUnreachable;
}

}  // namespace

Connection::Connection(Network& network, TimerQueue& timers, wire::Dialect dialect,
                       ConnectionHandler& handler)
    : network_(network),
      handler_(handler),
      wanted_(dialect),
      udp_port_(wire::HelloDetails{}.udp_port),
      keep_alive_interval_(limits::kKeepAliveInterval),
      reader_(dialect),
      timer_(timers, [this] { on_time_limit(); }) {}

void Connection::open(const HostPort& registry, Duration time_limit) {
  PARLEY_CHECK(phase_ == Phase::kClosed);
  phase_ = Phase::kOpening;
  reader_ = AnswerReader(wanted_);
  timer_.expire_after(time_limit);
  stream_ = network_.connect(registry, *this);
}

void Connection::close() {
  if (phase_ == Phase::kClosed) return;
  stream_->close();
  forget();
}

void Connection::send(std::string_view message) {
  PARLEY_CHECK(ready());
  std::string bytes(message);
  if (wanted_ == wire::Dialect::kV2) bytes += '\n';
  stream_->write(bytes);
}

void Connection::on_open(const TlsIdentity& identity) {
  const auto* opened = stream_.get();
  const bool trusted = handler_.on_identity(identity);
  if (stream_.get() != opened) return;  // Closed from within.
  if (!trusted) return disconnect(DisconnectReason::kUntrusted, {});
  phase_ = Phase::kGreeting;
  const bool v2 = wanted_ == wire::Dialect::kV2;
  stream_->write(wire::encode(wire::Hello{v2 ? std::uint8_t{2} : std::uint8_t{1}}) + (v2 ? "\n" : ""));
}

void Connection::on_record(std::string_view bytes) {
  reader_.feed(bytes);
  std::string_view message;
  for (;;) {  // What is handled may end this connection: the reader then begins anew and holds nothing.
    switch (reader_.next(message)) {
      case AnswerReader::Piece::kNone:
        return;
      case AnswerReader::Piece::kGreeting:
        take_greeting();
        break;
      case AnswerReader::Piece::kMessage:
        take_message(message);
        break;
      case AnswerReader::Piece::kInvalid:
        disconnect(ready() ? DisconnectReason::kBroken : DisconnectReason::kIncompatible,
                   "it does not speak as a registry does");
        break;
    }
  }
}

void Connection::on_close(CloseCause cause, const std::string& reason) {
  const bool stood = ready();
  const std::string why = reason;  // It may die with the stream.
  forget();
  handler_.on_lost(disconnect_reason(cause, stood), why);
}

void Connection::on_time_limit() {
  if (phase_ == Phase::kHello) {
    reader_.set_dialect(wire::Dialect::kV1);
    return become_ready();
  }
  disconnect(DisconnectReason::kUnreachable, "it does not answer");
}

void Connection::take_greeting() {
  if (wanted_ == wire::Dialect::kV1) return become_ready();
  phase_ = Phase::kHello;
  timer_.expire_after(limits::kHelloTimeout);
}

void Connection::take_message(std::string_view message) {
  auto first = message;
  if (wire::next_word(first) == "EVENT") return;  // Told unasked; nothing here waits for one.
  auto answer = wire::decode_answer(message);
  if (!answer) {
    return disconnect(ready() ? DisconnectReason::kBroken : DisconnectReason::kIncompatible,
                      answer.error().message);
  }
  if (answer->verb == wire::Verb::kHello || phase_ == Phase::kHello) return take_hello(*answer);
  handler_.on_answer(std::move(*answer));
}

void Connection::take_hello(const wire::Answer& answer) {
  const bool welcome = answer.verb == wire::Verb::kHello && answer.status == wire::Status::kSuccess;
  if (welcome) {
    if (const auto hello = wire::decode_hello(answer.details)) {
      udp_port_ = hello->udp_port;
      keep_alive_interval_ = std::max(hello->keep_alive_interval, kShortestKeepAliveInterval);
    }
  }
  reader_.set_dialect(welcome ? wire::Dialect::kV2 : wire::Dialect::kV1);
  if (phase_ == Phase::kHello) become_ready();
}

void Connection::become_ready() {
  phase_ = Phase::kReady;
  timer_.cancel();
  handler_.on_ready();
}

void Connection::disconnect(DisconnectReason why, const std::string& reason) {
  close();
  handler_.on_lost(why, reason);
}

void Connection::forget() {
  phase_ = Phase::kClosed;
  timer_.cancel();
  stream_.reset();
  reader_ = AnswerReader(wanted_);
}

}  // namespace parley::client
