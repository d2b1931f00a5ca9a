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

class ParticipantFinder {
 public:
  ParticipantFinder(const std::vector<std::string>& names, const std::vector<TapeIndex>& indexes,
                    const Alignment& alignment)
      : names_(names), indexes_(indexes), alignment_(alignment) {}

  Participants run();

 private:
  struct Lane {
    Node node;
    std::string key;  ///< The name in lower case; empty for one who has none.
    Instant first{};
    Instant last{};
  };

  Instant common(std::size_t tape, Instant own) const { return alignment_.clocks[tape].common(own); }
  Instant first_of(std::size_t tape) const { return common(tape, Instant{}); }
  std::vector<std::size_t> tapes_by_time() const;
  bool is_same_registry(std::size_t tape, const Lane& lane) const;
  std::size_t add_lane(NodeKind kind, const std::string& name, Instant first, Instant last);
  void place_tape(std::size_t tape);
  void place_registry(std::size_t tape);
  void place_person(std::size_t tape);
  void add_name(const std::string& name, std::size_t lane);
  std::size_t person(const std::string& name, Instant at);
  void find_other_end(const StreamId& id);
  std::size_t registry_of(const IndexedStream& notes, Instant at);
  std::size_t unknown_client(Instant at);
  void add_writers();
  void name_lanes();
  Participants in_order();

  const std::vector<std::string>& names_;
  const std::vector<TapeIndex>& indexes_;
  const Alignment& alignment_;
  std::vector<Lane> lanes_;
  std::vector<std::size_t> lane_of_;  ///< By tape.
  std::map<StreamId, std::size_t> other_of_;
  std::map<std::string, std::size_t> people_;
  std::map<std::string, std::size_t> unrecorded_registries_;  ///< By where they were asked for.
  std::size_t unknown_clients_ = 0;
};

std::vector<std::size_t> ParticipantFinder::tapes_by_time() const {
  std::vector<std::size_t> tapes(indexes_.size());
  std::iota(tapes.begin(), tapes.end(), 0);
  std::ranges::stable_sort(tapes, {}, [this](std::size_t tape) { return first_of(tape); });
  return tapes;
}

std::size_t ParticipantFinder::add_lane(NodeKind kind, const std::string& name, Instant first, Instant last) {
  lanes_.push_back({{name, kind, {}}, {}, first, last});
  return lanes_.size() - 1;
}

void ParticipantFinder::place_tape(std::size_t tape) {
  indexes_[tape].is_registry() ? place_registry(tape) : place_person(tape);
  Lane& lane = lanes_[lane_of_[tape]];
  lane.node.tapes.push_back(tape);
  lane.last = std::max(lane.last, common(tape, indexes_[tape].last));
}

bool ParticipantFinder::is_same_registry(std::size_t tape, const Lane& lane) const {
  if (lane.node.kind != NodeKind::kRegistry || lane.last > first_of(tape)) return false;
  const TapeIndex& one = indexes_[tape];
  const TapeIndex& other = indexes_[lane.node.tapes.back()];
  const auto has_same = [&](tape::RegistryTag tag) {
    const std::string* address = one.header.option(tag);
    const std::string* others = other.header.option(tag);
    return address == others || (address != nullptr && others != nullptr && *address == *others);
  };
  return (has_same(tape::RegistryTag::kTcp) && has_same(tape::RegistryTag::kUdp)) ||
         (one.listens && one.listens == other.listens);
}

void ParticipantFinder::place_registry(std::size_t tape) {
  const auto same =
      std::ranges::find_if(lanes_, [&](const Lane& lane) { return is_same_registry(tape, lane); });
  lane_of_[tape] = static_cast<std::size_t>(same - lanes_.begin());
  if (same == lanes_.end()) add_lane(NodeKind::kRegistry, "registry", first_of(tape), first_of(tape));
}

void ParticipantFinder::add_name(const std::string& name, std::size_t lane) {
  people_.try_emplace(folded(name), lane);
}

/// Whoever has logged in first; else who has signed up.
std::string user_of(const TapeIndex& notes) {
  std::string signed_up;
  for (const IndexedStream& stream : notes.streams) {
    if (stream.logins.has_logged_in()) return stream.logins.user();
    if (signed_up.empty()) signed_up = stream.logins.user();
  }
  return signed_up;
}

void ParticipantFinder::place_person(std::size_t tape) {
  const std::string user = user_of(indexes_[tape]);
  const std::string key = folded(user);
  const auto same = std::ranges::find_if(lanes_, [&](const Lane& lane) {
    return !key.empty() && lane.key == key && lane.last <= first_of(tape);
  });
  lane_of_[tape] = static_cast<std::size_t>(same - lanes_.begin());
  if (same == lanes_.end()) {
    add_lane(NodeKind::kPerson, user.empty() ? stem_of(names_[tape]) : user, first_of(tape), first_of(tape));
    lanes_.back().key = key;
  }
  for (const IndexedStream& stream : indexes_[tape].streams) {
    if (!stream.logins.user().empty()) add_name(stream.logins.user(), lane_of_[tape]);
  }
}

