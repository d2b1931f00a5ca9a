#include "sim/real/raw_client.hpp"

#include "wire/answer.hpp"

namespace parley::sim::real {
namespace {

using Connection = scenario::RawConnection;

struct ActionVisitor {
  Connection& connection;
  std::size_t& greetings_due;

  void operator()(const scenario::Connect& /*connect*/) const {}  // Done without one.
  void operator()(const scenario::Send& send) const {
    for (std::size_t i = 0; i < send.times; ++i) {
      for (const std::string& record : send.records) connection.send(record);
    }
  }
  void operator()(const scenario::StopReading& /*stop*/) const { connection.pause_reading(); }
  void operator()(const scenario::ReadAgain& /*again*/) const { connection.resume_reading(); }
  void operator()(const scenario::Disconnect& /*end*/) const {
    connection.close();
    greetings_due = 0;
  }
};

}  // namespace

void RawClient::perform(const scenario::ClientAction& action) {
  if (const auto* connecting = std::get_if<scenario::Connect>(&action)) return connect(connecting->dialect);
  if (!connection_) {
    error_ = name() + " is not connected any more";
    return;
  }
  std::visit(ActionVisitor{*connection_, greetings_due_}, action);
}

void RawClient::connect(wire::Dialect dialect) {
  error_.reset();
  connection_ = std::make_unique<Connection>(network_, registry_, dialect);
  greetings_due_ = 1;
  if (dialect == wire::Dialect::kV1) return;
  connection_->send("HELLO P2P 2\n");
  greetings_due_ = 2;
}

void RawClient::crash() {
  greetings_due_ = 0;
  connection_.reset();
}

bool RawClient::is_closed() const { return !connection_ || connection_->state() == Connection::State::kClosed; }

bool RawClient::connected() {
  while (greetings_due_ > 0 && connection_ && !connection_->inbox().empty()) {
    const std::string message = connection_->inbox().front();
    connection_->inbox().pop_front();
    const bool hello = message.starts_with("HELLO <SUCCESS> <200> ");
    const bool fine =
        greetings_due_ == 2 || connection_->received() == 1 ? message == wire::kGreeting : hello;
    if (!fine) error_ = name() + " was greeted with \"" + message + "\"";
    --greetings_due_;
  }
  if (greetings_due_ == 0) return true;
  if (is_closed()) {
    error_ = name() + " could not connect: " + (connection_ ? connection_->close_reason() : "gone");
  }
  return false;
}

}  // namespace parley::sim::real
