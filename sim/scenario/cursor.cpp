#include "sim/scenario/cursor.hpp"

#include <charconv>

#include "sim/scenario/limits.hpp"

namespace parley::sim::scenario {

std::optional<std::size_t> number_from(std::string_view word, std::size_t max) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc() || end != word.data() + word.size() || number > max) return std::nullopt;
  return number;
}

std::optional<Duration> duration_from(std::string_view word) {
  const std::size_t unit_at = word.find_first_not_of("0123456789");
  if (unit_at == std::string_view::npos) return std::nullopt;
  const std::string_view unit = word.substr(unit_at);
  const Duration one = unit == "ms"    ? Duration(std::chrono::milliseconds(1))
                       : unit == "s"   ? Duration(std::chrono::seconds(1))
                       : unit == "min" ? Duration(std::chrono::minutes(1))
                                       : Duration::zero();
  if (one == Duration::zero()) return std::nullopt;
  const auto count =
      number_from(word.substr(0, unit_at), static_cast<std::size_t>(limits::kLongestWait / one));
  if (!count) return std::nullopt;
  return one * static_cast<Duration::rep>(*count);
}

const Token* Cursor::next() const { return at_end() ? nullptr : &line_.tokens[at_]; }

std::string Cursor::found() const {
  const Token* token = next();
  if (token == nullptr) return "the line ends";
  constexpr std::size_t kShown = 40;
  const std::string text = token->text.substr(0, kShown) + (token->text.size() > kShown ? "..." : "");
  return token->kind == TokenKind::kString ? "found the text \"" + text + "\"" : "found `" + text + "`";
}

void Cursor::fail(std::string message) {
  if (!failed()) error_ = std::move(message);
}

void Cursor::fail_expecting(std::string_view expected) {
  fail(found() + ", expected " + std::string(expected));
}

bool Cursor::accept(std::string_view words) {
  if (failed()) return false;
  std::size_t at = at_;
  for (std::string_view rest = words; !rest.empty(); ++at) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    if (at == line_.tokens.size()) return false;
    const Token& token = line_.tokens[at];
    if (token.kind != TokenKind::kWord || token.text != rest.substr(0, end)) return false;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  at_ = at;
  return true;
}

bool Cursor::accept(std::string_view singular, std::string_view plural) {
  return accept(singular) || accept(plural);
}

bool Cursor::accept_mark(char mark) {
  const Token* token = next();
  if (token == nullptr || token->kind != TokenKind::kMark || token->text[0] != mark) return false;
  ++at_;
  return true;
}

std::optional<std::string_view> Cursor::peek_word() const {
  const Token* token = next();
  if (token == nullptr || token->kind != TokenKind::kWord) return std::nullopt;
  return token->text;
}

bool Cursor::at_string() const {
  const Token* token = next();
  return token != nullptr && token->kind == TokenKind::kString;
}

void Cursor::expect(std::string_view words) {
  if (!accept(words)) fail_expecting("`" + std::string(words) + "`");
}

void Cursor::expect_mark(char mark) {
  if (!accept_mark(mark)) fail_expecting("`" + std::string(1, mark) + "`");
}

void Cursor::expect_end() {
  if (!at_end()) fail_expecting("the end of the line");
}

std::string Cursor::expect_word(std::string_view what) {
  const auto word = peek_word();
  if (!word) {
    fail_expecting(what);
    return {};
  }
  ++at_;
  return std::string(*word);
}

std::string Cursor::expect_string(std::string_view what) {
  if (!at_string()) {
    fail_expecting(what);
    return {};
  }
  return line_.tokens[at_++].text;
}

Duration Cursor::expect_duration() {
  const auto word = peek_word();
  const auto duration = word ? duration_from(*word) : std::nullopt;
  if (!duration) {
    fail_expecting("a time of at most a day, such as `500ms`, `3s` or `2min`");
    return {};
  }
  ++at_;
  return *duration;
}

std::size_t Cursor::expect_number(std::string_view what, std::size_t max) {
  const auto word = peek_word();
  const auto number = word ? number_from(*word, max) : std::nullopt;
  if (!number) {
    fail_expecting(std::string(what) + ", at most " + std::to_string(max));
    return 0;
  }
  ++at_;
  return *number;
}

std::size_t Cursor::accept_repeat() {
  const auto word = peek_word();
  if (!word || !number_from(*word)) return 1;
  const std::size_t count = expect_number("how many times", limits::kTextBytes);
  expect("x");
  return count;
}

std::string Cursor::expect_bytes() {
  std::string bytes;
  do {
    const std::size_t count = accept_repeat();
    const std::string piece = expect_string("a text in quotes");
    if (failed()) return {};
    if (!piece.empty() && count > (limits::kTextBytes - bytes.size()) / piece.size()) {
      fail("the text is longer than " + std::to_string(limits::kTextBytes) + " bytes, expected at most that");
      return {};
    }
    for (std::size_t i = 0; i < count; ++i) bytes += piece;
  } while (at_string() || (peek_word() && number_from(*peek_word())));
  return bytes;
}

}  // namespace parley::sim::scenario
