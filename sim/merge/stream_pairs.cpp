#include "sim/merge/stream_pairs.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace parley::sim::merge {
namespace {

/// Whether what was received can be what was sent: no record holds parts of two writes, those that hold a
/// whole one are equal to it, and no more came than went, unless the sender's tape breaks off.
bool agree(const std::vector<Piece>& sent, const std::vector<Piece>& received, bool sender_breaks_off) {
  std::uint64_t sent_to = 0;
  std::uint64_t received_to = 0;
  auto out = sent.begin();
  for (auto in = received.begin(); in != received.end(); ++in) {
    while (out != sent.end() && sent_to + out->size <= received_to) sent_to += (out++)->size;
    if (out == sent.end()) return sender_breaks_off;
    const std::uint64_t end = received_to + in->size;
    if (end > sent_to + out->size) return false;
    if (in->size == out->size && in->fingerprint != out->fingerprint) return false;
    received_to = end;
  }
  return true;
}

/// Names that both saw are the same, as far as both saw any.
bool names_agree(const Logins& a, const Logins& b) {
  const std::size_t both = std::min(a.asked().size(), b.asked().size());
  return std::equal(a.asked().begin(), a.asked().begin() + static_cast<std::ptrdiff_t>(both),
                    b.asked().begin());
}

bool breaks_off(const TapeIndex& notes, const IndexedStream& stream) {
  return !stream.end && notes.end != tape::TapeEndCause::kFinished;
}

class StreamMatcher {
 public:
  StreamMatcher(const std::vector<TapeIndex>& indexes, const std::vector<Clock>& clocks,
                const std::vector<std::size_t>& groups)
      : indexes_(indexes), clocks_(clocks), groups_(groups) {}

  void collect();
  std::vector<StreamPair> choose();

 private:
  struct Candidate {
    StreamPair pair;
    bool is_named = false;
    Duration apart{};
  };
  struct Accepted {
    Instant at{};
    StreamId id;
  };

  const IndexedStream& notes_of(const StreamId& id) const { return indexes_[id.tape].streams[id.stream]; }
  Instant began(const StreamId& id) const { return clocks_[id.tape].common(notes_of(id).began); }
  void find_accepted();
  void consider_near(const StreamId& peer, const std::vector<Accepted>& others);
  bool matches_by_wall_clock(const StreamId& peer, const Accepted& accepted) const;
  void consider(const StreamId& peer, const Accepted& accepted);

