#include "sim/import/wire_reader.hpp"

#include "base/limits.hpp"
#include "sim/import/limits.hpp"
#include "wire/answer.hpp"
#include "wire/text.hpp"

namespace parley::sim::importing {
namespace {

using namespace scenario;  // All actions are made here.

constexpr std::string_view kHelloLine = "HELLO P2P 2\n";
/// A peer ends after so long without its registry: the restore window, and a last try.
constexpr Duration kGivenUp = parley::limits::kRestoreWindow + parley::limits::kOpenTimeout;

template <class... Requests>
bool is_one_of(const wire::Request& request) {
  return (std::holds_alternative<Requests>(request) || ...);
}

ObservedAction plain(PersonAction action) { return {std::move(action), true, {}}; }

/// The action that makes a peer send this request; nothing if no action does.
struct ToAction {
  using Action = std::optional<PersonAction>;

  Action operator()(const wire::Register& r) const { return SignUp{r.user.text(), r.secret}; }
  Action operator()(const wire::Login& r) const { return LogIn{r.user.text(), r.secret, r.peer_port}; }
  Action operator()(const wire::SearchUser& r) const { return LookFor{r.user.text()}; }
  Action operator()(const wire::DiscoverPeers& r) const { return ListPeople{r.detailed}; }
  Action operator()(const wire::CreateRoom& r) const { return CreateRoom{r.room.text()}; }
  Action operator()(const wire::JoinRoom& r) const { return JoinRoom{r.room.text()}; }
  Action operator()(const wire::ExitRoom& /*r*/) const { return LeaveRoom{}; }
  Action operator()(const wire::ShowRoomList& /*r*/) const { return ListRooms{}; }
  Action operator()(const auto& /*r*/) const { return std::nullopt; }
};

}  // namespace

WireReader::Stream::Stream() : lines(parley::limits::kV2LineBytes) {}
WireReader::WireReader(std::size_t& kept_bytes) : bytes_(kept_bytes) {}

void WireReader::person(Instant at, ActivityBody what) {
  bytes_ += limits::kActivityBytes;
  as_person_.emplace_back(at, std::move(what));
}

void WireReader::client(Instant at, ActivityBody what) {
  bytes_ += limits::kActivityBytes;
  as_client_.emplace_back(at, std::move(what));
}

/// What was taken for a peer's own keep-alives was sent by the client.
void WireReader::treat_as_client() {
  peer_like_ = false;
  for (const Instant at : std::exchange(kept_alive_, {})) on_datagram(keep_alive_, at);
}

void WireReader::on_accept(std::uint64_t stream, Instant at) {
  if (running_ && !lost_at_ && !streams_.empty()) treat_as_client();  // A peer has one connection.
  streams_.try_emplace(stream);
  newest_ = stream;
  if (lost_at_ && at - *lost_at_ > kGivenUp) begin_new_run();
  if (!running_) person(at, plain(Start{}));
  running_ = true;
  client(at, ObservedClientAction{Connect{}});
}

/// The program was killed when the connection was lost: this is another run.
void WireReader::begin_new_run() {
  person(*lost_at_, Killed{});
  lost_at_.reset();
  user_.clear();
  room_.clear();
  running_ = false;
}

void WireReader::on_record(std::uint64_t id, std::string_view bytes, Instant at) {
  const auto found = streams_.find(id);
  if (found == streams_.end()) return;
  Stream& stream = found->second;
  std::string_view sent = bytes;
  if (!std::exchange(stream.begun, true) && bytes.starts_with(kHelloLine)) {
    stream.v2 = true;
    dialect_ = wire::Dialect::kV2;
    speak_v2();
    sent.remove_prefix(kHelloLine.size());
  }
  if (!sent.empty() || bytes.empty()) {
    bytes_ += sent.size();
    client(at, ObservedClientAction{Send{{literal(sent)}, 1}});
  }
  if (!stream.v2) return take_message(stream, bytes, at);
  stream.lines.feed(bytes);
  while (const auto line = stream.lines.next()) take_message(stream, std::string(*line), at);
  if (stream.lines.overflowed()) treat_as_client();
}

/// The newest connection's first record has said so.
void WireReader::speak_v2() {
  for (auto it = as_client_.rbegin(); it != as_client_.rend(); ++it) {
    auto* observed = std::get_if<ObservedClientAction>(&it->second);
    auto* connect = observed == nullptr ? nullptr : std::get_if<Connect>(&observed->action);
    if (connect == nullptr) continue;
    connect->dialect = wire::Dialect::kV2;
    return;
  }
}

void WireReader::take_message(Stream& stream, std::string_view message, Instant at) {
  if (!peer_like_) return;
  auto decoded = wire::decode_request(message);
  auto* request = std::get_if<wire::Request>(&decoded);
  const bool late = stream.logged_out || !stream.asked.empty();  // A peer asks one thing at a time.
  if (request == nullptr || late || is_one_of<wire::DiscoverRoomPeers>(*request)) {
    treat_as_client();
    return;
  }
  if (std::holds_alternative<wire::Logout>(*request)) {
    stream.logged_out = true;
    return log_out(at);
  }
  const bool itself = is_automatic(*request);
  stream.asked.push_back({std::move(*request), at, itself});
}

/// Whether the peer asks this by itself: greetings, upkeep, and what restores a session.
bool WireReader::is_automatic(const wire::Request& request) {
  const bool entering = std::exchange(entering_, false);
  if (std::holds_alternative<wire::Hello>(request)) return true;
  if (const auto* search = std::get_if<wire::SearchUser>(&request)) {
    const auto own = UserName::parse(user_);
    return entering || !room_.empty() || (own && *own == search->user);
  }
  if (const auto* log_in = std::get_if<wire::Login>(&request)) {
    const auto own = UserName::parse(user_);
    if (own && *own != log_in->user) treat_as_client();
    return own.has_value();
  }
  return is_one_of<wire::JoinRoom, wire::CreateRoom>(request) && !room_.empty();
}

void WireReader::on_answer(std::uint64_t id, std::string_view bytes) {
  const auto found = streams_.find(id);
  if (found == streams_.end()) return;
  Stream& stream = found->second;
  if (!std::exchange(stream.greeted, true)) return;
  if (stream.asked.empty()) return;
  const Asked asked = std::move(stream.asked.front());
  stream.asked.pop_front();
  const auto answer = wire::decode_answer(wire::trimmed(bytes.substr(0, bytes.find('\n'))));
  take_answered(asked, answer && answer->status == wire::Status::kSuccess);
}

void WireReader::take_answered(const Asked& asked, bool granted) {
  if (asked.is_automatic) {
    if (std::holds_alternative<wire::Login>(asked.request) && granted) lost_at_.reset();
    return;
  }
  auto action = std::visit(ToAction{}, asked.request);
  if (!action) return;
  using Kind = Effect::Kind;
  const Effect effect = effect_of(*action);
  const bool done = granted || effect.kind == Kind::kNone || effect.kind == Kind::kLeft;
  entering_ = done && effect.kind == Kind::kEntered;
  if (done && effect.kind == Kind::kLoggedIn) user_ = user_seen_ = effect.name;
  if (done && effect.kind == Kind::kSignedUp && user_seen_.empty()) user_seen_ = effect.name;
  if (entering_) room_ = effect.name;
  if (effect.kind == Kind::kLeft) room_.clear();
  person(asked.at, ObservedAction{*std::move(action), done, done ? effect : Effect{}});
}

/// The last request of a peer. In a room it comes from ^C, and before a login from exiting.
void WireReader::log_out(Instant at) {
  if (!room_.empty()) {
    person(at, plain(Interrupt{}));
  } else {
    person(at, user_.empty() ? plain(ExitProgram{}) : plain(LogOut{}));
  }
  person(at, Effect{Effect::Kind::kEnded, {}, static_cast<std::uint8_t>(room_.empty() ? 0 : 130)});
  user_.clear();
  room_.clear();
  running_ = false;
}

void WireReader::on_close(std::uint64_t id, Instant at) {
  const auto found = streams_.find(id);
  if (found == streams_.end()) return;
  const bool logged_out = found->second.logged_out;
  if (newest_ == id) client(at, ObservedClientAction{Disconnect{}});
  streams_.erase(found);
  if (!logged_out && streams_.empty()) on_connection_lost(at);
}

void WireReader::on_connection_lost(Instant at) {
  if (running_ && !lost_at_) lost_at_ = at;
}

void WireReader::on_registry_gone(Instant at) {
  streams_.clear();
  on_connection_lost(at);
}

void WireReader::on_datagram(std::string_view bytes, Instant at) {
  if (is_person() && (keep_alive_.empty() || keep_alive_ == bytes)) {
    bytes_ += sizeof at + bytes.size() - keep_alive_.size();
    keep_alive_ = bytes;
    kept_alive_.push_back(at);
    return;
  }
  bytes_ += bytes.size();
  client(at, Datagram{literal(bytes)});
}

void WireReader::on_said(std::string_view text, Instant at) {
  if (room_.empty()) return;
  bytes_ += text.size();
  person(at, plain(Say{literal(text)}));
}

std::vector<std::pair<Instant, ActivityBody>> WireReader::take(Instant end) {
  if (lost_at_ && running_ && end - *lost_at_ > Duration::zero()) person(*lost_at_, Killed{});
  return std::move(is_person() ? as_person_ : as_client_);
}

}  // namespace parley::sim::importing
