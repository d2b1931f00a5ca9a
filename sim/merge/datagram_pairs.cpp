#include "sim/merge/datagram_pairs.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace parley::sim::merge {
namespace {

/// One datagram, in common time.
struct TimedDatagram {
  Instant at{};
  std::size_t tape = 0;
  std::size_t place = 0;
};

/// EqualDatagrams datagrams of one group of tapes.
struct EqualDatagrams {
  std::vector<TimedDatagram> sent;
  std::map<std::size_t, std::vector<TimedDatagram>> received;  ///< By the tape.
};

class DatagramMatcher {
 public:
  DatagramMatcher(const std::vector<TapeIndex>& indexes, const std::vector<Clock>& clocks,
                  const std::vector<std::size_t>& groups, const DatagramRules& rules)
      : indexes_(indexes), clocks_(clocks), groups_(groups), rules_(rules) {}

  std::vector<DatagramMatch> run() {
    for (std::size_t tape = 0; tape < indexes_.size(); ++tape) collect_sent(tape);
    for (std::size_t tape = 0; tape < indexes_.size(); ++tape) collect_received(tape);
    for (auto& [key, equal] : all_) match(equal);
    return std::move(matches_);
  }

 private:
  using Key = std::pair<std::size_t, std::uint64_t>;  ///< The group, the fingerprint.

  TimedDatagram placed(std::size_t tape, const IndexedDatagram& note, std::size_t place) const {
    return {clocks_[tape].common(note.at), tape, place};
  }
  void collect_sent(std::size_t tape) {
    const std::vector<IndexedDatagram>& notes = indexes_[tape].sent;
    for (std::size_t i = 0; i < notes.size(); ++i) {
      if (notes[i].is_keep_alive && !rules_.keep_alives) continue;
      all_[{groups_[tape], notes[i].fingerprint}].sent.push_back(placed(tape, notes[i], i));
    }
  }
  /// Of what nobody sent on any tape nothing is kept.
  void collect_received(std::size_t tape) {
    const std::vector<IndexedDatagram>& notes = indexes_[tape].received;
    for (std::size_t i = 0; i < notes.size(); ++i) {
      const auto equal = all_.find({groups_[tape], notes[i].fingerprint});
      if (equal != all_.end()) equal->second.received[tape].push_back(placed(tape, notes[i], i));
    }
  }
  void match(EqualDatagrams& equal);

  const std::vector<TapeIndex>& indexes_;
  const std::vector<Clock>& clocks_;
  const std::vector<std::size_t>& groups_;
  DatagramRules rules_;
  std::map<Key, EqualDatagrams> all_;
  std::vector<DatagramMatch> matches_;
};

std::vector<Instant> moments_of(const std::vector<TimedDatagram>& all) {
  std::vector<Instant> moments;
  moments.reserve(all.size());
  for (const TimedDatagram& each : all) moments.push_back(each.at);
  return moments;
}

void DatagramMatcher::match(EqualDatagrams& equal) {
  std::ranges::stable_sort(equal.sent, {}, &TimedDatagram::at);
  const std::vector<Instant> sent = moments_of(equal.sent);
  for (const auto& [tape, received] : equal.received) {
    const auto assigned = assign_equal(sent, moments_of(received), rules_.tolerance);
    for (std::size_t i = 0; i < assigned.size(); ++i) {
      if (!assigned[i]) continue;
      const TimedDatagram& source = equal.sent[*assigned[i]];
      const bool is_certain = sent.size() == 1 && received.size() == 1;
      matches_.push_back({source.tape, tape, source.place, received[i].place, is_certain});
    }
  }
}

}  // namespace

std::vector<DatagramMatch> match_datagrams(const std::vector<TapeIndex>& indexes,
                                           const std::vector<Clock>& clocks,
                                           const std::vector<std::size_t>& groups,
                                           const DatagramRules& rules) {
  return DatagramMatcher(indexes, clocks, groups, rules).run();
}

}  // namespace parley::sim::merge
