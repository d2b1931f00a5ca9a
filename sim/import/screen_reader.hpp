#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "ports/terminal.hpp"
#include "sim/import/activity.hpp"
#include "tape/entry.hpp"

namespace parley::sim::importing {

/// Reads the actions of a person off one tape of their peer: which lines were typed to which questions, and
/// what the screen showed then. Lines that make an action of the language become that action, at the time of
/// its last line, since that is when the registry is asked; all others stay as they were typed.
class ScreenReader {
 public:
  using Emit = std::function<void(Instant, ActivityBody)>;

  /// Whether the program has to ask for the registry is on the tape's header.
  ScreenReader(bool asks_for_registry, Emit emit)
      : asks_for_registry_(asks_for_registry), emit_(std::move(emit)) {}

  void take(const tape::Entry& entry, Instant at);
  /// What was written last has reached the registry at that time.
  void on_asked(Instant at);

  /// The tape is over: what was begun is given out as it stands.
  void finish();

  bool started() const { return started_; }
  bool ended() const { return ended_; }              ///< The program has, by itself.
  const std::string& user() const { return user_; }  ///< Who logged in.

 private:
  struct Typed {
    QuestionKind question;
    std::string text;
    Instant at;
  };
  /// All lines are typed; what comes of it is not known yet.
  struct Pending {
    ObservedAction observed;
    Instant at;
    bool asked;
  };

  void on_line(const tape::Entry& entry, Instant at);
  void on_print(const tape::Entry& entry);
  void on_ask(QuestionKind question, Instant at);
  void on_exit(std::uint8_t code, Instant at);
  void on_quit(const scenario::PersonAction& how, Instant at);

  void on_choice(const Typed& typed);
  void begin(const Typed& typed, scenario::PersonAction action);
  void add_line(const Typed& typed);
  void answer_for_room(const Typed& typed);
  void on_chat_line(const Typed& typed);
  void emit_raw(const Typed& typed);
  void emit_as_typed();

  void resolve(QuestionKind question);
  void resolve(Effect::Kind kind, std::string name, bool granted);
  void notice_changes(QuestionKind question, Instant at);
  void emit_start();

  bool asks_for_registry_;
  Emit emit_;
  bool started_ = false;
  bool ended_ = false;
  bool quitting_ = false;
  bool logged_in_ = false;
  bool in_room_ = false;
  std::optional<QuestionKind> question_;  ///< That is open.
  bool signed_up_ = false;                ///< The screen has said so since the last line.

  scenario::PersonAction action_;        ///< That lines_ are the beginning of.
  std::vector<QuestionKind> questions_;  ///< All of it.
  std::vector<Typed> lines_;
  std::optional<Pending> pending_;
  std::string user_;
  std::string raw_user_;  ///< Typed to the last question for it.
  std::optional<Instant> registry_typed_at_;
};

/// A text for the language that says exactly these bytes: `{name}` is no hole in it.
std::string literal(std::string_view text);

}  // namespace parley::sim::importing
