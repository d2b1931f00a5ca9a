#include "record/mask_request.hpp"

#include <algorithm>
#include <charconv>

#include "base/limits.hpp"
#include "registry/inbox.hpp"
#include "wire/text.hpp"

namespace parley::record {
namespace {

using wire::WordKind;

bool is_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

bool is_name(std::string_view word) {
  return word.size() <= limits::kNameBytes && std::all_of(word.begin(), word.end(), is_name_byte);
}

/// The value of a number of any digits, as parse_port() reads it; above 65535 where it is not a number.
unsigned value_of(std::string_view digits) {
  constexpr unsigned kNone = 65'536;
  unsigned value = 0;
  const auto* const end = digits.data() + digits.size();
  const auto [at, error] = std::from_chars(digits.data(), end, value);
  return error == std::errc{} && at == end ? value : kNone;
}

/// Whether a whole word may be read as one of this kind.
bool may_be_read(WordKind kind, std::string_view word) {
  switch (kind) {
    case WordKind::kName:
      return is_name(word);
    case WordKind::kLiteral:
      return std::find(wire::kLiterals.begin(), wire::kLiterals.end(), word) != wire::kLiterals.end();
    case WordKind::kPort:
      return value_of(word) >= 1 && value_of(word) <= 65'535;
    case WordKind::kSecret:
      break;
  }
  return false;
}

/// Whether a word that begins so may still turn out to be a verb, or one of this kind.
bool may_become_verb(std::string_view text) {
  return std::any_of(wire::kRequestVerbs.begin(), wire::kRequestVerbs.end(),
                     [&](const wire::RequestVerb& verb) { return verb.text.starts_with(text); });
}

bool may_become(WordKind kind, std::string_view text) {
  switch (kind) {
    case WordKind::kName:
      return is_name(text);
    case WordKind::kLiteral:
      return std::any_of(wire::kLiterals.begin(), wire::kLiterals.end(),
                         [&](std::string_view word) { return word.starts_with(text); });
    case WordKind::kPort:
      return value_of(text) <= 65'535;
    case WordKind::kSecret:
      break;
  }
  return false;
}

constexpr bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string_view redact(std::string_view text, std::string& scratch) {
  append_redacted(text, scratch);
  return scratch;
}

/// Whether all words have their right places and none is a secret: nearly every message.
bool is_open(const wire::RequestVerb& verb, const wire::Words& words) {
  for (std::size_t i = 1; i < words.count; ++i) {
    if (!may_be_read(verb.words[i - 1], words.word[i])) return false;
  }
  return true;
}

/// `owner`: the first word behind the verb, as it stands in `to`.
void append_word(WordKind kind, std::string_view word, std::string_view owner, Pseudonyms* pseudonyms,
                 std::string& to) {
  if (may_be_read(kind, word)) {
    to += word;
  } else if (kind == WordKind::kSecret && pseudonyms != nullptr && word.size() <= limits::kSecretBytes) {
    pseudonyms->append(word, owner, to);
  } else {
    append_redacted(word, to);
  }
}

}  // namespace

std::string_view mask_request(std::string_view message, Pseudonyms* pseudonyms, std::string& scratch) {
  const auto words = wire::split_words(message);
  const auto* verb = wire::find_request_verb(words.word[0]);
  if (verb == nullptr || message.find('\0') != message.npos || !wire::is_utf8(message)) {
    return redact(message, scratch);
  }
  const auto end_of = [&](std::string_view word) {
    return static_cast<std::size_t>(word.data() + word.size() - message.data());
  };
  if (words.count < verb->least_words || words.count > verb->most_words) {
    const auto verb_end = end_of(words.word[0]);
    scratch = message.substr(0, verb_end);
    return redact(message.substr(verb_end), scratch);
  }
  if (is_open(*verb, words)) return message;
  std::size_t done = end_of(words.word[0]);
  scratch = message.substr(0, done);
  for (std::size_t i = 1; i < words.count; ++i) {
    const auto end = end_of(words.word[i]);
    scratch += message.substr(done, end - words.word[i].size() - done);
    const auto owner = wire::split_words(scratch).word[1];
    append_word(verb->words[i - 1], words.word[i], owner, pseudonyms, scratch);
    done = end;
  }
  scratch += message.substr(done);
  return scratch;
}

std::string_view mask_requests(std::string_view write, std::string& scratch) {
  const auto end = write.find('\n');
  if (end == write.npos || end + 1 == write.size()) return mask_request(write, nullptr, scratch);
  std::string line;
  while (!write.empty()) {
    const auto bytes = std::min(write.find('\n'), write.size() - 1) + 1;
    line.clear();
    scratch += mask_request(write.substr(0, bytes), nullptr, line);
    write.remove_prefix(bytes);
  }
  return scratch;
}

std::string_view mask_keep_alive(std::string_view datagram, std::string& scratch) {
  const auto words = wire::split_words(datagram);
  const bool is_one =
      words.count == 2 && words.word[0] == "KEEP_ALIVE" && datagram.size() <= limits::kDatagramBytes;
  return is_one && may_be_read(WordKind::kName, words.word[1]) ? datagram : redact(datagram, scratch);
}

std::string_view RequestMask::mask(std::string_view record, std::string& scratch) {
  if (dialect_ == Dialect::kUnknown) return mask_first(record, scratch);
  return dialect_ == Dialect::kV1 ? mask_v1(record, scratch) : mask_v2(record, scratch);
}

std::string_view RequestMask::mask_first(std::string_view record, std::string& scratch) {
  const auto detected = registry::detect_dialect(record);
  dialect_ = detected == registry::DetectedDialect::kV1 ? Dialect::kV1 : Dialect::kV2;
  if (detected == registry::DetectedDialect::kV2WithoutLf) return mask_request(record, &pseudonyms_, scratch);
  return mask(record, scratch);
}

std::string_view RequestMask::mask_v1(std::string_view record, std::string& scratch) {
  if (record.size() > limits::kV1MessageBytes) return redact(record, scratch);
  return mask_request(record, &pseudonyms_, scratch);
}

std::string_view RequestMask::mask_v2(std::string_view record, std::string& scratch) {
  bool masked = false;
  std::string line;
  for (std::size_t at = 0; at < record.size();) {
    const auto end = record.find('\n', at);
    const auto part = record.substr(at, end == record.npos ? end : end + 1 - at);
    const bool whole = !line_begun_ && end != record.npos;
    line.clear();
    const auto read = whole ? mask_request(part, &pseudonyms_, line) : mask_part(part, line);
    if (!masked && read.data() != part.data()) {  // Nearly no record has anything to mask.
      scratch = record.substr(0, at);
      masked = true;
    }
    if (masked) scratch += read;
    at += part.size();
  }
  return masked ? std::string_view(scratch) : record;
}

std::string_view RequestMask::mask_part(std::string_view part, std::string& out) {
  for (const char byte : part) out += mask_byte(byte);
  return out;
}

char RequestMask::mask_byte(char byte) {
  if (is_space(byte)) {
    if (in_word_) end_word();
    line_begun_ = true;
    if (byte == '\n') end_line();
    return byte;
  }
  line_begun_ = in_word_ = true;
  if (!spoiled_ && may_read(byte)) return byte;
  spoiled_ = true;
  return redacted(byte);
}

bool RequestMask::may_read(char byte) {
  if (word_ != 0 && (verb_ == nullptr || word_ >= verb_->most_words)) return false;
  if (word_ != 0 && verb_->words[word_ - 1] == WordKind::kPort && read_ == "0") read_.clear();
  read_ += byte;
  return word_ == 0 ? may_become_verb(read_) : may_become(verb_->words[word_ - 1], read_);
}

void RequestMask::end_word() {
  if (word_ == 0) verb_ = spoiled_ ? nullptr : wire::find_request_verb(read_);
  ++word_;
  in_word_ = spoiled_ = false;
  read_.clear();
}

void RequestMask::end_line() {
  line_begun_ = in_word_ = spoiled_ = false;
  word_ = 0;
  read_.clear();
  verb_ = nullptr;
}

}  // namespace parley::record
