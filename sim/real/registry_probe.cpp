#include "sim/real/registry_probe.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

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

std::string request(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const auto part : parts) text += part;
  return text;
}

}  // namespace

std::optional<RegistryProbe::Answer> RegistryProbe::read_answer(const std::string& rooms,
                                                                const std::string& people) {
  const auto room_answer = wire::decode_answer(rooms);
  const auto people_answer = wire::decode_answer(people);
  if (!room_answer || !people_answer) return std::nullopt;
  const auto entries = wire::decode_rooms(room_answer->details);
  const auto peers = wire::decode_peers(people_answer->details);
  if (!entries || !peers) return std::nullopt;
  Answer answer;
  for (const auto& peer : *peers) answer.online.push_back(peer.user.text());
  std::sort(answer.online.begin(), answer.online.end());
  for (const auto& entry : *entries) {
    scenario::RoomView room{entry.room.text(), {}};
    for (const UserName& member : entry.members) {
      const std::string& name = member.text();
      const bool online = std::binary_search(answer.online.begin(), answer.online.end(), name);
      room.members.push_back({name, member == entry.host, online});
    }
    answer.rooms.push_back(std::move(room));
  }
  return answer;
}

std::optional<std::string> RegistryProbe::unavailable() const {
  return answer_ ? std::nullopt : std::optional(error_);
}

std::optional<scenario::RoomView> RegistryProbe::room(const std::string& name) const {
  for (const scenario::RoomView& room : answer_->rooms) {
    if (room.name == name) return room;
  }
  return std::nullopt;
}

void RegistryProbe::start() {
  answer_.reset();
  error_ = "the registry has not answered";
  if (state_ != State::kAway) return;
  state_ = State::kConnecting;
  next_ = {};
}

void RegistryProbe::stop() {
  if (state_ == State::kAway) return;
  if (state_ == State::kLooking) {
    connection_->send(request({"LOGOUT ", kName}));
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
    connection_->send(request({"REGISTER ", kWords}));
    state_ = State::kSigningUp;
  } else if (state_ == State::kSigningUp) {  // Signed up now or before; if not, the log-in will say so.
    connection_->send(request({"LOGIN ", kWords, " 9"}));
    state_ = State::kLoggingIn;
  } else if (state_ == State::kLoggingIn) {
    const auto answer = wire::decode_answer(message);
    const bool inside = answer && answer->status == wire::Status::kSuccess;
    if (!inside) return fail("the registry does not let the observer in: " + message, now);
    state_ = State::kLooking;
    ask(now);
  } else if (state_ == State::kLooking) {
    take_answer(message, now);
  }
}

void RegistryProbe::ask(Instant now) {
  asked_ = true;
  rooms_.clear();
  deadline_ = now + kAnswerTime;
  connection_->send("SHOW-ROOM-LIST");
  connection_->send(request({"DISCOVER_PEERS SIMPLE ", kName}));
}

void RegistryProbe::take_answer(const std::string& message, Instant now) {
  if (rooms_.empty()) {
    rooms_ = message;
    return;
  }
  auto answer = read_answer(rooms_, message);
  if (!answer) return fail("the registry answers \"" + rooms_ + "\" and \"" + message + "\"", now);
  answer_ = std::move(*answer);
  asked_ = false;
  next_ = now + kBetweenLooks;
}

void RegistryProbe::fail(std::string why, Instant now) {
  connection_.reset();
  answer_.reset();
  error_ = std::move(why);
  if (state_ == State::kLeaving) {
    state_ = State::kAway;
    return;
  }
  state_ = State::kConnecting;
  next_ = now + kBetweenTries;
}

}  // namespace parley::sim::real
