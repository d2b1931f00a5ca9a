#include "sim/merge/offset_voting.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "sim/merge/place_groups.hpp"

namespace parley::sim::merge {
namespace {

/// What was said, and on which way: what a peer writes is never what a registry does.
struct Subject {
  enum class Direction : std::uint8_t { kRequest, kAnswer, kLine };
  std::uint64_t fingerprint = 0;
  Direction way{};
  auto operator<=>(const Subject&) const = default;
};

/// What the calendar adds to those votes that agree with it: a part of their weight, and so much at least.
constexpr double kExpectedPart = 0.5;
constexpr double kExpectedWeight = 0.5;
constexpr double kLeastWeight = 1e-9;

struct Vote {
  Duration ahead{};
  double weight = 0;
};

class OffsetVoting {
 public:
  void run(const std::vector<TapeIndex>& indexes) {
    for (std::size_t tape = 0; tape < indexes.size(); ++tape) note(indexes[tape], tape);
    for (const auto& [subject, said] : said_) {
      if (said.sent.size() * said.received.size() <= limits::kVotes) count(said, subject.way);
    }
  }

  std::vector<OffsetEstimate> results(const std::vector<TapeIndex>& indexes);

 private:
  using Moments = std::map<std::size_t, std::vector<Instant>>;  ///< By tape.
  struct Said {
    Moments sent;
    Moments received;
  };

  void note(const TapeIndex& notes, std::size_t tape);
  void count(const Said& said, Subject::Direction way);
  void vote(std::size_t from, const std::vector<Instant>& sent, std::size_t to,
            const std::vector<Instant>& received, double weight);

  std::map<Subject, Said> said_;
  std::map<std::pair<std::size_t, std::size_t>, std::vector<Vote>> votes_;
};

void OffsetVoting::note(const TapeIndex& notes, std::size_t tape) {
  using Direction = Subject::Direction;
  const auto add = [tape](Moments& moments, Instant at) {
    std::vector<Instant>& own = moments[tape];
    if (own.size() <= limits::kMaxRepeats) own.push_back(at);
  };
  for (const IndexedStream& stream : notes.streams) {
    const Direction sends = stream.accepted ? Direction::kAnswer : Direction::kRequest;
    const Direction receives = stream.accepted ? Direction::kRequest : Direction::kAnswer;
    for (const Piece& piece : stream.out) add(said_[{piece.fingerprint, sends}].sent, piece.at);
    for (const Piece& piece : stream.in) add(said_[{piece.fingerprint, receives}].received, piece.at);
  }
  for (const IndexedDatagram& note : notes.sent) {
    if (!note.is_keep_alive) add(said_[{note.fingerprint, Direction::kLine}].sent, note.at);
  }
  for (const IndexedDatagram& note : notes.received) {
    if (!note.is_keep_alive) add(said_[{note.fingerprint, Direction::kLine}].received, note.at);
  }
}

/// What else was sent and received of the same counts on all tapes: whoever starts again says the same again,
/// to another tape. A line alone has many readers, each of whom has it once.
void OffsetVoting::count(const Said& said, Subject::Direction way) {
  const auto times = [](const Moments& moments) {
    std::size_t sum = 0;
    for (const auto& [tape, own] : moments) sum += own.size();
    return static_cast<double>(sum);
  };
  const double all_sent = times(said.sent);
  const double all_received = times(said.received);
  for (const auto& [from, sent] : said.sent) {
    if (sent.size() > limits::kMaxRepeats) continue;
    for (const auto& [to, received] : said.received) {
      if (from == to || received.size() > limits::kMaxRepeats) continue;
      const double readings =
          way == Subject::Direction::kLine ? static_cast<double>(received.size()) : all_received;
      vote(from, sent, to, received, 1 / (all_sent * readings));
    }
  }
}

void OffsetVoting::vote(std::size_t from, const std::vector<Instant>& sent, std::size_t to,
                        const std::vector<Instant>& received, double weight) {
  std::vector<Vote>& votes = votes_[{std::min(from, to), std::max(from, to)}];
  for (const Instant left : sent) {
    for (const Instant came : received) {
      if (votes.size() == limits::kVotes) return;
      votes.push_back({from < to ? came - left : left - came, weight});
    }
  }
}

/// The middle one of those votes that lie within one window and weigh most together; between some that weigh
/// nearly the same the calendar decides.
Vote winner(std::vector<Vote>& votes, Duration expected) {
  std::ranges::stable_sort(votes, {}, &Vote::ahead);
  Vote best;
  double weight = 0;
  auto first = votes.begin();
  for (auto last = votes.begin(); last != votes.end(); ++last) {
    weight += last->weight;
    for (; last->ahead - first->ahead > limits::kVoteWindow; ++first) weight -= first->weight;
    const Duration ahead = std::next(first, (last - first) / 2)->ahead;
    const bool is_expected = std::chrono::abs(ahead - expected) <= limits::kVoteWindow;
    const double counted = weight + (is_expected ? weight * kExpectedPart + kExpectedWeight : 0);
    if (counted > best.weight + kLeastWeight) best = {ahead, counted};
  }
  return best;
}

std::vector<OffsetEstimate> OffsetVoting::results(const std::vector<TapeIndex>& indexes) {
  const std::vector<Duration> begun = start_times(indexes);
  std::vector<OffsetEstimate> estimates;
  for (auto& [tapes, votes] : votes_) {
    const Vote best = winner(votes, begun[tapes.first] - begun[tapes.second]);
    if (best.weight > 0) estimates.push_back({tapes.first, tapes.second, best.ahead, best.weight});
  }
  return estimates;
}

}  // namespace

std::vector<OffsetEstimate> estimate_offsets(const std::vector<TapeIndex>& indexes) {
  OffsetVoting voting;
  voting.run(indexes);
  return voting.results(indexes);
}

}  // namespace parley::sim::merge