  const std::vector<TapeIndex>& indexes_;
  const std::vector<Clock>& clocks_;
  const std::vector<std::size_t>& groups_;
  std::vector<Accepted> by_time_;
  std::map<std::string, std::vector<Accepted>> by_name_;
  std::set<StreamId> considered_;  ///< For the present stream of a peer.
  std::vector<Candidate> candidates_;
};

/// By time, and by the first name that was to be logged in there.
void StreamMatcher::find_accepted() {
  for (std::size_t tape = 0; tape < indexes_.size(); ++tape) {
    for (std::size_t i = 0; i < indexes_[tape].streams.size(); ++i) {
      const IndexedStream& notes = indexes_[tape].streams[i];
      if (!notes.accepted) continue;
      const Accepted accepted{began({tape, i}), {tape, i}};
      by_time_.push_back(accepted);
      if (!notes.logins.asked().empty()) by_name_[notes.logins.asked().front()].push_back(accepted);
    }
  }
  std::ranges::stable_sort(by_time_, {}, &Accepted::at);
  for (auto& [name, streams] : by_name_) std::ranges::stable_sort(streams, {}, &Accepted::at);
}

void StreamMatcher::collect() {
  find_accepted();
  for (std::size_t tape = 0; tape < indexes_.size(); ++tape) {
    for (std::size_t i = 0; i < indexes_[tape].streams.size(); ++i) {
      const IndexedStream& notes = indexes_[tape].streams[i];
      if (notes.accepted || (!notes.established && notes.in.empty())) continue;
      considered_.clear();
      consider_near({tape, i}, by_time_);
      if (notes.logins.asked().empty()) continue;
      const auto named = by_name_.find(notes.logins.asked().front());
      if (named != by_name_.end()) consider_near({tape, i}, named->second);
    }
  }
}

void StreamMatcher::consider_near(const StreamId& peer, const std::vector<Accepted>& others) {
  const Instant at = began(peer);
  const auto near = std::ranges::lower_bound(others, at, {}, &Accepted::at) - others.begin();
  const auto most = static_cast<std::ptrdiff_t>(limits::kNeighbours);
  const auto end = std::min(near + most, std::ssize(others));
  for (auto k = std::max<std::ptrdiff_t>(near - most, 0); k < end; ++k) {
    const Accepted& other = others[static_cast<std::size_t>(k)];
    if (std::chrono::abs(other.at - at) <= limits::kOpeningSkew) consider(peer, other);
  }
}

/// Of tapes that share nothing else, whose clocks are as good as the calendar.
bool StreamMatcher::matches_by_wall_clock(const StreamId& peer, const Accepted& accepted) const {
  const auto& listens = indexes_[accepted.id.tape].listens;
  const std::string& target = notes_of(peer).target;
  return listens && target.ends_with(":" + std::to_string(listens->port)) &&
         std::chrono::abs(began(peer) - accepted.at) <= limits::kWallClockTolerance;
}

void StreamMatcher::consider(const StreamId& peer, const Accepted& accepted) {
  if (!considered_.insert(accepted.id).second) return;
  const IndexedStream& asked = notes_of(peer);
  const IndexedStream& other = notes_of(accepted.id);
  if (!names_agree(asked.logins, other.logins)) return;
  if (!agree(asked.out, other.in, breaks_off(indexes_[peer.tape], asked))) return;
  if (!agree(other.out, asked.in, breaks_off(indexes_[accepted.id.tape], other))) return;
  const Duration apart = began(peer) - accepted.at;
  if (groups_[peer.tape] != groups_[accepted.id.tape] && !matches_by_wall_clock(peer, accepted)) return;
  const bool is_named = !asked.logins.asked().empty() && !other.logins.asked().empty();
  candidates_.push_back({{peer, accepted.id, false}, is_named, std::chrono::abs(apart)});
}

std::vector<StreamPair> StreamMatcher::choose() {
  std::map<StreamId, std::size_t> choices;
  for (const Candidate& candidate : candidates_) {
    ++choices[candidate.pair.peer];
    ++choices[candidate.pair.registry];
  }
  std::ranges::stable_sort(candidates_, [](const Candidate& a, const Candidate& b) {
    return std::tuple(b.is_named, a.apart) < std::tuple(a.is_named, b.apart);
  });
  std::set<StreamId> taken;
  std::vector<StreamPair> pairs;
  for (const Candidate& candidate : candidates_) {
    StreamPair pair = candidate.pair;
    if (taken.contains(pair.peer) || taken.contains(pair.registry)) continue;
    taken.insert(pair.peer);
    taken.insert(pair.registry);
    pair.is_certain = candidate.is_named && choices[pair.peer] == 1 && choices[pair.registry] == 1;
    pairs.push_back(pair);
  }
  return pairs;
}

}  // namespace

std::vector<StreamPair> pair_streams(const std::vector<TapeIndex>& indexes, const std::vector<Clock>& clocks,
                                     const std::vector<std::size_t>& groups) {
  StreamMatcher matcher(indexes, clocks, groups);
  matcher.collect();
  return matcher.choose();
}

std::vector<PieceMatch> match_pieces(const std::vector<Piece>& sent, const std::vector<Piece>& received) {
  std::vector<PieceMatch> matches;
  std::uint64_t sent_to = 0;  // Behind sent[out].
  std::uint64_t received_to = 0;
  std::size_t out = 0;
  for (std::size_t in = 0; in < received.size(); ++in) {
    received_to += received[in].size;
    while (out < sent.size() && sent_to + sent[out].size < received_to) sent_to += sent[out++].size;
    if (out == sent.size()) break;
    matches.push_back({out, in});
  }
  return matches;
}

}  // namespace parley::sim::merge
