// Text: what is printable can do nothing to a terminal, stays as it is when it is made printable again, and
// prefixes are cut between characters.

#include "base/check.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "wire/text.hpp"

namespace parley::fuzz {
namespace {

void check_prefixes(std::string_view text, bool whole_is_utf8) {
  for (std::size_t bytes = 0; bytes <= text.size(); ++bytes) {
    const auto prefix = wire::utf8_prefix(text, bytes);
    PARLEY_CHECK(prefix.size() <= bytes && prefix.size() + 3 >= bytes);
    PARLEY_CHECK(text.starts_with(prefix));
    PARLEY_CHECK(!whole_is_utf8 || wire::is_utf8(prefix));
  }
}

void check_words(std::string_view text) {
  const auto words = wire::split_words(text);
  std::string_view rest = text;
  for (std::size_t i = 0; i < words.count; ++i) PARLEY_CHECK(wire::next_word(rest) == words.word[i]);
  if (words.count < wire::Words::kMax) PARLEY_CHECK(wire::next_word(rest).empty() && rest.empty());
  PARLEY_CHECK(wire::trimmed(text).empty() == (words.count == 0));
}

}  // namespace

void run(std::string_view input) {
  if (input.size() > 4096) return;  // Prefixes are tried one by one.
  const auto shown = wire::printable(input);
  PARLEY_CHECK(wire::is_utf8(shown) && is_harmless(shown));
  PARLEY_CHECK(wire::printable(shown) == shown);
  check_prefixes(input, wire::is_utf8(input));
  check_words(input);
}

}  // namespace parley::fuzz
