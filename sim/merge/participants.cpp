#include "sim/merge/participants.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "sim/merge/logins.hpp"

namespace parley::sim::merge {
namespace {

/// `ann` of `some/where/ann.tape`.
std::string stem_of(const std::string& path) {
  const std::string name = path.substr(path.rfind('/') + 1);
  const std::size_t dot = name.rfind('.');
  return dot == 0 || dot == std::string::npos ? name : name.substr(0, dot);
}

/// Who logged in first; else who signed up.
std::string user_of(const TapeIndex& index) {
  std::string signed_up;
  for (const IndexedStream& stream : index.streams) {
    if (stream.logins.has_logged_in()) return stream.logins.user();
    if (signed_up.empty()) signed_up = stream.logins.user();
  }
  return signed_up;
}

class ParticipantFinder {
 public:
  ParticipantFinder(const std::vector<std::string>& names, const std::vector<TapeIndex>& indexes,
                    const Alignment& alignment)
      : names_(names), indexes_(indexes), alignment_(alignment), found_of_(indexes.size()) {}

  Participants run();

 private:
  /// A node, and when its tapes begin and end.
  struct Found {
    Node node;
    std::string key;  ///< The user's name in lower case; empty for one who has none.
    Instant first{};
    Instant last{};
  };

  Instant common(std::size_t tape, Instant own) const { return alignment_.clocks[tape].common(own); }
  Instant first_of(std::size_t tape) const { return common(tape, Instant{}); }
  bool is_full() const { return found_.size() >= limits::kNames + indexes_.size(); }
  std::size_t add(NodeKind kind, const std::string& name, Instant at) {
    found_.push_back({{name, kind, {}}, {}, at, at});
    return found_.size() - 1;
  }
  void place_tape(std::size_t tape);
  bool is_same(const Found& found, std::size_t tape, const std::string& key) const;
  std::size_t person(const std::string& name, Instant at);
  std::size_t registry_of(const IndexedStream& stream, Instant at);
  std::size_t unknown_client(Instant at);
  std::size_t other_end(const StreamId& id);
  void find_other_ends();
  void name_nodes();
  Participants in_order();

