#include "sim/play/action_waiter.hpp"

#include <algorithm>

#include "sim/language/limits.hpp"

namespace parley::sim::scenario {

/// Lets all who are busy go on; true once none is, or one cannot.
bool ActionWaiter::advance_people(std::vector<PersonId>& busy) {
  for (std::size_t i = 0; i < busy.size();) {
    SimPerson& person = cluster_.person(busy[i]);
    if (person.busy()) person.advance();
    if (person.error()) {
      run_.fail(*person.error(), {busy[i]});
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

void ActionWaiter::finish_people(std::vector<PersonId> busy) {
  std::sort(busy.begin(), busy.end());
  busy.erase(std::unique(busy.begin(), busy.end()), busy.end());
  const Duration bound =
      limits::kStepDeadline + static_cast<Duration::rep>(busy.size()) * limits::kExtraTimePerPerson;
  const bool settled = run_.run_until([&] { return advance_people(busy); }, bound);
  if (settled) return;
  std::sort(busy.begin(), busy.end());
  run_.fail("not over in time: " + cluster_.person(busy.front()).waiting_for(), busy);
}

bool ActionWaiter::advance_clients(std::vector<ClientId>& connecting) {
  while (!connecting.empty()) {
    SimClient& client = cluster_.client(connecting.back());
    const bool over = client.connected();
    if (client.error()) {
      run_.fail(*client.error());
      return true;
    }
    if (!over) return false;
    connecting.pop_back();
  }
  return true;
}

void ActionWaiter::finish_clients(std::vector<ClientId> connecting) {
  const bool settled = run_.run_until([&] { return advance_clients(connecting); }, limits::kStepDeadline);
  if (!settled)
    run_.fail("not over in time: " + cluster_.client(connecting.back()).name() + " was not greeted");
}

}  // namespace parley::sim::scenario
