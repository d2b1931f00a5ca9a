#include "sim/play/played_client.hpp"

#include "sim/language/limits.hpp"
#include "wire/answer.hpp"

namespace parley::sim::scenario {

RawConnection::RawConnection(Network& network, const HostPort& registry, wire::Dialect dialect)
    : dialect_(dialect), lines_(limits::kTextBytes), stream_(network.connect(registry, *this)) {}

void RawConnection::close() {
  stream_->close();
  state_ = State::kClosed;
}

void RawConnection::on_open(const TlsIdentity& /*identity*/) { state_ = State::kOpen; }

void RawConnection::on_close(CloseCause /*cause*/, const std::string& reason) {
  state_ = State::kClosed;
  close_reason_ = reason;
}

/// The greeting has no line end, in v2 neither: it is the first record.
void RawConnection::on_record(std::string_view bytes) {
  if (dialect_ == wire::Dialect::kV1 || !greeted_) {
    greeted_ = true;
    return take(std::string(bytes));
  }
  lines_.feed(bytes);
  while (const auto line = lines_.next()) take(std::string(*line));
}

void RawConnection::take(std::string message) {
  ++received_;
  inbox_.push_back(std::move(message));
}

void PlayedClient::perform(const ClientAction& action) {
  if (const auto* connect = std::get_if<Connect>(&action)) return this->connect(connect->dialect);
  RawConnection* open = connection();
  if (open == nullptr) {
    error_ = name() + " is not connected any more";
  } else if (const auto* send = std::get_if<Send>(&action)) {
    for (std::size_t i = 0; i < send->times; ++i) {
      for (const std::string& record : send->records) open->send(record);
    }
  } else if (std::holds_alternative<StopReading>(action)) {
    open->pause_reading();
  } else if (std::holds_alternative<ReadAgain>(action)) {
    open->resume_reading();
  } else if (std::holds_alternative<Disconnect>(action)) {
    open->close();
    greetings_due_ = 0;
  }
}

void PlayedClient::connect(wire::Dialect dialect) {
  error_.reset();
  RawConnection& opened = open(registry_, dialect);
  greetings_due_ = 1;
  if (dialect == wire::Dialect::kV1) return;
  opened.send("HELLO P2P 2\n");
  greetings_due_ = 2;
}

void PlayedClient::abandon() {
  error_.reset();
  greetings_due_ = 0;
}

bool PlayedClient::is_closed() const {
  const RawConnection* open = connection();
  return open == nullptr || open->state() == RawConnection::State::kClosed;
}

bool PlayedClient::connected() {
  RawConnection* open = connection();
  while (greetings_due_ > 0 && open != nullptr && !open->inbox().empty()) {
    const std::string message = open->inbox().front();
    open->inbox().pop_front();
    const bool hello = message.starts_with("HELLO <SUCCESS> <200> ");
    const bool fine = greetings_due_ == 2 || open->received() == 1 ? message == wire::kGreeting : hello;
    if (!fine) error_ = name() + " was greeted with \"" + message + "\"";
    --greetings_due_;
  }
  if (greetings_due_ == 0) return true;
  if (is_closed()) {
    error_ = name() + " could not connect: " + (open == nullptr ? "gone" : open->close_reason());
  }
  return false;
}

}  // namespace parley::sim::scenario
