#include "sim/merge/logins.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/name.hpp"
#include "wire/answer.hpp"
#include "wire/text.hpp"

namespace parley::sim::merge {
namespace {

constexpr std::size_t kMostQuestions = 16;
constexpr std::string_view kBlanks = " \t\r\n\v\f";

std::string_view next_word(std::string_view& line) {
  const std::size_t begin = std::min(line.find_first_not_of(kBlanks), line.size());
  line.remove_prefix(begin);
  const std::string_view word = line.substr(0, line.find_first_of(kBlanks));
  line.remove_prefix(word.size());
  return word;
}

}  // namespace

std::string folded(std::string_view name) {
  std::string lower(name);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

template <class Take>
void Logins::split(Lines& lines, const tape::Entry& entry, const Take& take) {
  std::string_view rest = entry.text;
  const bool is_cut = entry.size > rest.size();
  if (!in_lines_) return take(rest);
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    if (lines.begun.size() < limits::kLineBytes)
      lines.begun += rest.substr(0, std::min(end, limits::kLineBytes));
    if (end == std::string_view::npos) break;
    if (!lines.skips) take(std::string_view(lines.begun));
    lines = {};
    rest.remove_prefix(end + 1);
  }
  // What begins behind the cut is unknown, and so is how it ends; an entry begins a line as a rule.
  if (!is_cut) return;
  if (!lines.begun.empty()) take(std::string_view(lines.begun));
  lines = {};
}

void Logins::on_client_entry(const tape::Entry& entry) {
  split(from_client_, entry, [this](std::string_view line) { take_request(line); });
}

void Logins::on_registry_entry(const tape::Entry& entry) {
  tape::Entry said = entry;
  if (said.text.starts_with(wire::kGreeting)) {
    said.text.remove_prefix(wire::kGreeting.size());
    said.size -= std::min<std::uint64_t>(said.size, wire::kGreeting.size());
  }
  split(from_registry_, said, [this](std::string_view line) { take_answer(line); });
}

void Logins::take_request(std::string_view line) {
  const std::string_view verb = next_word(line);
  const std::string_view name = next_word(line);
  if (verb == "HELLO" && next_word(line) == "2") in_lines_ = true;
  if (verb != "LOGIN" && verb != "REGISTER") return;
  if (!UserName::parse(name)) return;
  if (asked_.size() < kMostQuestions) asked_.push_back(folded(name));
  if (open_.size() < kMostQuestions) open_.push_back({verb == "LOGIN", std::string(name)});
}

void Logins::take_answer(std::string_view line) {
  const auto answer = wire::decode_answer(line);
  if (!answer || (answer->verb != wire::Verb::kAuth && answer->verb != wire::Verb::kRegister)) return;
  const bool is_login = answer->verb == wire::Verb::kAuth;
  const auto question = std::ranges::find(open_, is_login, &Question::is_login);
  if (question == open_.end()) return;
  std::string& whose = is_login ? logged_in_ : signed_up_;
  if (answer->status == wire::Status::kSuccess && whose.empty()) whose = question->name;
  open_.erase(question);
}

}  // namespace parley::sim::merge
