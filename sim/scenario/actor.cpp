#include "sim/scenario/actor.hpp"

#include "sim/scenario/limits.hpp"

namespace parley::sim::scenario {

void Actor::advance() {
  while (!waiting_.empty()) {
    if (!deadline_) deadline_ = stage_.world().now() + limits::kStepDeadline;
    if (!(begun_ ? finish() : open())) return;
  }
}

/// Begins the first deed, or drops it; false where the screen has yet to ask.
bool Actor::open() {
  const PersonAction& deed = waiting_.front();
  switch (person().offers(deed)) {
    case PersonPlay::Offer::kYes:
      begun_ = true;
      person().begin(deed, true);
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
  close(done ? bustle_.done : bustle_.given_up);
  return true;
}

void Actor::close(std::uint64_t& counter) {
  ++counter;
  waiting_.pop_front();
  deadline_.reset();
  begun_ = false;
}

}  // namespace parley::sim::scenario
