#include "sim/check/connection_tracker.hpp"

#include <algorithm>
#include <utility>

namespace parley::sim::check {
namespace {

constexpr std::string_view kGreeting = "HELLO_BACK SUCCESS 200 ";
constexpr std::size_t kLongestRecord = 1024;
constexpr std::size_t kLongestLine = 65'536;
constexpr std::size_t kFullRecord = 16'384;
constexpr std::string_view kSpace = " \t\n\v\f\r";

/// The beginning of a message, with each run of white space replaced by one space.
std::string words_of(std::string_view text) {
  std::string words;
  for (const char c : text.substr(0, 64)) {
    const bool space = kSpace.find(c) != kSpace.npos;
    if (!space) {
      words += c;
    } else if (!words.empty() && words.back() != ' ') {
      words += ' ';
    }
  }
  if (!words.empty() && words.back() == ' ') words.pop_back();
  return words;
}

}  // namespace

void ConnectionTracker::on_request_bytes(std::string_view record) {
  if (!dialect_) return choose_dialect(record);
  if (*dialect_ == wire::Dialect::kV2) return take_line_bytes(record);
  if (overlong_) return;
  if (record.size() > kLongestRecord) {
    overlong_ = true;
  } else {
    waiting_.emplace_back(record);
  }
}

void ConnectionTracker::choose_dialect(std::string_view record) {
  auto text = record;
  text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
  const auto end = text.find('\n');
  const auto first = text.substr(0, end);
  dialect_ = first.size() <= 64 && words_of(first) == "HELLO P2P 2" ? wire::Dialect::kV2 : wire::Dialect::kV1;
  if (*dialect_ == wire::Dialect::kV1) return on_request_bytes(record);
  take_line_bytes(text);
  if (end == text.npos) take_line_bytes("\n");
}

void ConnectionTracker::take_line_bytes(std::string_view bytes) {
  if (overlong_) return;
  line_ += bytes;
  std::size_t begin = 0;
  for (auto end = line_.find('\n'); end != line_.npos && !overlong_; end = line_.find('\n', begin)) {
    auto line = std::string_view(line_).substr(begin, end - begin);
    begin = end + 1;
    overlong_ = line.size() > kLongestLine;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!overlong_) waiting_.emplace_back(line);
  }
  line_.erase(0, begin);
  overlong_ = overlong_ || line_.size() > kLongestLine;
}

std::optional<std::string> ConnectionTracker::next_request() {
  if (waiting_.empty()) return std::nullopt;
  std::string next = std::move(waiting_.front());
  waiting_.pop_front();
  return next;
}

std::vector<std::string> ConnectionTracker::on_answer_bytes(std::string_view record) {
  sent_ += record.size();
  while (greeting_ < kGreeting.size() && !record.empty()) {
    bad_hello_ = bad_hello_ || record.front() != kGreeting[greeting_];
    ++greeting_;
    record.remove_prefix(1);
  }
  std::vector<std::string> answers;
  if (record.empty()) return answers;
  answer_ += record;
  if (dialect_.value_or(wire::Dialect::kV1) == wire::Dialect::kV1) {
    if (record.size() < kFullRecord) answers.push_back(std::exchange(answer_, {}));
    return answers;
  }
  std::size_t begin = 0;
  for (auto end = answer_.find('\n'); end != answer_.npos; end = answer_.find('\n', begin)) {
    answers.push_back(answer_.substr(begin, end - begin));
    begin = end + 1;
  }
  answer_.erase(0, begin);
  return answers;
}

std::vector<std::string> ConnectionTracker::end_of_turn() {
  if (answer_.empty() || dialect_ == wire::Dialect::kV2) return {};
  return {std::exchange(answer_, {})};
}

}  // namespace parley::sim::check
