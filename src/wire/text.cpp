#include "wire/text.hpp"

namespace parley::wire {
namespace {

/// Nearly every byte is above the blank: one comparison decides.
constexpr bool is_space(char c) { return c <= ' ' && (c == ' ' || (c >= '\t' && c <= '\r')); }

}  // namespace

std::string_view next_word(std::string_view& text) {
  std::size_t begin = 0;
  while (begin < text.size() && is_space(text[begin])) ++begin;
  std::size_t end = begin;
  while (end < text.size() && !is_space(text[end])) ++end;
  const auto word = text.substr(begin, end - begin);
  text.remove_prefix(end);
  return word;
}

Words split_words(std::string_view text) {
  Words words;
  while (words.count < Words::kMax) {
    const auto word = next_word(text);
    if (word.empty()) break;
    words.word[words.count++] = word;
  }
  return words;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace parley::wire