std::size_t ParticipantFinder::person(const std::string& name, Instant at) {
  const auto known = people_.find(folded(name));
  if (known != people_.end()) return known->second;
  if (lanes_.size() >= limits::kNames + indexes_.size()) return unknown_client(at);
  const std::size_t lane = add_lane(NodeKind::kPerson, name, at, at);
  add_name(name, lane);
  return lane;
}

/// Somebody without a name; when there are too many, all are one.
std::size_t ParticipantFinder::unknown_client(Instant at) {
  if (lanes_.size() >= limits::kNames + indexes_.size()) {
    const auto others =
        std::ranges::find(lanes_, std::string("others"), [](const Lane& lane) { return lane.node.name; });
    if (others != lanes_.end()) return static_cast<std::size_t>(others - lanes_.begin());
    return add_lane(NodeKind::kPerson, "others", at, at);
  }
  return add_lane(NodeKind::kPerson, "client " + std::to_string(++unknown_clients_), at, at);
}

/// Where the address that was asked for is that of no registry on tape, it may be the one that there is by
/// another name.
std::size_t ParticipantFinder::registry_of(const IndexedStream& notes, Instant at) {
  std::vector<std::size_t> all;
  for (std::size_t lane = 0; lane < lanes_.size(); ++lane) {
    if (lanes_[lane].node.kind == NodeKind::kRegistry && !lanes_[lane].node.tapes.empty())
      all.push_back(lane);
  }
  for (const std::size_t lane : all) {
    const auto& listens = indexes_[lanes_[lane].node.tapes.front()].listens;
    const std::string port = listens ? ":" + std::to_string(listens->port) : "";
    if (all.size() == 1 || (listens && notes.target.ends_with(port))) return lane;
  }
  const auto known = unrecorded_registries_.find(notes.target);
  if (known != unrecorded_registries_.end()) return known->second;
  const std::size_t lane = add_lane(NodeKind::kRegistry, "registry", at, at);
  unrecorded_registries_.emplace(notes.target, lane);
  return lane;
}

void ParticipantFinder::find_other_end(const StreamId& id) {
  if (other_of_.contains(id)) return;
  const IndexedStream& notes = indexes_[id.tape].streams[id.stream];
  const Instant at = common(id.tape, notes.began);
  if (!notes.accepted) {
    other_of_[id] = registry_of(notes, at);
  } else {
    other_of_[id] = notes.logins.user().empty() ? unknown_client(at) : person(notes.logins.user(), at);
  }
}

/// Those of whom nothing is known but what they wrote.
void ParticipantFinder::add_writers() {
  for (std::size_t tape = 0; tape < indexes_.size(); ++tape) {
    for (const std::string& writer : indexes_[tape].writers) person(writer, first_of(tape));
  }
}

/// Each has a name of his own.
void ParticipantFinder::name_lanes() {
  for (auto& [target, lane] : unrecorded_registries_) {
    if (unrecorded_registries_.size() > 1) lanes_[lane].node.name = "registry " + target;
  }
  std::set<std::string> taken;
  for (Lane& lane : lanes_) {
    const std::string name = lane.node.name;
    for (int number = 2; !taken.insert(lane.node.name).second; ++number) {
      lane.node.name = name + " (" + std::to_string(number) + ")";
    }
  }
}

Participants ParticipantFinder::in_order() {
  std::vector<std::size_t> order(lanes_.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(
      order, {}, [this](std::size_t lane) { return std::tuple(lanes_[lane].node.kind, lanes_[lane].first); });
  std::vector<std::size_t> place(lanes_.size());
  Participants participants;
  for (const std::size_t lane : order) {
    place[lane] = participants.nodes.size();
    participants.nodes.push_back(std::move(lanes_[lane].node));
  }
  for (const std::size_t lane : lane_of_) participants.node_of.push_back(place[lane]);
  for (const auto& [id, lane] : other_of_) participants.other_of.emplace(id, place[lane]);
  for (const auto& [name, lane] : people_) participants.people.emplace(name, place[lane]);
  return participants;
}

Participants ParticipantFinder::run() {
  lane_of_.resize(indexes_.size());
  for (const std::size_t tape : tapes_by_time()) place_tape(tape);
  for (const StreamPair& pair : alignment_.streams) {
    other_of_[pair.peer] = lane_of_[pair.registry.tape];
    other_of_[pair.registry] = lane_of_[pair.peer.tape];
  }
  for (std::size_t tape = 0; tape < indexes_.size(); ++tape) {
    for (std::size_t stream = 0; stream < indexes_[tape].streams.size(); ++stream)
      find_other_end({tape, stream});
  }
  add_writers();
  name_lanes();
  return in_order();
}

}  // namespace

Participants find_participants(const std::vector<std::string>& names, const std::vector<TapeIndex>& indexes,
                               const Alignment& alignment) {
  return ParticipantFinder(names, indexes, alignment).run();
}

}  // namespace parley::sim::merge
