#include "sim/real/real_condition_checker.hpp"

#include "sim/real/addresses.hpp"

namespace parley::sim::real {
namespace {

std::string in_quotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

}  // namespace

RealConditionChecker::RealConditionChecker(RealCluster& cluster, const scenario::Condition& condition) : cluster_(cluster), condition_(condition) {
  if (const auto* unseen = std::get_if<scenario::DoesNotSee>(&condition)) {
    for (const PersonId id : unseen->who) marks_.push_back(cluster.person(id).line_count());
  } else if (const auto* never = std::get_if<scenario::NeverSees>(&condition)) {
    marks_.assign(never->who.size(), 0);
  } else if (const auto* silence = std::get_if<scenario::ReceivesNothing>(&condition)) {
    for (const ClientId id : silence->who) {
      const auto* open = cluster.client(id).connection();
      marks_.push_back(open == nullptr ? 0 : open->received());
    }
  }
}

bool RealConditionChecker::holds() {
  return std::visit([this](const auto& condition) { return check(condition); }, condition_);
}

bool RealConditionChecker::fail(std::string error) {
  error_ = std::move(error);
  return false;
}

bool RealConditionChecker::fail(PersonId id, const std::string& error) {
  concerned_ = {id};
  return fail(cluster_.person(id).name() + " " + error);
}

bool RealConditionChecker::fail(ClientId id, const std::string& error) {
  return fail(cluster_.client(id).name() + " " + error);
}

bool RealConditionChecker::check(const scenario::Sees& condition) {
  const std::size_t all = condition.who.size() * condition.texts.size();
  for (; found_ < all; ++found_) {
    const PersonId id = condition.who[found_ / condition.texts.size()];
    const std::string& text = condition.texts[found_ % condition.texts.size()];
    PtyPerson& person = cluster_.person(id);
    if (!person.take_line(text, condition.match)) {
      return fail(id, "has not seen " + in_quotes(scenario::with_name(text, person.name())));
    }
  }
  return true;
}

bool RealConditionChecker::unseen(const std::vector<PersonId>& who, const std::string& text, scenario::Match match) {
  for (std::size_t i = 0; i < who.size(); ++i) {
    const PtyPerson& person = cluster_.person(who[i]);
    for (; marks_[i] < person.line_count(); ++marks_[i]) {
      if (person.line_matches(marks_[i], text, match)) {
        return fail(who[i], "has seen " + in_quotes(scenario::with_name(text, person.name())));
      }
    }
  }
  return true;
}

bool RealConditionChecker::check(const scenario::DoesNotSee& condition) {
  return unseen(condition.who, condition.text, condition.match);
}

bool RealConditionChecker::check(const scenario::NeverSees& condition) {
  return unseen(condition.who, condition.text, condition.match);
}

bool RealConditionChecker::check(const scenario::IsAsked& condition) {
  for (const PersonId id : condition.who) {
    const auto question = cluster_.person(id).question();
    if (!question) return fail(id, "is not asked anything");
    if (*question != trimmed(condition.prompt)) return fail(id, "is asked " + in_quotes(*question));
  }
  return true;
}

bool RealConditionChecker::check(const scenario::HasEnded& condition) {
  for (const PersonId id : condition.who) {
    const auto code = cluster_.person(id).ended();
    if (!code) return fail(id, "has not ended the program");
    if (*code != condition.code) return fail(id, "has ended with code " + std::to_string(*code));
  }
  return true;
}

bool RealConditionChecker::check(const scenario::IsInRoom& condition) {
  for (const PersonId id : condition.who) {
    const PtyPerson& person = cluster_.person(id);
    const std::string room = person.room();
    if (room == scenario::with_name(condition.room, person.name())) continue;
    return fail(id, room.empty() ? "is in no room" : "is in room " + room);
  }
  return true;
}

bool RealConditionChecker::check(const scenario::Receives& condition) {
  for (; found_ < condition.who.size(); ++found_) {
    const ClientId id = condition.who[found_];
    auto* open = cluster_.client(id).connection();
    const std::string wanted = scenario::with_name(condition.text, cluster_.client(id).name());
    if (open == nullptr || open->inbox().empty()) return fail(id, "has received nothing more");
    const std::string got = as_simulated(open->inbox().front(), cluster_.client(id).registry());
    const bool part = condition.match == scenario::Match::kPart;
    if (part ? got.find(wanted) == std::string::npos : got != wanted) {
      return fail(id, "has received " + in_quotes(got));
    }
    open->inbox().pop_front();
  }
  return true;
}

bool RealConditionChecker::check(const scenario::ReceivesNothing& condition) {
  for (std::size_t i = 0; i < condition.who.size(); ++i) {
    auto* open = cluster_.client(condition.who[i]).connection();
    if (open != nullptr && open->received() != marks_[i]) {
      return fail(condition.who[i],
                  "has received " + in_quotes(open->inbox().empty() ? "" : open->inbox().back()));
    }
  }
  return true;
}

bool RealConditionChecker::check(const scenario::IsClosed& condition) {
  for (; found_ < condition.who.size(); ++found_) {
    const ClientId id = condition.who[found_];
    if (!cluster_.client(id).is_closed()) return fail(id, "is still connected");
  }
  return true;
}

bool RealConditionChecker::check(const scenario::IsConnected& condition) {
  for (const ClientId id : condition.who) {
    if (cluster_.client(id).is_closed()) return fail(id, "is closed");
  }
  return true;
}

}  // namespace parley::sim::real
