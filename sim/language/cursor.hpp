#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "sim/language/lexer.hpp"

namespace parley::sim::scenario {

/// Reads one line token by token. Errors are sticky: the first failure is kept, after it nothing is
/// accepted any more and what is read is empty, so a parser looks at failed() once, at its end.
class Cursor {
 public:
  explicit Cursor(const TokenLine& line) : line_(line) {}

  /// Takes these words, parted by one blank, if they come next: `accept("at the same time")`.
  bool accept(std::string_view words);
  /// Takes either form of a verb: `accept("signs up", "sign up")`.
  bool accept(std::string_view singular, std::string_view plural);
  bool accept_mark(char mark);

  /// Whether the next token is a word; a look, nothing is taken.
  std::optional<std::string_view> peek_word() const;
  bool at_string() const;
  bool at_end() const { return failed() || at_ == line_.tokens.size(); }

  /// These fail, saying what was expected, where something else comes next.
  void expect(std::string_view words);
  void expect_mark(char mark);
  void expect_end();
  std::string expect_word(std::string_view what);
  std::string expect_string(std::string_view what);
  Duration expect_duration();
  std::size_t expect_number(std::string_view what, std::size_t max);

  /// `30%` or `0.5%`, in parts of a million.
  std::uint32_t expect_share(std::string_view example);

  /// `for TIME`, where it comes next.
  std::optional<Duration> accept_for_time();

  /// A text with repetitions, `"REGISTER " 1000 x "a"`, written out.
  std::string expect_bytes();

  /// Remembers that what comes next is not `expected`.
  void fail_expecting(std::string_view expected);
  /// Remembers a failure in its own words.
  void fail(std::string message);
  bool failed() const { return !error_.empty(); }
  const std::string& error() const { return error_; }

 private:
  const Token* next() const;
  std::string found() const;
  std::size_t accept_repeat();

  const TokenLine& line_;
  std::size_t at_ = 0;
  std::string error_;
};

/// `1s`, `1.5s`, `500ms`, `250us` or `2min`; nothing for anything else, and for more than a day.
std::optional<Duration> duration_from(std::string_view word);

/// `1.25` as 1250 where `digits` is 3: a decimal number without sign, exact, with at most that many digits
/// behind the point and nine in front.
std::optional<std::uint64_t> decimal_from(std::string_view word, std::size_t digits);

/// A decimal number without sign, at most `max`.
std::optional<std::size_t> number_from(std::string_view word,
                                       std::size_t max = std::numeric_limits<std::size_t>::max());

}  // namespace parley::sim::scenario
