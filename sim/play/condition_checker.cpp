#include "sim/play/condition_checker.hpp"

namespace parley::sim::scenario {
namespace {

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

}  // namespace

ConditionChecker::ConditionChecker(SimCluster& cluster, const Condition& condition)
    : cluster_(cluster), condition_(condition) {
  if (const auto* unseen = std::get_if<DoesNotSee>(&condition)) {
    for (const PersonId id : unseen->who) marks_.push_back(cluster.person(id).line_count());
  } else if (const auto* never = std::get_if<NeverSees>(&condition)) {
    marks_.assign(never->who.size(), 0);
  } else if (const auto* silence = std::get_if<ReceivesNothing>(&condition)) {
    for (const ClientId id : silence->who) {
      const RawConnection* open = cluster.client(id).connection();
      marks_.push_back(open == nullptr ? 0 : open->received());
    }
  }
}

bool ConditionChecker::holds() {
  return std::visit([this](const auto& condition) { return check(condition); }, condition_);
}

std::string ConditionChecker::error() const { return error_; }

bool ConditionChecker::fail(std::string error) {
  error_ = std::move(error);
  return false;
}

bool ConditionChecker::fail(PersonId id, const std::string& error) {
  concerned_ = {id};
  return fail(cluster_.person(id).name() + " " + error);
}

bool ConditionChecker::fail(ClientId id, const std::string& error) {
  return fail(cluster_.client(id).name() + " " + error);
}

bool ConditionChecker::check(const Sees& condition) {
  const std::size_t all = condition.who.size() * condition.texts.size();
  for (; found_ < all; ++found_) {
    const PersonId id = condition.who[found_ / condition.texts.size()];
    const std::string& text = condition.texts[found_ % condition.texts.size()];
    SimPerson& person = cluster_.person(id);
    if (!person.take_line(text, condition.match)) {
      return fail(id, "has not seen " + quoted(with_name(text, person.name())));
    }
  }
  return true;
}

bool ConditionChecker::unseen(const std::vector<PersonId>& who, const std::string& text, Match match) {
  for (std::size_t i = 0; i < who.size(); ++i) {
    const SimPerson& person = cluster_.person(who[i]);
    for (; marks_[i] < person.line_count(); ++marks_[i]) {
      if (person.line_matches(marks_[i], text, match)) {
        return fail(who[i], "has seen " + quoted(with_name(text, person.name())));
      }
    }
  }
  return true;
}

bool ConditionChecker::check(const DoesNotSee& condition) {
  return unseen(condition.who, condition.text, condition.match);
}

bool ConditionChecker::check(const NeverSees& condition) {
  return unseen(condition.who, condition.text, condition.match);
}

bool ConditionChecker::check(const IsAsked& condition) {
  for (const PersonId id : condition.who) {
    const auto question = cluster_.person(id).question();
    if (!question) return fail(id, "is not asked anything");
    const auto bare = [](std::string_view text) { return text.substr(0, text.find_last_not_of(' ') + 1); };
    if (bare(*question) != bare(condition.prompt)) return fail(id, "is asked " + quoted(*question));
  }
  return true;
}

bool ConditionChecker::check(const HasEnded& condition) {
  for (const PersonId id : condition.who) {
    const auto code = cluster_.person(id).ended();
    if (!code) return fail(id, "has not ended the program");
    const auto number = static_cast<std::uint8_t>(*code);
    if (number != condition.code) return fail(id, "has ended with code " + std::to_string(number));
  }
  return true;
}

bool ConditionChecker::check(const IsInRoom& condition) {
  for (const PersonId id : condition.who) {
    const SimPerson& person = cluster_.person(id);
    const std::string room = person.room();
    if (room == with_name(condition.room, person.name())) continue;
    return fail(id, room.empty() ? "is in no room" : "is in room " + room);
  }
  return true;
}

bool ConditionChecker::check(const Receives& condition) {
  for (; found_ < condition.who.size(); ++found_) {
    const ClientId id = condition.who[found_];
    RawConnection* open = cluster_.client(id).connection();
    const std::string wanted = with_name(condition.text, cluster_.client(id).name());
    if (open == nullptr || open->inbox().empty()) return fail(id, "has received nothing more");
    const std::string& got = open->inbox().front();
    const bool part = condition.match == Match::kPart;
    if (part ? got.find(wanted) == std::string::npos : got != wanted) {
      return fail(id, "has received " + quoted(got));
    }
    open->inbox().pop_front();
  }
  return true;
}

bool ConditionChecker::check(const ReceivesNothing& condition) {
  for (std::size_t i = 0; i < condition.who.size(); ++i) {
    RawConnection* open = cluster_.client(condition.who[i]).connection();
    if (open != nullptr && open->received() != marks_[i]) {
      return fail(condition.who[i],
                  "has received " + quoted(open->inbox().empty() ? "" : open->inbox().back()));
    }
  }
  return true;
}

bool ConditionChecker::is_closed(ClientId id) {
  const RawConnection* open = cluster_.client(id).connection();
  return open == nullptr || open->state() == RawConnection::State::kClosed;
}

bool ConditionChecker::check(const IsClosed& condition) {
  for (; found_ < condition.who.size(); ++found_) {
    if (!is_closed(condition.who[found_])) return fail(condition.who[found_], "is still connected");
  }
  return true;
}

bool ConditionChecker::check(const IsConnected& condition) {
  for (const ClientId id : condition.who) {
    if (is_closed(id)) return fail(id, "is closed");
  }
  return true;
}

}  // namespace parley::sim::scenario
