#include "sim/merge/logins.hpp"

#include <algorithm>
#include <utility>

#include "base/name.hpp"
#include "wire/answer.hpp"
#include "wire/text.hpp"

namespace parley::sim::merge {
namespace {

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

void Logins::split(std::string& begun, const tape::Entry& entry, TakeLine take) {
  std::string_view rest = entry.text;
  const bool is_cut = entry.size > rest.size();
  if (!in_lines_) return (this->*take)(rest);
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    if (begun.size() < limits::kLineBytes) begun += rest.substr(0, std::min(end, limits::kLineBytes));
    if (end == std::string_view::npos) break;
    (this->*take)(std::exchange(begun, {}));
    rest.remove_prefix(end + 1);
  }
  // What stands behind the cut is unknown, so the next entry is taken to begin a line, as it usually does.
  if (is_cut && !begun.empty()) (this->*take)(std::exchange(begun, {}));
}

void Logins::on_client_entry(const tape::Entry& entry) { split(from_client_, entry, &Logins::take_request); }

void Logins::on_registry_entry(const tape::Entry& entry) {
  tape::Entry said = entry;
  if (said.text.starts_with(wire::kGreeting)) {
    said.text.remove_prefix(wire::kGreeting.size());
    said.size -= std::min<std::uint64_t>(said.size, wire::kGreeting.size());
  }
  split(from_registry_, said, &Logins::take_answer);
}

void Logins::take_request(std::string_view line) {
  const std::string_view verb = next_word(line);
  const std::string_view name = next_word(line);
  if (verb == "HELLO" && next_word(line) == "2") in_lines_ = true;
  if (verb != "LOGIN" && verb != "REGISTER") return;
  if (!UserName::parse(name)) return;
  if (open_.size() < limits::kRequests) open_.push_back({verb == "LOGIN", std::string(name)});
}

void Logins::take_answer(std::string_view line) {
  const auto answer = wire::decode_answer(line);
  if (!answer || (answer->verb != wire::Verb::kAuth && answer->verb != wire::Verb::kRegister)) return;
  const bool is_login = answer->verb == wire::Verb::kAuth;
  const auto request = std::ranges::find(open_, is_login, &Request::is_login);
  if (request == open_.end()) return;
  std::string& whose = is_login ? logged_in_ : signed_up_;
  if (answer->status == wire::Status::kSuccess && whose.empty()) whose = request->name;
  open_.erase(request);
}

}  // namespace parley::sim::merge