  const std::vector<std::string>& names_;
  const std::vector<TapeIndex>& indexes_;
  const Alignment& alignment_;
  std::vector<Found> found_;
  std::vector<std::size_t> found_of_;  ///< By tape.
  std::map<StreamId, std::size_t> other_of_;
  std::map<std::string, std::size_t> people_;
  std::vector<std::size_t> recorded_registries_;
  std::map<std::string, std::size_t> unrecorded_registries_;  ///< By where they were asked for.
  std::size_t unknown_clients_ = 0;
  std::optional<std::size_t> others_;  ///< Those without a name for whom there is no room.
};

bool ParticipantFinder::is_same(const Found& found, std::size_t tape, const std::string& key) const {
  if (found.node.tapes.empty() || found.last > first_of(tape)) return false;
  const TapeIndex& one = indexes_[tape];
  const TapeIndex& other = indexes_[found.node.tapes.back()];
  if (one.is_registry() != other.is_registry()) return false;
  if (!one.is_registry()) return !key.empty() && found.key == key;
  const auto has_same = [&](tape::RegistryTag tag) {
    const std::string* address = one.header.option(tag);
    const std::string* others = other.header.option(tag);
    return address == others || (address != nullptr && others != nullptr && *address == *others);
  };
  return (has_same(tape::RegistryTag::kTcp) && has_same(tape::RegistryTag::kUdp)) ||
         (one.listens && one.listens == other.listens);
}

void ParticipantFinder::place_tape(std::size_t tape) {
  const bool is_registry = indexes_[tape].is_registry();
  const std::string user = is_registry ? "" : user_of(indexes_[tape]);
  const std::string key = folded(user);
  const auto same =
      std::ranges::find_if(found_, [&](const Found& found) { return is_same(found, tape, key); });
  const auto index = static_cast<std::size_t>(same - found_.begin());
  if (same == found_.end()) {
    const std::string name = is_registry ? "registry" : (user.empty() ? stem_of(names_[tape]) : user);
    add(is_registry ? NodeKind::kRegistry : NodeKind::kPerson, name, first_of(tape));
    found_.back().key = key;
    if (is_registry) recorded_registries_.push_back(index);
  }
  found_of_[tape] = index;
  Found& found = found_[index];
  found.node.tapes.push_back(tape);
  found.last = std::max(found.last, common(tape, indexes_[tape].last));
  if (is_registry) return;
  for (const IndexedStream& stream : indexes_[tape].streams) {
    if (!stream.logins.user().empty()) people_.try_emplace(folded(stream.logins.user()), index);
  }
}

std::size_t ParticipantFinder::person(const std::string& name, Instant at) {
  const auto known = people_.find(folded(name));
  if (known != people_.end()) return known->second;
  if (is_full()) return unknown_client(at);
  return people_[folded(name)] = add(NodeKind::kPerson, name, at);
}

/// Somebody without a name; when there are too many, all are one.
std::size_t ParticipantFinder::unknown_client(Instant at) {
  if (!is_full()) return add(NodeKind::kPerson, "client " + std::to_string(++unknown_clients_), at);
  if (!others_) others_ = add(NodeKind::kPerson, "others", at);
  return *others_;
}

/// Where the address that was asked for is not that of any registry on tape, it may be another name of the
/// only one.
std::size_t ParticipantFinder::registry_of(const IndexedStream& stream, Instant at) {
  for (const std::size_t i : recorded_registries_) {
    const auto& listens = indexes_[found_[i].node.tapes.front()].listens;
    const std::string port = listens ? ":" + std::to_string(listens->port) : "";
    if (recorded_registries_.size() == 1 || (listens && stream.target.ends_with(port))) return i;
  }
  const auto known = unrecorded_registries_.find(stream.target);
  if (known != unrecorded_registries_.end()) return known->second;
  if (is_full() && !unrecorded_registries_.empty()) return unrecorded_registries_.begin()->second;
  return unrecorded_registries_[stream.target] = add(NodeKind::kRegistry, "registry", at);
}

std::size_t ParticipantFinder::other_end(const StreamId& id) {
  const IndexedStream& stream = indexes_[id.tape].streams[id.stream];
  const Instant at = common(id.tape, stream.began);
  if (!stream.accepted) return registry_of(stream, at);
  return stream.logins.user().empty() ? unknown_client(at) : person(stream.logins.user(), at);
}

/// And those of whom nothing is known but what they wrote.
void ParticipantFinder::find_other_ends() {
  for (const StreamPair& pair : alignment_.streams) {
    other_of_[pair.peer] = found_of_[pair.registry.tape];
    other_of_[pair.registry] = found_of_[pair.peer.tape];
  }
  for (std::size_t tape = 0; tape < indexes_.size(); ++tape) {
    for (std::size_t i = 0; i < indexes_[tape].streams.size(); ++i) {
      const StreamId id{tape, i};
      if (!other_of_.contains(id)) other_of_[id] = other_end(id);
    }
  }
  for (std::size_t tape = 0; tape < indexes_.size(); ++tape) {
    for (const std::string& writer : indexes_[tape].writers) person(writer, first_of(tape));
  }
}

/// Each has a name of its own.
void ParticipantFinder::name_nodes() {
  for (auto& [target, index] : unrecorded_registries_) {
    if (unrecorded_registries_.size() > 1) found_[index].node.name = "registry " + target;
  }
  std::set<std::string> taken;
  for (Found& found : found_) {
    const std::string name = found.node.name;
    for (int number = 2; !taken.insert(found.node.name).second; ++number) {
      found.node.name = name + " (" + std::to_string(number) + ")";
    }
  }
}

Participants ParticipantFinder::in_order() {
  std::vector<std::size_t> order(found_.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, {}, [this](std::size_t index) {
    return std::pair(found_[index].node.kind, found_[index].first);
  });
  std::vector<std::size_t> place(found_.size());
  Participants participants;
  for (const std::size_t index : order) {
    place[index] = participants.nodes.size();
    participants.nodes.push_back(std::move(found_[index].node));
  }
  for (const std::size_t index : found_of_) participants.node_of.push_back(place[index]);
  for (const auto& [id, index] : other_of_) participants.other_of.emplace(id, place[index]);
  for (const auto& [name, index] : people_) participants.people.emplace(name, place[index]);
  return participants;
}

Participants ParticipantFinder::run() {
  std::vector<std::size_t> by_time(indexes_.size());
  std::iota(by_time.begin(), by_time.end(), 0);
  std::ranges::stable_sort(by_time, {}, [this](std::size_t tape) { return first_of(tape); });
  for (const std::size_t tape : by_time) place_tape(tape);
  find_other_ends();
  name_nodes();
  return in_order();
}

}  // namespace

Participants find_participants(const std::vector<std::string>& names, const std::vector<TapeIndex>& indexes,
                               const Alignment& alignment) {
  return ParticipantFinder(names, indexes, alignment).run();
}

}  // namespace parley::sim::merge
