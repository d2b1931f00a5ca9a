#include "sim/explore/totals.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/explore/limits.hpp"

namespace parley::sim::explore {
namespace {

using namespace std::chrono_literals;

constexpr Duration kOnTerminal = 200ms;  ///< Between two lines of progress,
constexpr Duration kElsewhere = 5s;      ///< and where each is a line of its own.

/// Reports name the same things in the same order, mostly, so the place is found at once.
void merge(std::vector<Count>& sum, const std::vector<Count>& counts) {
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const auto is_it = [&](const Count& entry) { return entry.name == counts[i].name; };
    const auto place = i < sum.size() && is_it(sum[i]) ? sum.begin() + static_cast<std::ptrdiff_t>(i)
                                                       : std::find_if(sum.begin(), sum.end(), is_it);
    if (place == sum.end()) {
      sum.push_back(counts[i]);
    } else {
      place->times += counts[i].times;
    }
  }
}

std::vector<Count> by_name(std::vector<Count> counts) {
  std::sort(counts.begin(), counts.end(), [](const Count& a, const Count& b) { return a.name < b.name; });
  return counts;
}

std::string with_commas(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, 1, ',');
  return digits;
}

std::vector<std::string> never(const std::vector<Count>& counts) {
  std::vector<std::string> names;
  for (const Count& count : by_name(counts)) {
    if (count.times == 0) names.push_back(count.name);
  }
  return names;
}

/// `  faults   loss 1,204 · clogs 33 · ...`, broken into lines.
std::string list(std::string_view title, const std::vector<Count>& counts) {
  constexpr std::size_t kWidth = 110;
  std::string text;
  std::string line = fmt::format("  {:<8}", title);
  const std::size_t indent = line.size();
  for (const Count& count : by_name(counts)) {
    if (count.times == 0) continue;  // Those are listed by themselves.
    const std::string entry = fmt::format("  {} {}", count.name, with_commas(count.times));
    if (line.size() + entry.size() > kWidth && line.size() > indent) {
      text += line + "\n";
      line = std::string(indent, ' ');
    }
    line += entry;
  }
  return text + line + "\n";
}

double seconds_of(Duration time) { return std::chrono::duration<double>(time).count(); }

}  // namespace

void Totals::add(const PlayReport& report) {
  ++seeds_;
  if (report.failed()) {
    ++failed_;
    merge(failures_, {{report.check, 1}});
  }
  events_ += report.events;
  deliveries_ += report.deliveries;
  virtual_time_ += report.virtual_time;
  merge(checks_, report.checks);
  merge(faults_, report.faults);
  merge(actions_, report.actions);
  merge(marks_, report.marks);
}

std::size_t Totals::marks_reached() const {
  return static_cast<std::size_t>(
      std::count_if(marks_.begin(), marks_.end(), [](const Count& mark) { return mark.times > 0; }));
}

std::vector<std::string> Totals::gaps() const {
  std::vector<std::string> gaps;
  if (seeds_ < limits::kCoverageSeeds) return gaps;
  for (const std::string& name : never(checks_)) gaps.push_back("never evaluated: " + name);
  for (const std::string& name : never(faults_)) gaps.push_back("never struck: " + name);
  return gaps;
}

std::string Totals::summary(Duration elapsed, std::size_t jobs) const {
  const double seconds = std::max(0.001, seconds_of(elapsed));
  std::string text =
      fmt::format("{} seeds in {:.1f} s with {} jobs: {:.0f} seeds/s, {} failed\n", with_commas(seeds_),
                  seconds, jobs, static_cast<double>(seeds_) / seconds, with_commas(failed_));
  text += fmt::format(
      "  {:<10}{}, {} events/s, {} deliveries, {} virtual minutes\n", "events", with_commas(events_),
      with_commas(static_cast<std::uint64_t>(static_cast<double>(events_) / seconds)),
      with_commas(deliveries_), with_commas(static_cast<std::uint64_t>(seconds_of(virtual_time_) / 60)));
  if (failed_ > 0) text += list("failed", failures_);
  text +=
      list("actions", actions_) + list("faults", faults_) + list("checks", checks_) + list("marks", marks_);
  for (const auto& [title, counts] : {std::pair("struck", &faults_), std::pair("evaluated", &checks_)}) {
    for (const std::string& name : never(*counts)) text += fmt::format("  never {}: {}\n", title, name);
  }
  const auto missed = never(marks_);
  text += fmt::format("  {} of {} marks reached{}\n", marks_reached(), marks_.size(),
                      missed.empty() ? "" : ", these were not:");
  for (const std::string& name : missed) text += "    " + name + "\n";
  return text;
}

bool Progress::is_time(Duration elapsed) {
  if (elapsed - last_ < (on_terminal_ ? kOnTerminal : kElsewhere)) return false;
  last_ = elapsed;
  return true;
}

void Progress::show(const Totals& totals, Duration elapsed) {
  const double seconds = std::max(0.001, std::chrono::duration<double>(elapsed).count());
  show(fmt::format("{:.0f} s: {} seeds, {:.0f} seeds/s, {:.0f} events/s, rare states {}/{}, {} failed",
                   seconds, totals.seeds(), static_cast<double>(totals.seeds()) / seconds,
                   static_cast<double>(totals.events()) / seconds, totals.marks_reached(), totals.marks(),
                   totals.failed()),
       elapsed);
}

void Progress::show(const std::string& line, Duration elapsed) {
  if (!is_time(elapsed)) return;
  fmt::print(out_, "{}{}{}", on_terminal_ ? "\r" : "", line, on_terminal_ ? "\x1b[K" : "\n");
  std::fflush(out_);
  shown_ = true;
}

void Progress::clear() {
  if (on_terminal_ && shown_) fmt::print(out_, "\r\x1b[K");
  shown_ = false;
}

}  // namespace parley::sim::explore
