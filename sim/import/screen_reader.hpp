#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ports/terminal.hpp"
#include "sim/import/activity.hpp"
#include "tape/entry.hpp"

namespace parley::sim::importing {

/// Reads the actions of a person off one tape of their client: the answers that they gave to its questions,
/// by the questions' kinds, and what was asked or answered next. Answers that make an action of the language
/// become that action, at the time of the last one, since that is when the registry is asked. All others
/// stay as they were typed.
class ScreenReader {
 public:
  using Emit = std::function<void(Instant, ActivityBody)>;

  /// Whether the program has to ask for the registry is in the tape's header.
  ScreenReader(bool asks_for_registry, Emit emit)
      : asks_for_registry_(asks_for_registry), emit_(std::move(emit)) {}

  void take(const tape::Entry& entry, Instant at);
  /// What was written last has reached the registry at that time.
  void on_asked(Instant at);

  /// The tape is over: what was begun is given out as it stands.
  void finish();

  bool ended() const { return ended_; }  ///< The program has.
  bool started() const { return started_; }
  const std::string& user() const { return user_; }  ///< Who logged in.

 private:
  struct Answer {
    QuestionKind question;
    std::string text;
    Instant at;
  };

  void on_line(Answer answer);
  void on_ask(QuestionKind question, Instant at);
  void on_exit(std::uint8_t code, Instant at);
  void on_quit(const scenario::PersonAction& how, Instant at);

  void begin(scenario::PersonAction action, Answer answer);
  bool is_complete() const { return !answers_.empty() && answers_.size() == questions_.size(); }
  bool fill_action();
  void complete_action(std::optional<QuestionKind> next);
  void notice_changes(QuestionKind question, Instant at);
  void emit_as_typed();
  void emit_raw(const Answer& answer);
  void emit_start();

  bool asks_for_registry_;
  Emit emit_;
  bool started_ = false;
  bool ended_ = false;
  bool quitting_ = false;
  bool logged_in_ = false;
  bool in_room_ = false;
  bool signed_up_ = false;                ///< The registry has said so since the last line.
  std::optional<QuestionKind> question_;  ///< The open one.

  std::vector<Answer> answers_;          ///< To the questions of an action that is not concluded yet.
  scenario::PersonAction action_;        ///< That one;
  std::vector<QuestionKind> questions_;  ///< all of its questions;
  std::optional<Instant> asked_at_;      ///< and when the registry was asked.
  std::string user_;
  std::string typed_user_;  ///< The last name typed as it was.
  std::optional<Instant> registry_typed_at_;
};

}  // namespace parley::sim::importing
