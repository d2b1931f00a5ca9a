#include "sim/real/caller.hpp"

#include "wire/answer.hpp"

namespace parley::sim::real {
namespace {

using Connection = scenario::RawConnection;

struct Deed {
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

void Caller::perform(const scenario::ClientAction& action) {
  if (const auto* connecting = std::get_if<scenario::Connect>(&action)) return connect(connecting->dialect);
  if (!connection_) {
    complaint_ = name() + " is not connected any more";
    return;
  }
  std::visit(Deed{*connection_, greetings_due_}, action);
}

void Caller::connect(wire::Dialect dialect) {
  complaint_.reset();
  connection_ = std::make_unique<Connection>(network_, registry_, dialect);
  greetings_due_ = 1;
  if (dialect == wire::Dialect::kV1) return;
  connection_->send("HELLO P2P 2\n");
  greetings_due_ = 2;
}

void Caller::crash() {
  greetings_due_ = 0;
  connection_.reset();
}

bool Caller::is_closed() const { return !connection_ || connection_->state() == Connection::State::kClosed; }

bool Caller::connected() {
  while (greetings_due_ > 0 && connection_ && !connection_->inbox().empty()) {
    const std::string message = connection_->inbox().front();
    connection_->inbox().pop_front();
    const bool hello = message.starts_with("HELLO <SUCCESS> <200> ");
    const bool fine =
        greetings_due_ == 2 || connection_->received() == 1 ? message == wire::kGreeting : hello;
    if (!fine) complaint_ = name() + " was greeted with \"" + message + "\"";
    --greetings_due_;
  }
  if (greetings_due_ == 0) return true;
  if (is_closed()) {
    complaint_ = name() + " could not connect: " + (connection_ ? connection_->close_reason() : "gone");
  }
  return false;
}

}  // namespace parley::sim::real
