#include "sim/play/action_queue.hpp"

#include "base/name.hpp"
#include "screens/prompts.hpp"
#include "sim/language/limits.hpp"
#include "sim/language/typing.hpp"
#include "sim/world/sim_terminal.hpp"

namespace parley::sim::scenario {
namespace {

bool same_room(const std::string& a, const std::string& b) {
  const auto one = RoomName::parse(a);
  const auto other = RoomName::parse(b);
  return one && other && *one == *other;
}

/// Whether what a person wanted by it has come about.
struct Succeeded {
  const SimPerson& person;

  bool in_room(const std::string& room) const {
    return same_room(person.room(), with_name(room, person.name()));
  }
  bool operator()(const SignUp& /*action*/) const {
    return person.shows(screens::kAccountCreated) || person.shows(screens::kNameTaken);
  }
  bool operator()(const LogIn& /*action*/) const { return !person.user().empty(); }
  bool operator()(const CreateRoom& action) const { return in_room(action.room); }
  bool operator()(const JoinRoom& action) const { return in_room(action.room); }
  template <class Other>
  bool operator()(const Other& /*action*/) const {
    return true;
  }
};

}  // namespace

void ActionQueue::advance() {
  while (!waiting_.empty()) {
    if (retry_at_ && cluster_.world().now() < *retry_at_) return;
    retry_at_.reset();
    const bool thinks = waiting_.front().pacing == Pacing::kThinkFirst;
    const Duration longest = thinks ? limits::kStepDeadline : limits::kRecordedDeadline;
    if (!deadline_) deadline_ = cluster_.world().now() + longest;
    if (!(started_ ? finish() : open())) return;
  }
}

std::optional<Instant> ActionQueue::next_wakeup() const { return retry_at_ ? retry_at_ : deadline_; }

/// Begins the first action, or drops it; false where the screen has yet to ask.
bool ActionQueue::open() {
  const QueuedAction& action = waiting_.front();
  switch (person().offers(action.action)) {
    case SimPerson::Offer::kYes:
      started_ = true;
      person().begin(action.action, action.pacing == Pacing::kThinkFirst);
      return true;
    case SimPerson::Offer::kNo:
      close(meanwhile_stats_.skipped);
      return true;
    case SimPerson::Offer::kNotYet:
      break;
  }
  if (!timed_out()) return false;
  close(meanwhile_stats_.timed_out);
  return true;
}

/// Goes on with the first action; false while it is not over.
bool ActionQueue::finish() {
  if (person().busy()) person().advance();
  if (person().busy() && !person().error() && !timed_out()) return false;
  const bool done = !person().busy() && !person().error();
  person().abandon();
  if (waiting_.front().pacing == Pacing::kAsRecorded && !succeeded() && try_again()) return true;
  close(done ? meanwhile_stats_.done : meanwhile_stats_.timed_out);
  return true;
}

bool ActionQueue::succeeded() const {
  return std::visit(Succeeded{cluster_.person(id_)}, waiting_.front().action);
}

/// False where it was tried for long enough, or can be tried no more.
bool ActionQueue::try_again() {
  const Instant now = cluster_.world().now();
  if (!retry_until_) retry_until_ = now + limits::kRetryTime;
  if (!person().running() || now >= *retry_until_) return false;
  retry_at_ = now + limits::kRetryPause;
  deadline_.reset();
  started_ = false;
  // A room that is refused is asked for once more at once: back to the menu, from where all actions begin.
  const bool for_room = person().asks(QuestionKind::kNewRoom) || person().asks(QuestionKind::kJoinedRoom);
  if (for_room) person().node().terminal().type_line(std::string(kBackToMenu));
  return true;
}

void ActionQueue::close(std::uint64_t& counter) {
  ++counter;
  waiting_.pop_front();
  deadline_.reset();
  retry_at_.reset();
  retry_until_.reset();
  started_ = false;
}

}  // namespace parley::sim::scenario
