#include "sim/language/cursor.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "sim/language/limits.hpp"

namespace parley::sim::scenario {

std::optional<std::size_t> number_from(std::string_view word, std::size_t max) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc() || end != word.data() + word.size() || number > max) return std::nullopt;
  return number;
}

std::optional<std::uint64_t> decimal_from(std::string_view word, std::size_t digits) {
  constexpr std::size_t kMostInFront = 9;
  const std::size_t point = std::min(word.find('.'), word.size());
  const std::string_view behind = word.substr(std::min(point + 1, word.size()));
  const bool bare_point = point < word.size() && behind.empty();
  if (point > kMostInFront || behind.size() > digits || bare_point) return std::nullopt;
  std::string all(word.substr(0, point));
  if (all.empty()) return std::nullopt;
  all += behind;
  all.append(digits - behind.size(), '0');
  const auto number = number_from(all);
  return number ? std::optional<std::uint64_t>(*number) : std::nullopt;
}

std::optional<Duration> duration_from(std::string_view word) {
  struct Unit {
    std::string_view name;
    std::size_t digits;  ///< Behind the point, down to a nanosecond.
    std::uint64_t factor;
  };
  constexpr std::array<Unit, 4> kUnits = {{{"us", 3, 1}, {"ms", 6, 1}, {"s", 9, 1}, {"min", 9, 60}}};
  const std::size_t unit_at = std::min(word.find_first_not_of("0123456789."), word.size());
  for (const Unit& unit : kUnits) {
    if (word.substr(unit_at) != unit.name) continue;
    const auto count = decimal_from(word.substr(0, unit_at), unit.digits);
    const auto longest = static_cast<std::uint64_t>(limits::kLongestWait.count());
    if (!count || *count > longest / unit.factor) return std::nullopt;
    return Duration(static_cast<Duration::rep>(*count * unit.factor));
  }
  return std::nullopt;
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

std::uint32_t Cursor::expect_share(std::string_view example) {
  constexpr std::size_t kDigits = 4;  // Of a hundredth part, down to a millionth.
  constexpr std::uint64_t kAll = 1'000'000;
  const std::string word = expect_word("how much, such as `" + std::string(example) + "`");
  const bool marked = !word.empty() && word.back() == '%';
  const std::string_view digits = std::string_view(word).substr(0, marked ? word.size() - 1 : 0);
  const std::uint64_t share = decimal_from(digits, kDigits).value_or(kAll + 1);
  if (share > kAll)
    fail("`" + word + "` is not a share, expected one such as `" + std::string(example) + "`");
  return failed() ? 0 : static_cast<std::uint32_t>(share);
}

std::optional<Duration> Cursor::accept_for_time() {
  if (!accept("for")) return std::nullopt;
  return expect_duration();
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
