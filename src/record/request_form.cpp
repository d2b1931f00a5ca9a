#include "record/request_form.hpp"

#include <algorithm>
#include <charconv>

#include "base/limits.hpp"

namespace parley::record {
namespace {

constexpr std::array<std::string_view, 5> kProtocolWords = {"P2P", "1", "2", "DETAILED", "SIMPLE"};

bool is_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

bool is_name(std::string_view word) {
  return word.size() <= limits::kNameBytes && std::all_of(word.begin(), word.end(), is_name_byte);
}

/// The value of a number of any digits, as parse_port() reads it; past 65535 where it is none.
unsigned value_of(std::string_view digits) {
  constexpr unsigned kNone = 65'536;
  unsigned value = 0;
  const auto* const end = digits.data() + digits.size();
  const auto [at, error] = std::from_chars(digits.data(), end, value);
  return error == std::errc{} && at == end ? value : kNone;
}

}  // namespace

const RequestForm* form_of(std::string_view verb) {
  const auto has_verb = [&](const RequestForm& form) { return form.verb == verb; };
  const auto* form = std::find_if(kRequestForms.begin(), kRequestForms.end(), has_verb);
  return form == kRequestForms.end() ? nullptr : form;
}

bool may_be_read(WordKind part, std::string_view word) {
  switch (part) {
    case WordKind::kName:
      return is_name(word);
    case WordKind::kWord:
      return std::find(kProtocolWords.begin(), kProtocolWords.end(), word) != kProtocolWords.end();
    case WordKind::kPort:
      return value_of(word) >= 1 && value_of(word) <= 65'535;
    case WordKind::kSecret:
      break;
  }
  return false;
}

bool may_become_verb(std::string_view text) {
  return std::any_of(kRequestForms.begin(), kRequestForms.end(),
                     [&](const RequestForm& form) { return form.verb.starts_with(text); });
}

bool may_become(WordKind part, std::string_view text) {
  switch (part) {
    case WordKind::kName:
      return is_name(text);
    case WordKind::kWord:
      return std::any_of(kProtocolWords.begin(), kProtocolWords.end(),
                         [&](std::string_view word) { return word.starts_with(text); });
    case WordKind::kPort:
      return value_of(text) <= 65'535;
    case WordKind::kSecret:
      break;
  }
  return false;
}

}  // namespace parley::record
