#include "sim/session/votes.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "sim/session/calendar.hpp"

namespace parley::sim::session {
namespace {

/// What was said, and on which way: what a peer writes is never what a registry does.
struct Subject {
  enum class Way : std::uint8_t { kRequest, kAnswer, kLine };
  std::uint64_t fingerprint = 0;
  Way way{};
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

class Poll {
 public:
  void hold(const std::vector<Survey>& surveys) {
    for (std::size_t tape = 0; tape < surveys.size(); ++tape) note(surveys[tape], tape);
    for (const auto& [subject, said] : said_) {
      if (said.sent.size() * said.received.size() <= limits::kVotes) count(said, subject.way);
    }
  }

  std::vector<Guess> results(const std::vector<Survey>& surveys);

 private:
  using Moments = std::map<std::size_t, std::vector<Instant>>;  ///< By tape.
  struct Said {
    Moments sent;
    Moments received;
  };

  void note(const Survey& notes, std::size_t tape);
  void count(const Said& said, Subject::Way way);
  void vote(std::size_t from, const std::vector<Instant>& sent, std::size_t to,
            const std::vector<Instant>& received, double weight);

  std::map<Subject, Said> said_;
  std::map<std::pair<std::size_t, std::size_t>, std::vector<Vote>> votes_;
};

void Poll::note(const Survey& notes, std::size_t tape) {
  using Way = Subject::Way;
  const auto add = [tape](Moments& moments, Instant at) {
    std::vector<Instant>& own = moments[tape];
    if (own.size() <= limits::kOftenSaid) own.push_back(at);
  };
  for (const StreamNotes& stream : notes.streams) {
    const Way sends = stream.accepted ? Way::kAnswer : Way::kRequest;
    const Way receives = stream.accepted ? Way::kRequest : Way::kAnswer;
    for (const Piece& piece : stream.out) add(said_[{piece.fingerprint, sends}].sent, piece.at);
    for (const Piece& piece : stream.in) add(said_[{piece.fingerprint, receives}].received, piece.at);
  }
  for (const DatagramNote& note : notes.sent) {
    if (!note.is_keep_alive) add(said_[{note.fingerprint, Way::kLine}].sent, note.at);
  }
  for (const DatagramNote& note : notes.received) {
    if (!note.is_keep_alive) add(said_[{note.fingerprint, Way::kLine}].received, note.at);
  }
}

/// What else was sent and received of the same counts on all tapes: whoever starts again says the same again,
/// to another tape. A line alone has many readers, each of whom has it once.
void Poll::count(const Said& said, Subject::Way way) {
  const auto times = [](const Moments& moments) {
    std::size_t sum = 0;
    for (const auto& [tape, own] : moments) sum += own.size();
    return static_cast<double>(sum);
  };
  const double all_sent = times(said.sent);
  const double all_received = times(said.received);
  for (const auto& [from, sent] : said.sent) {
    if (sent.size() > limits::kOftenSaid) continue;
    for (const auto& [to, received] : said.received) {
      if (from == to || received.size() > limits::kOftenSaid) continue;
      const double readings =
          way == Subject::Way::kLine ? static_cast<double>(received.size()) : all_received;
      vote(from, sent, to, received, 1 / (all_sent * readings));
    }
  }
}

void Poll::vote(std::size_t from, const std::vector<Instant>& sent, std::size_t to,
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

std::vector<Guess> Poll::results(const std::vector<Survey>& surveys) {
  const std::vector<Duration> begun = begun_at(surveys);
  std::vector<Guess> guesses;
  for (auto& [tapes, votes] : votes_) {
    const Vote best = winner(votes, begun[tapes.first] - begun[tapes.second]);
    if (best.weight > 0) guesses.push_back({tapes.first, tapes.second, best.ahead, best.weight});
  }
  return guesses;
}

}  // namespace

std::vector<Guess> guess_clocks(const std::vector<Survey>& surveys) {
  Poll poll;
  poll.hold(surveys);
  return poll.results(surveys);
}

}  // namespace parley::sim::session
