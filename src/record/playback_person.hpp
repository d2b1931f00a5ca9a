#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>

#include "ports/pin_store.hpp"
#include "ports/terminal.hpp"
#include "record/playback_answers.hpp"
#include "tape/entry.hpp"

namespace parley::record {

/// The terminal of a tape. It knows the end of the screen as the person has it.
class PlaybackTerminal final : public Terminal {
 public:
  static constexpr std::size_t kLines = 24;

  struct Line {
    Style style = Style::kPlain;
    std::string text;
  };

  void set_handler(TerminalHandler* handler) override { handler_ = handler; }
  void print(Style style, std::string_view line) override;
  void ask(const Question& question) override;

  Result<void> line(const tape::Entry& input);
  Result<void> end_of_input();
  Result<void> interrupt();

  const std::deque<Line>& last_lines() const { return lines_; }             ///< At most kLines, oldest first.
  const std::optional<std::string>& question() const { return question_; }  ///< The open one's prompt.

 private:
  void add(Style style, std::string text);

  TerminalHandler* handler_ = nullptr;
  std::deque<Line> lines_;
  std::optional<std::string> question_;
  bool hidden_ = false;
  bool input_ended_ = false;
};

/// The pins of a tape.
class PlaybackPins final : public PinStore {
 public:
  explicit PlaybackPins(PlaybackAnswers& answers) : answers_(answers) {}

  Result<std::optional<std::string>> find(const HostPort& registry) override;
  Result<void> save(const HostPort& registry, const std::string& key_fingerprint) override;

 private:
  PlaybackAnswers& answers_;
};

}  // namespace parley::record
