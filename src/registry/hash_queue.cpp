#include "registry/hash_queue.hpp"

#include <algorithm>
#include <utility>

#include "registry/network_quota.hpp"

namespace parley::registry {

bool HashQueue::admits(const IpAddress& from) const {
  const auto network = networks_.find(network_of(from));
  const bool known = network != networks_.end();
  const std::size_t before = known ? network->second.waiting.size() : 0;
  const std::size_t networks = networks_.size() + (known ? 0 : 1);
  const std::size_t hashes = under_way_ + std::min(before * networks, places_.size()) + 1;
  const std::size_t rounds = (hashes + limits_.hashes_at_once - 1) / limits_.hashes_at_once;
  return usual_time_ * static_cast<Duration::rep>(rounds) <= limits_.hash_wait;
}

void HashQueue::add(const Asker& asker, std::function<void()> start) {
  const IpAddress name = network_of(asker.address);
  auto [network, is_new] = networks_.try_emplace(name);
  auto& waiting = network->second.waiting;
  if (is_new) network->second.turn = turns_.insert(turns_.end(), name);
  waiting.push_back({asker.connection, std::move(start)});
  places_.insert_or_assign(asker.connection, Place{name, std::prev(waiting.end())});
  start_next();
}

void HashQueue::finished(Instant started) {
  --under_way_;
  const Duration took = clock_.now() - started;
  usual_time_ = usual_time_ == Duration::zero() ? took : (usual_time_ * 7 + took) / 8;
  start_next();
}

bool HashQueue::cancel(ConnectionId connection) {
  const auto place = places_.find(connection);
  if (place == places_.end()) return false;
  remove(place->second);
  places_.erase(place);
  return true;
}

/// Takes a request out of its network's line, and the network out of the turns where nothing is left.
void HashQueue::remove(const Place& place) {
  const auto network = networks_.find(place.network);
  network->second.waiting.erase(place.position);
  if (!network->second.waiting.empty()) return;
  turns_.erase(network->second.turn);
  networks_.erase(network);
}

void HashQueue::start_next() {
  while (under_way_ < limits_.hashes_at_once && !turns_.empty()) {
    Network& network = networks_.at(turns_.front());
    turns_.splice(turns_.end(), turns_, turns_.begin());
    Waiting next = std::move(network.waiting.front());
    cancel(next.connection);
    ++under_way_;
    next.start();
  }
}

}  // namespace parley::registry
