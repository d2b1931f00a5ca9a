#include "sim/scenario/actor.hpp"

#include "base/name.hpp"
#include "sim/scenario/limits.hpp"
#include "sim/scenario/typing.hpp"
#include "sim/world/sim_terminal.hpp"

namespace parley::sim::scenario {
namespace {

constexpr std::string_view kSignedUp = "Account created successfully.";
constexpr std::string_view kSignedUpBefore = "Username already exists. Choose another username or login.";

bool same_room(const std::string& a, const std::string& b) {
  const auto one = RoomName::parse(a);
  const auto other = RoomName::parse(b);
  return one && other && *one == *other;
}

/// Whether what a person wanted by it has come about.
struct CameAbout {
  const PersonPlay& person;

  bool in_room(const std::string& room) const {
    return same_room(person.room(), with_name(room, person.name()));
  }
  bool operator()(const SignUp& /*deed*/) const {
    return person.shows(kSignedUp) || person.shows(kSignedUpBefore);
  }
  bool operator()(const LogIn& /*deed*/) const { return !person.user().empty(); }
  bool operator()(const CreateRoom& deed) const { return in_room(deed.room); }
  bool operator()(const JoinRoom& deed) const { return in_room(deed.room); }
  template <class Other>
  bool operator()(const Other& /*deed*/) const {
    return true;
  }
};

}  // namespace

void Actor::advance() {
  while (!waiting_.empty()) {
    if (again_at_ && stage_.world().now() < *again_at_) return;
    again_at_.reset();
    const bool thinks = waiting_.front().manner == Manner::kThoughtful;
    const Duration longest = thinks ? limits::kStepDeadline : limits::kRecordedDeadline;
    if (!deadline_) deadline_ = stage_.world().now() + longest;
    if (!(begun_ ? finish() : open())) return;
  }
}

std::optional<Instant> Actor::wants() const { return again_at_ ? again_at_ : deadline_; }

/// Begins the first deed, or drops it; false where the screen has yet to ask.
bool Actor::open() {
  const Deed& deed = waiting_.front();
  switch (person().offers(deed.action)) {
    case PersonPlay::Offer::kYes:
      begun_ = true;
      person().begin(deed.action, deed.manner == Manner::kThoughtful);
      return true;
    case PersonPlay::Offer::kNo:
      close(bustle_.skipped);
      return true;
    case PersonPlay::Offer::kNotYet:
      break;
  }
  if (!late()) return false;
  close(bustle_.given_up);
  return true;
}

/// Goes on with the first deed; false while it is not over.
bool Actor::finish() {
  if (person().busy()) person().advance();
  if (person().busy() && !person().complaint() && !late()) return false;
  const bool done = !person().busy() && !person().complaint();
  person().abandon();
  if (waiting_.front().manner == Manner::kAsRecorded && !come_about() && try_again()) return true;
  close(done ? bustle_.done : bustle_.given_up);
  return true;
}

bool Actor::come_about() const { return std::visit(CameAbout{stage_.person(id_)}, waiting_.front().action); }

/// False where it was tried for long enough, or can be tried no more.
bool Actor::try_again() {
  const Instant now = stage_.world().now();
  if (!rest_at_) rest_at_ = now + limits::kPerseverance;
  if (!person().running() || now >= *rest_at_) return false;
  again_at_ = now + limits::kRetryPause;
  deadline_.reset();
  begun_ = false;
  // A room that is refused is asked for once more at once: back to the menu, from where all deeds begin.
  if (person().question() == kRoomQuestion) person().node().terminal().type_line(std::string(kBackToMenu));
  return true;
}

void Actor::close(std::uint64_t& counter) {
  ++counter;
  waiting_.pop_front();
  deadline_.reset();
  again_at_.reset();
  rest_at_.reset();
  begun_ = false;
}

}  // namespace parley::sim::scenario
