#include "sim/real/registry_probe.hpp"

#include <algorithm>
#include <chrono>

#include "wire/answer.hpp"

namespace parley::sim::real {
namespace {

using namespace std::chrono_literals;

constexpr Duration kBetweenLooks = 50ms;
constexpr Duration kBetweenTries = 200ms;
constexpr Duration kAnswerTime = 30s;
constexpr const char* kWords = "the-observer seen";

std::vector<std::string> texts_of(const std::vector<UserName>& names) {
  std::vector<std::string> texts;
  for (const UserName& name : names) texts.push_back(name.text());
  return texts;
}

bool holds(const std::vector<std::string>& sorted, const std::string& name) {
  return std::binary_search(sorted.begin(), sorted.end(), name);
}

std::optional<RegistryView> read_view(const std::string& rooms, const std::string& people) {
  const auto room_answer = wire::decode_answer(rooms);
  const auto people_answer = wire::decode_answer(people);
  if (!room_answer || !people_answer) return std::nullopt;
  const auto entries = wire::decode_rooms(room_answer->details);
  const auto peers = wire::decode_peers(people_answer->details);
  if (!entries || !peers) return std::nullopt;
  RegistryView view;
  for (const auto& peer : *peers) view.online.push_back(peer.user.text());
  std::sort(view.online.begin(), view.online.end());
  for (const auto& entry : *entries) {
    SeenRoom seen{entry.room.text(), entry.host.text(), texts_of(entry.members)};
    std::erase_if(seen.members, [&](const std::string& member) { return !holds(view.online, member); });
    std::sort(seen.members.begin(), seen.members.end());
    if (!holds(view.online, seen.host)) seen.host.clear();
    view.rooms.push_back(std::move(seen));
  }
  return view;
}

}  // namespace

void RegistryProbe::look() {
  view_.reset();
  looks_ = 0;
  error_ = "the registry has not answered";
  if (state_ != State::kAway) return;
  state_ = State::kConnecting;
  next_ = {};
}

void RegistryProbe::leave() {
  if (state_ == State::kAway) return;
  if (state_ == State::kLooking) {
    connection_->send(std::string("LOGOUT ") + kName);
    state_ = State::kLeaving;
    return;
  }
  connection_.reset();
  state_ = State::kAway;
}

void RegistryProbe::connect(Instant now) {
  asked_ = false;
  connection_ = std::make_unique<scenario::RawConnection>(
      network_, HostPort{registry_.tcp.address.to_string(), registry_.tcp.port}, wire::Dialect::kV1);
  deadline_ = now + kAnswerTime;
}

void RegistryProbe::advance(Instant now) {
  if (state_ == State::kAway) return;
  if (!connection_) {
    if (state_ == State::kLeaving) state_ = State::kAway;
    if (state_ == State::kConnecting && now >= next_) connect(now);
    return;
  }
  while (connection_ && !connection_->inbox().empty()) {
    const std::string message = connection_->inbox().front();
    connection_->inbox().pop_front();
    take(message, now);
  }
  if (!connection_) return;
  if (connection_->state() == scenario::RawConnection::State::kClosed || now >= deadline_) {
    return fail("the registry is not running, or does not answer", now);
  }
  if (state_ == State::kLooking && !asked_ && now >= next_) ask(now);
}

void RegistryProbe::take(const std::string& message, Instant now) {
  if (state_ == State::kConnecting) {
    connection_->send(std::string("REGISTER ") + kWords);
    state_ = State::kSigningUp;
  } else if (state_ == State::kSigningUp) {  // Signed up now or before; if not, the log-in will say so.
    connection_->send(std::string("LOGIN ") + kWords + " 9");
    state_ = State::kLoggingIn;
  } else if (state_ == State::kLoggingIn) {
    const auto answer = wire::decode_answer(message);
    const bool inside = answer && answer->status == wire::Status::kSuccess;
    if (!inside) return fail("the registry does not let the observer in: " + message, now);
    state_ = State::kLooking;
    ask(now);
  } else if (state_ == State::kLooking) {
    take_view(message, now);
  }
}

void RegistryProbe::ask(Instant now) {
  asked_ = true;
  rooms_.clear();
  deadline_ = now + kAnswerTime;
  connection_->send("SHOW-ROOM-LIST");
  std::string question = "DISCOVER_PEERS SIMPLE ";
  question += kName;
  connection_->send(question);
}

void RegistryProbe::take_view(const std::string& message, Instant now) {
  if (rooms_.empty()) {
    rooms_ = message;
    return;
  }
  auto view = read_view(rooms_, message);
  if (!view) return fail("the registry answers \"" + rooms_ + "\" and \"" + message + "\"", now);
  view_ = std::move(*view);
  ++looks_;
  asked_ = false;
  next_ = now + kBetweenLooks;
}

void RegistryProbe::fail(std::string why, Instant now) {
  connection_.reset();
  view_.reset();
  error_ = std::move(why);
  if (state_ == State::kLeaving) {
    state_ = State::kAway;
    return;
  }
  state_ = State::kConnecting;
  next_ = now + kBetweenTries;
}

}  // namespace parley::sim::real
