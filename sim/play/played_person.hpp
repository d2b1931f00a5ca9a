#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/language/action.hpp"
#include "sim/language/condition.hpp"
#include "sim/language/typing.hpp"

namespace parley::sim::scenario {

/// One person of a play, in front of a peer's screen: answers the questions that an action leads through, and
/// reads. Which peer that is, and what its terminal is made of, each world says.
///
///            begin()            question as expected        line taken
///   kIdle ------------> kWaiting ----------------> kTyped ------------+
///     ^                    ^                                          |
///     |                    +------- more lines of the action ---------+
///     +------- the last action is over: asked again, or the program has ended
class PlayedPerson {
 public:
  PlayedPerson(const Person& person, PeerConfig peer_config)
      : person_(person), peer_config_(std::move(peer_config)) {}
  virtual ~PlayedPerson() = default;
  PlayedPerson(const PlayedPerson&) = delete;
  PlayedPerson& operator=(const PlayedPerson&) = delete;

  const std::string& name() const { return person_.name; }

  /// Adds to what the person is to do. `thinks`: before each line, where the world has people think.
  void begin(const PersonAction& action, bool thinks);
  bool busy() const { return !tasks_.empty(); }
  /// Goes on as far as possible now; to be called whenever something has happened, while busy().
  void advance();
  /// Gives up whatever is being done, wherever it has led to.
  void abandon();

  /// Why the person cannot go on, or has not; nothing while all is well.
  const std::optional<std::string>& error() const { return error_; }
  std::string waiting_for() const;  ///< What a busy person is waiting for, in words.

  virtual bool running() const = 0;
  std::optional<int> ended() const { return ended_; }  ///< The program's exit code.
  virtual std::string room() const = 0;                ///< Empty where in none, or not running.
  /// What the screen asks now, as it stands there; valid until something happens.
  virtual std::optional<std::string_view> question() const = 0;
  virtual bool asks(QuestionKind kind) const = 0;  ///< Whether that is what it asks, as far as can be told.

  // Reading. Lines are numbered as they come to stand on the screen.
  virtual std::size_t line_count() const = 0;
  /// As a scenario would write it; nothing where it is no longer kept.
  virtual std::optional<std::string_view> line(std::size_t index) const = 0;
  bool line_matches(std::size_t index, std::string_view text, Match match) const;
  bool shows(std::string_view text) const;  ///< Whether the page that the person looks at has this line.
  /// Finds such a line that no expectation has used yet, on the page that the person looks at.
  bool take_line(std::string_view text, Match match);
  /// The last lines, and the open question as one more.
  std::vector<std::string> end_of_screen(std::size_t lines) const;

 protected:
  enum class Key : std::uint8_t { kEndOfInput, kInterrupt };

  /// Opens the program.
  virtual void start(bool asks_for_registry) = 0;
  virtual void press(Key key) = 0;
  /// Types an answer to question(), perhaps after some thought.
  virtual void type(const std::string& line, bool thinks) = 0;
  virtual bool line_taken() const = 0;  ///< Whether the program has read what was typed last.

  const Person& person() const { return person_; }
  const PeerConfig& peer_config() const { return peer_config_; }
  /// Rises with each line, and when all is given up: what belongs to an earlier one is void.
  std::uint64_t lines_begun() const { return lines_begun_; }
  void set_ended(std::optional<int> code) { ended_ = code; }

 private:
  enum class State : std::uint8_t { kIdle, kWaiting, kTyped, kEnding };
  struct Task {
    PersonAction action;
    bool thinks;
  };

  void open_task();
  void do_without_typing(const PersonAction& action);
  void answer();
  std::string asked_for() const;
  bool task_done();
  void close_task();
  void fail(std::string text);

  const Person& person_;
  PeerConfig peer_config_;
  State state_ = State::kIdle;
  std::deque<Task> tasks_;  ///< The first is being done.
  std::vector<TypedLine> lines_;
  std::size_t next_line_ = 0;
  std::uint64_t lines_begun_ = 0;
  std::size_t page_ = 0;  ///< The first line that still counts.
  std::set<std::size_t> taken_;
  std::optional<int> ended_;
  std::optional<std::string> error_;
};

/// Without blanks at both ends.
std::string_view trimmed(std::string_view text);

}  // namespace parley::sim::scenario
