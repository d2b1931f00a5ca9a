#include "wire/answer.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "wire/text.hpp"

namespace parley::wire {
namespace {

Error malformed(std::string message) { return {ErrorCode::kMalformed, std::move(message)}; }

/// What stands between `<` and `>`; empty where the word has another form.
std::string_view inside_brackets(std::string_view word) {
  if (word.size() < 3 || !word.starts_with('<') || !word.ends_with('>')) return {};
  return word.substr(1, word.size() - 2);
}

bool is_status_word(std::string_view word) {
  return !word.empty() &&
         std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
}

std::optional<Status> read_status(std::string_view digits) {
  std::uint16_t number = 0;
  const auto* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, number);
  if (digits.size() != 3 || read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return status_from(number);
}

}  // namespace

std::string encode(const Answer& answer) {
  const auto verb = text_of(answer.verb);
  const auto word = word_of(answer.verb, answer.status);
  std::string message;
  message.reserve(verb.size() + word.size() + answer.details.size() + 10);
  message += verb;
  message += " <";
  message += word;
  message += "> <";
  message += std::to_string(static_cast<unsigned>(answer.status));
  message += '>';
  if (!answer.details.empty()) {
    message += ' ';
    message += answer.details;
  }
  return message;
}

Result<Answer> decode_answer(std::string_view message) {
  if (!is_utf8(message)) return malformed("the answer is not UTF-8");
  const auto verb = verb_from(next_word(message));
  if (!verb) return malformed("the answer begins with no verb that this version knows");
  if (!is_status_word(inside_brackets(next_word(message)))) {
    return malformed("the answer's second word is not like <SUCCESS>");
  }
  const auto status = read_status(inside_brackets(next_word(message)));
  if (!status) return malformed("the answer's third word is no status that this version knows");
  return Answer{*verb, *status, std::string(trimmed(message))};
}

}  // namespace parley::wire
