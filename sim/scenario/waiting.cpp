#include "sim/scenario/waiting.hpp"

#include <algorithm>

#include "sim/scenario/limits.hpp"

namespace parley::sim::scenario {

/// Lets all who are busy go on; true once none is, or one cannot.
bool Waiting::settle_people(std::vector<PersonId>& busy) {
  for (std::size_t i = 0; i < busy.size();) {
    PersonPlay& person = stage_.person(busy[i]);
    if (person.busy()) person.advance();
    if (person.complaint()) {
      course_.fail(*person.complaint(), {busy[i]});
      return true;
    }
    if (person.busy()) {
      ++i;
    } else {
      busy[i] = busy.back();
      busy.pop_back();
    }
  }
  return busy.empty();
}

void Waiting::finish_people(std::vector<PersonId> busy) {
  std::sort(busy.begin(), busy.end());
  busy.erase(std::unique(busy.begin(), busy.end()), busy.end());
  const Duration bound =
      limits::kStepDeadline + static_cast<Duration::rep>(busy.size()) * limits::kExtraTimePerPerson;
  const bool settled = course_.run_until([&] { return settle_people(busy); }, bound);
  if (settled) return;
  std::sort(busy.begin(), busy.end());
  course_.fail("not over in time: " + stage_.person(busy.front()).occupation(), busy);
}

bool Waiting::settle_clients(std::vector<ClientId>& connecting) {
  while (!connecting.empty()) {
    ClientPlay& client = stage_.client(connecting.back());
    const bool over = client.connected();
    if (client.complaint()) {
      course_.fail(*client.complaint());
      return true;
    }
    if (!over) return false;
    connecting.pop_back();
  }
  return true;
}

void Waiting::finish_clients(std::vector<ClientId> connecting) {
  const bool settled = course_.run_until([&] { return settle_clients(connecting); }, limits::kStepDeadline);
  if (!settled)
    course_.fail("not over in time: " + stage_.client(connecting.back()).name() + " was not greeted");
}

}  // namespace parley::sim::scenario
