#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "client/options.hpp"
#include "sim/language/action.hpp"
#include "sim/language/condition.hpp"
#include "sim/language/typing.hpp"
#include "sim/world/node.hpp"
#include "sim/world/random.hpp"

namespace parley::sim {
class Tapes;
}  // namespace parley::sim

namespace parley::sim::scenario {

/// One person of the play: thinks, types and reads, at the simulated terminal of a shipping peer.
///
///            begin()            question as expected        thought          line taken
///   kIdle ------------> kWaiting ----------------> kThinking -------> kTyped ------------+
///     ^                    ^                                                             |
///     |                    +---------------- more lines of the action -------------------+
///     +------- the last action is over: asked again, or the program has ended -----------+
class SimPerson {
 public:
  SimPerson(Node& node, const Person& person, const PeerConfig& peer_config, Tapes* tapes = nullptr);
  ~SimPerson() = default;
  SimPerson(const SimPerson&) = delete;
  SimPerson& operator=(const SimPerson&) = delete;

  const std::string& name() const { return person_.name; }
  Node& node() { return node_; }
  IpAddress address() const { return node_.address(); }

  /// Adds to what the person is to do. Without thinking: each line is typed when it is asked for.
  void begin(const PersonAction& action, bool thinks);
  bool busy() const { return !actions_.empty(); }

  /// Goes on as far as possible now; to be called after every event while busy().
  void advance();

  /// Why the person cannot go on, or has not; nothing while all is well.
  const std::optional<std::string>& error() const { return error_; }
  std::string waiting_for() const;  ///< What a busy person is waiting for, in words.

  /// Opens the program; also after a crash, on the same disk.
  void start(bool asks_for_registry);
  /// As by Node::crash, Node::lose_power or Node::vanish.
  void terminate(void (Node::*how)());

  /// Whether the screen offers this now.
  enum class Offer : std::uint8_t { kYes, kNo, kNotYet };
  Offer offers(const PersonAction& action) const;

  /// Gives up whatever is being done, wherever it has led to.
  void abandon();

  bool running() const { return node_.running(); }
  std::optional<client::ExitCode> ended() const { return ended_; }
  std::string user() const;                          ///< Empty where nobody is logged in, or not running.
  std::string room() const;                          ///< Empty where in none, or not running.
  std::optional<std::string_view> question() const;  ///< The open one's prompt;
  std::optional<QuestionKind> asked() const;         ///< what it asks for.

  // Reading. Lines are numbered as they come to stand on the screen.
  std::size_t line_count() const;
  bool line_matches(std::size_t index, std::string_view text, Match match) const;
  bool shows(std::string_view text) const;  ///< Whether the page that the person looks at has this line.
  /// Finds such a line that no expectation has used yet, on the page that the person looks at.
  bool take_line(std::string_view text, Match match);
  /// The last lines and the open question, for a report.
  std::vector<std::string> end_of_screen(std::size_t lines) const;

 private:
  enum class State : std::uint8_t { kIdle, kWaiting, kThinking, kTyped, kEnding };
  struct Task {
    PersonAction action;
    bool thinks;
  };

  void open_task();
  void do_without_typing(const PersonAction& action);
  void answer();
  void type(std::uint64_t generation);
  void close_task();
  void fail(std::string text);
  bool wait_for_the_end();

  Node& node_;
  const Person& person_;
  const PeerConfig& peer_config_;
  Tapes* tapes_;
  Random rng_;
  State state_ = State::kIdle;
  std::deque<Task> actions_;  ///< The first is being done.
  std::vector<TypedLine> lines_;
  std::size_t next_line_ = 0;
  std::uint64_t generation_ = 0;  ///< Rises with each thought, so that one of a program that crashed is void.
  std::size_t page_ = 0;          ///< The first line that still counts.
  std::set<std::size_t> taken_;
  std::optional<client::ExitCode> ended_;
  std::optional<std::string> error_;
};

}  // namespace parley::sim::scenario
