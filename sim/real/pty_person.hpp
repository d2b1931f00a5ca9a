#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sim/language/action.hpp"
#include "sim/language/condition.hpp"
#include "sim/language/typing.hpp"
#include "sim/real/programs.hpp"
#include "sim/real/pty_screen.hpp"
#include "sim/real/running_program.hpp"

namespace parley::sim::real {

/// One person of the play, at the terminal of a shipping peer: types when asked, and reads.
///
///            begin()            question as expected      the answer stands
///   kIdle ------------> kWaiting ----------------> kTyped ------------------+
///     ^                    ^                                                |
///     |                    +------------- more lines of the action ---------+
///     +--- the last action is over: asked again, or the program has ended --+
class PtyPerson {
 public:
  struct Context {
    adapters::ReadableWatches& watches;
    const Programs& programs;
    std::filesystem::path folder;      ///< For the peer's pins.
    scenario::PeerConfig peer_config;  ///< As this person finds the registry.
    std::uint16_t registry_udp = 0;
    scenario::TapeFolder* tapes = nullptr;  ///< Null: the peer is not recorded.
  };

  PtyPerson(Context context, const scenario::Person& person)
      : context_(std::move(context)), person_(person) {}

  const std::string& name() const { return person_.name; }
  const scenario::PeerConfig& peer_config() const { return context_.peer_config; }

  void begin(const scenario::PersonAction& action);
  bool busy() const { return !actions_.empty(); }
  void advance();  ///< Goes on as far as possible now; to be called after every turn while busy().
  const std::optional<std::string>& error() const { return error_; }
  std::string waiting_for() const;  ///< What a busy person is waiting for, in words.

  void start(bool asks_for_registry);
  void crash();
  void pause();
  void resume();
  void request_stop();  ///< The peer, in order, also while it is paused: soon it does not run any more.

  bool running() const { return program_ != nullptr && !ended_; }
  std::optional<int> ended() const { return ended_; }
  std::string room() const { return running() ? screen_.room() : std::string(); }
  std::optional<std::string> question() const;

  // Reading. Lines are numbered as they come to stand on the screen.
  std::size_t line_count() const { return screen_.lines().size(); }
  bool line_matches(std::size_t index, std::string_view text, scenario::Match match) const;
  bool take_line(std::string_view text, scenario::Match match);  ///< One that no expectation has used yet.
  std::vector<std::string> whole_screen() const;                 ///< With the open question's line.

 private:
  enum class State : std::uint8_t { kIdle, kWaiting, kTyped, kEnding };

  void open_task();
  void do_without_typing(const scenario::PersonAction& action);
  void answer();
  bool answer_shown() const;
  bool action_done();
  void close_task();
  void fail(std::string text);

  Context context_;
  const scenario::Person& person_;
  PtyScreen screen_;
  std::unique_ptr<RunningProgram> program_;
  std::optional<int> ended_;
  State state_ = State::kIdle;
  std::deque<scenario::PersonAction> actions_;  ///< The first is being done.
  std::vector<scenario::TypedLine> lines_;
  std::size_t next_line_ = 0;
  std::string asked_;         ///< The question that was answered last.
  std::size_t typed_at_ = 0;  ///< Lines that stood when it was.
  std::size_t page_ = 0;      ///< The first line that still counts.
  std::set<std::size_t> taken_;
  std::optional<std::string> error_;
};

}  // namespace parley::sim::real
